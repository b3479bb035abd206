import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectJson } from '../../../src/core/contract/inspect.ts';
import { readProject } from '../../../src/core/project/read-project.ts';
import { isWanted } from '../../../src/core/project/selection.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { htmlSteps } from '../../../src/core/report/render-html.ts';
import { renderPage } from '../../../src/core/report/render-page.ts';
import { renderJson } from '../../../src/core/report/render-json.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { loadFolder, readFiles } from '../../support/read-folder.ts';

const workspace = join(import.meta.dirname, '..', '..', 'workspaces', 'sample');
const golden = join(import.meta.dirname, '..', '..', 'golden', 'sample');

/** Compares with the golden file; `UPDATE_GOLDEN=1` writes it, to be read before it is committed. */
function expectGolden(name: string, text: string): void {
  const path = join(golden, name);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}

describe('the sample workspace', () => {
  const files = loadFolder(workspace);
  const { project, problems } = readProject(
    new TextDecoder().decode(files['benchtrail.json']),
    'benchtrail.json',
  );
  const wanted = Object.fromEntries(Object.entries(files).filter(([path]) => isWanted({ path, project })));
  const snapshot = readFiles(wanted, project);
  const built = buildReport(snapshot, project, {
    generator: 'Benchtrail golden',
    roots: ['sample'],
    date: '2026-01-02',
  });
  if (isNoReport(built)) throw new Error(built.reason);
  const report = built;

  it('has a project file without problems', () => {
    expect(problems).toEqual([]);
  });

  it('gives the contract of the golden file', () => {
    expectGolden('inspect.json', [...inspectJson(snapshot, ['sample'], true)].join(''));
  });

  it('gives the Markdown of the golden file', () => {
    const options = {
      link: relativeLinks(['/results'], '/results'),
      charts: 'svg' as const,
      chartTarget: (id: string) => `charts/${id}.svg`,
    };
    const { markdown, charts } = renderMarkdown(report, options);
    expectGolden('report.md', markdown);
    for (const [id, svg] of charts) expectGolden(`charts/${id}.svg`, svg);
  });

  it('has no caption of a chart that it does not draw', () => {
    const captions = (charts: 'none' | 'svg'): number => {
      const options = {
        link: relativeLinks(['/results'], '/results'),
        charts,
        chartTarget: (id: string) => id,
      };
      return [...renderMarkdown(report, options).markdown.matchAll(/^\*[^*].*\*$/gmu)].length;
    };
    expect(captions('svg')).toBeGreaterThan(0);
    expect(captions('none')).toBe(0);
  });

  it('gives the JSON of the golden file', () => {
    expectGolden('report.json', renderJson(report));
  });

  it('gives the page of the golden file', () => {
    expectGolden('report.html', renderPage(report, { link: relativeLinks(['/results'], '/results') }));
  });

  it('gives HTML that shows every figure of the Markdown, and no markup of the data', () => {
    const html = runToEnd(htmlSteps(report, { href: ({ file, line }) => `x:${file}#${String(line)}` }));
    const shown = [...html.matchAll(/<a class="figure"[^>]*>([^<]*)<\/a>/g)].length;
    expect(shown).toBe(report.figures.length);
    expect(html).not.toMatch(/<script|onclick|javascript:/i);
  });
});

describe('hostile text in results', () => {
  const evil = '</td><script>alert(1)</script>|`[x](javascript:alert(2))`<!-- ';
  const snapshot = readFiles({
    'a.csv': `model,ttft_s,tokens_s,error\n"${evil}",0.1,5,\n"${evil}",0.2,6,\n"${evil}",0,0,"${evil}"\n`,
  });
  const built = buildReport(snapshot, readProject('{}', 'x').project, {
    generator: evil,
    roots: [evil],
    title: evil,
  });
  if (isNoReport(built)) throw new Error(built.reason);
  const report = built;

  it('stays text in HTML', () => {
    const html = runToEnd(htmlSteps(report, { href: () => '#' }));
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  });

  it('stays code in Markdown, one cell in a table', () => {
    const { markdown } = renderMarkdown(report, {
      link: () => 'a.csv',
      charts: 'none',
      chartTarget: (id) => id,
    });
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    const cells = (line: string): number => line.replace(/\\\|/g, '').split('|').length;
    let width = 0;
    for (const [index, row] of rows.entries()) {
      if (row.startsWith('| -')) width = cells(row);
      else if (index > 0 && !(rows[index + 1] ?? '').startsWith('| -')) expect(cells(row)).toBe(width);
    }
    expect(markdown.replace(/(`+).*?\1/g, '')).not.toMatch(/(?<!\\)<script/);
  });
});
