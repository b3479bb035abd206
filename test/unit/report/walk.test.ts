import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { anchorOf } from '../../../src/core/report/anchors.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import type { Report } from '../../../src/core/report/model.ts';
import { parseUnit } from '../../../src/core/normalise/units.ts';
import { definitions, strayNumbers } from '../../support/markdown-numbers.ts';
import { corpusFolder, loadFolder, readFiles } from '../../support/read-folder.ts';

const sample = join(import.meta.dirname, '..', '..', 'workspaces', 'sample');
/** Statistics of a tool that stand on lines of their own, rates per minute. */
const llmperf = join(import.meta.dirname, '..', '..', 'fixtures', 'llmperf');
const corpus = corpusFolder('chimeraforge');

const folders = [sample, llmperf, ...(corpus === null ? [] : [corpus])];

describe.each(folders)('every number in the report of %s', (folder) => {
  const files = loadFolder(folder);
  const snapshot = readFiles(files);
  const built = buildReport(snapshot, DEFAULT_PROJECT, { generator: 'Benchtrail test', roots: [folder] });
  if (isNoReport(built)) throw new Error(built.reason);
  const report: Report = built;
  const { markdown } = renderMarkdown(report, {
    link: relativeLinks([folder], folder),
    charts: 'svg',
    chartTarget: (id) => `charts/${id}.svg`,
  });
  const lines = new Map(
    Object.entries(files).map(([path, bytes]) => [
      path,
      new TextDecoder('latin1').decode(bytes).split(/\r\n|\r|\n/),
    ]),
  );

  it('is a figure, a name in code, a heading or a target', () => {
    expect(strayNumbers(markdown)).toEqual([]);
  });

  it('has a definition for each reference, and no definition too many', () => {
    const defined = definitions(markdown);
    const used = new Set([...markdown.matchAll(/\]\[(f\d+)\]/g)].map((match) => match[1]));
    expect([...used].filter((id) => !defined.has(id!))).toEqual([]);
    expect([...defined.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('leads to a line that exists, or to a heading of the report', () => {
    const anchors = new Set(
      [...markdown.matchAll(/^#{1,6} (.*)$/gm)].map((match) => anchorOf(match[1]!.replaceAll('\\', ''))),
    );
    const targets = [
      ...definitions(markdown).values(),
      ...[...markdown.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1]!),
    ];
    const broken = targets.filter((target) => {
      if (target.startsWith('#')) return !anchors.has(target.slice(1));
      if (target.startsWith('charts/')) return false;
      const [path = '', fragment] = target.split('#');
      const count = lines.get(decodeURIComponent(path))?.length ?? 0;
      const last = Math.max(0, ...[...(fragment ?? '').matchAll(/\d+/g)].map((match) => Number(match[0])));
      return last > count || count === 0;
    });
    expect(broken).toEqual([]);
  });

  it('stands on the line that a single reading names', () => {
    const wrong = report.figures.filter((figure) => {
      const [source] = figure.evidence.sources;
      if (figure.formula !== null || figure.statistic === 'count' || source === undefined) return false;
      const text = (lines.get(source.file) ?? []).slice(source.line - 1, source.endLine).join('\n');
      return !holds(text, figure.value, figure.unit);
    });
    expect(wrong.map(({ text, evidence }) => [text, evidence.sources[0]])).toEqual([]);
  });

  it('lists formula and lines where it is computed', () => {
    const bare = report.figures.filter(
      ({ formula, evidence }) =>
        formula !== null && evidence.sources.length === 0 && evidence.anchor === null,
    );
    expect(bare).toEqual([]);
  });

  it('comes out the same twice', () => {
    const again = buildReport(readFiles(files), DEFAULT_PROJECT, {
      generator: 'Benchtrail test',
      roots: [folder],
    });
    expect(JSON.stringify(again)).toBe(JSON.stringify(report));
  });
});

/** Whether a number of the text is this value in some spelling of its unit. */
function holds(text: string, value: number, unit: string | null): boolean {
  const spellings = [
    's',
    'ms',
    'us',
    'ns',
    'B',
    'KB',
    'KiB',
    'MB',
    'MiB',
    'GB',
    'GiB',
    'tok/s',
    '%',
    'count',
    'W',
    'Hz',
    'MHz',
    'GHz',
    'MB/s',
    'req/min',
    'Mbyte',
    'Kbyte',
    'Gbyte',
    '1',
    'nsecond',
    'usecond',
  ];
  const factors = new Set([
    1,
    100,
    0.01,
    ...spellings.map((one) => parseUnit(one)).flatMap((one) => (one?.unit === unit ? [one.factor] : [])),
    1e-9,
    1e-6,
    1e-3,
    1e3,
    1e6,
    1e9,
  ]);
  const plain = [...text.matchAll(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi)].map((match) =>
    Number(match[0]),
  );
  const grouped = [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map((match) =>
    Number(match[0].replaceAll(',', '')),
  );
  const numbers = [...plain, ...grouped];
  return numbers.some((number) =>
    [...factors].some(
      (factor) => Math.abs(number * factor - value) <= 1e-9 * Math.max(1e-12, Math.abs(value)),
    ),
  );
}
