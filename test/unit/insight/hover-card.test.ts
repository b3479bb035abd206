import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/core/catalogue/snapshot.ts';
import { Baselines, chosenBaseline } from '../../../src/core/insight/baseline.ts';
import { headerOver } from '../../../src/core/insight/header-line.ts';
import { hoverCard, type HoverCard } from '../../../src/core/insight/hover-card.ts';
import { hoverMarkdown } from '../../../src/core/insight/hover-markdown.ts';
import { lensOf } from '../../../src/core/insight/lens.ts';
import { syntaxOf } from '../../../src/core/insight/line-tokens.ts';
import { placeIndexOf } from '../../../src/core/insight/place-index.ts';
import type { DescriptionContext } from '../../../src/core/insight/tooltip.ts';
import { whatStands } from '../../../src/core/insight/what-stands.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function contextOf(snapshot: Snapshot): DescriptionContext {
  const baselines = new Baselines(snapshot, () => chosenBaseline(null, null));
  return { baselines, noiseFloor: 0.01, now: Date.UTC(2026, 0, 3) };
}

/** The card over the first occurrence of a text on a line from 1. */
function card(files: TestFiles, path: string, line: number, text: string): HoverCard | null {
  const snapshot = readFiles(files);
  const file = snapshot.files.find((one) => one.path === path)!;
  const lines = String(files[path]).split('\n');
  const own = lines[line - 1]!;
  const index = placeIndexOf(snapshot, file);
  const syntax = syntaxOf(file.fileType, path.endsWith('.tsv') ? '\t' : ',');
  const header = headerOver(index, line, (number) => lines[number - 1] ?? '', syntax);
  const found = whatStands(index, { number: line, text: own }, own.indexOf(text) + 1, syntax, header);
  return found === null ? null : hoverCard(found, own, contextOf(snapshot));
}

const RUNS = {
  'runs.csv': [
    'name,num_ctx,ttft_ms,error',
    'a,512,100,',
    'a,512,120,',
    'a,512,110,',
    'a,512,130,',
    'b,512,200,',
    'b,512,,timed out',
  ].join('\n'),
};

describe('the card of a value', () => {
  it('says what it is among the observations of its benchmark', () => {
    expect(card(RUNS, 'runs.csv', 2, '100')).toMatchObject({
      title: 'Time to first token',
      better: 'lower is better',
      names: ['ttft_ms', 'a'],
      value: '100 ms',
      valueNotes: ['rank 1 of 4 (lower is better), 13th percentile, z = -1.16'],
      series: { of: '' },
    });
    const series = card(RUNS, 'runs.csv', 2, '100')!.series!.lines;
    expect(series.map(({ label }) => label)).toEqual(['n', 'Median', 'Mean', 'CV', 'Min–max']);
    expect(series.find(({ label }) => label === 'Median')?.value).toBe('115 ms');
  });

  it('leads to the ends of its series', () => {
    const links = card(RUNS, 'runs.csv', 3, '120')!.links;
    expect(links.map(({ text, source }) => [text, source.line])).toEqual([
      ['lowest 100 ms', 2],
      ['highest 130 ms', 5],
    ]);
  });

  it('holds a configuration with one value against its column', () => {
    const rows = Array.from({ length: 8 }, (_, i) => `a,${i},${100 + i}`);
    const found = card({ 'sweep.csv': ['name,num_ctx,ttft_ms', ...rows].join('\n') }, 'sweep.csv', 4, '102')!;
    expect(found.value).toBe('102 ms');
    expect(found.valueNotes[0]).toMatch(/^rank 3 of 8 .* among 8 values of 8 configurations$/);
    expect(found.series?.of).toBe('8 values of 8 configurations');
  });

  it('says why a row failed', () => {
    expect(card(RUNS, 'runs.csv', 7, 'timed out')).toMatchObject({
      title: 'Failed',
      value: null,
      valueNotes: ['timed out'],
      notes: ['It counts in no statistic of ttft_ms.'],
    });
  });

  it('says which twin counts', () => {
    const files = { 'b/one.csv': RUNS['runs.csv'], 'b/two.csv': RUNS['runs.csv'] };
    const found = card(files, 'b/two.csv', 2, '100')!;
    expect(found.notes).toContain('Not counted: The same bytes as “b/one.csv”.');
    expect(found.links.at(-1)).toMatchObject({ text: 'b/one.csv', source: { file: 'b/one.csv' } });
  });

  it('names the statistic that a tool reports', () => {
    const json = `{"results": [{"command": "sort", "mean": 1.25, "stddev": 0.05, "median": 1.2,
"user": 1, "system": 0.1, "min": 1.1, "max": 1.5, "exit_codes": [0]}]}`;
    const found = card({ 'x.json': json }, 'x.json', 1, '0.05')!;
    expect(found).toMatchObject({
      value: '50 ms',
      valueNotes: ['standard deviation, as the tool reports it'],
    });
    expect(card({ 'x.json': json }, 'x.json', 1, '"median"')).toMatchObject({ value: '1.2 s' });
  });

  it('tells the change against the run before', () => {
    const run = (from: number): string =>
      ['name,ttft_ms', ...Array.from({ length: 6 }, (_, i) => `a,${from + i}`)].join('\n');
    const files = { 'a/x_20250101_000000.csv': run(100), 'a/x_20250102_000000.csv': run(200) };
    const found = card(files, 'a/x_20250102_000000.csv', 3, '201')!;
    expect(found.notes[0]).toMatch(/against the previous run, x_20250101_000000.csv/);
    expect(found.links.at(-1)).toMatchObject({
      text: 'baseline',
      source: { file: 'a/x_20250101_000000.csv', line: 2 },
    });
  });
});

describe('the card of a header or key', () => {
  it('lists the benchmarks below it', () => {
    const found = card(RUNS, 'runs.csv', 1, 'ttft_ms')!;
    expect(found.value).toBeNull();
    expect(found.benchmarks.map(({ link, value }) => [link.text, link.source.line, value])).toEqual([
      ['a', 2, '115 ms'],
      ['b', 6, '200 ms'],
    ]);
  });

  it('says what a setting is', () => {
    expect(card(RUNS, 'runs.csv', 1, 'num_ctx')).toMatchObject({ names: ['num_ctx'], value: '512' });
  });
});

describe('the card as Markdown', () => {
  it('lets nothing of a file become markup, a link or a command', () => {
    const evil = '[x](command:evil) <b>`|**';
    const rows = Array.from({ length: 4 }, (_, i) => `"${evil}",${i + 1},`);
    const files = { 'runs.csv': ['name,ttft_ms,error', ...rows, `"${evil}",,"${evil}"`].join('\n') };
    for (const [line, text] of [
      [2, '1,'],
      [1, 'ttft'],
      [6, ',,'],
    ] as const) {
      const markdown = hoverMarkdown(card(files, 'runs.csv', line, text)!, () => 'command:ok');
      const outside = markdown.replace(/(`+)(?!`)[^]*?[^`]\1(?!`)/g, '');
      expect(outside).not.toMatch(/(^|[^\\])\[x\]|(^|[^\\])<b>/);
    }
  });

  it('is short', () => {
    const markdown = hoverMarkdown(card(RUNS, 'runs.csv', 2, '100')!, ({ line }) => `command:open?${line}`);
    expect(markdown.split('\n\n')).toHaveLength(5);
    expect(markdown).toContain('[lowest 100 ms](command:open?2) · [highest 130 ms](command:open?5)');
  });
});

describe('the line above a file', () => {
  it('says what was recognised and its headline', () => {
    const snapshot = readFiles(RUNS);
    const lens = lensOf(snapshot.files[0]!, snapshot.runs, () => contextOf(snapshot));
    expect(lens?.hasRuns).toBe(true);
    expect(lens?.text).toMatch(/ · 2 benchmarks · Time to first token .* \(geometric mean\)$/);
  });

  it('says why a file does not count, and nothing of files that are no results', () => {
    const snapshot = readFiles({
      'a.csv': RUNS['runs.csv'],
      'b.csv': RUNS['runs.csv'],
      'package.json': '{"name": "x"}',
    });
    const words = (path: string): string | undefined => {
      const file = snapshot.files.find((one) => one.path === path)!;
      const runs = snapshot.runs.filter((run) => run.file === file);
      return lensOf(file, runs, () => contextOf(snapshot))?.text;
    };
    expect(words('b.csv')).toMatch(/not counted: The same bytes as “a.csv”.$/);
    expect(words('package.json')).toBeUndefined();
  });
});
