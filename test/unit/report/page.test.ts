import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import type { Report } from '../../../src/core/report/model.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { renderPage } from '../../../src/core/report/render-page.ts';
import { corpusFolder, loadFolder, readFiles } from '../../support/read-folder.ts';

const link = relativeLinks(['/results'], '/out');

function reportOf(folder: string): Report {
  const options = { generator: 'Benchtrail test', roots: ['results'], date: '2026-01-02' };
  const built = buildReport(readFiles(loadFolder(folder)), DEFAULT_PROJECT, options);
  if (isNoReport(built)) throw new Error(built.reason);
  return built;
}

/** The texts of all numbers of a Markdown report, in reading order. */
function markdownNumbers(report: Report): string[] {
  const { markdown } = renderMarkdown(report, { link, charts: 'none', chartTarget: () => '' });
  const body = markdown.slice(0, markdown.indexOf('\n## Sources'));
  return [...body.matchAll(/\[((?:\\.|[^\]\\])*)\]\[f\d+\]/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
}

function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

const workspaces = join(import.meta.dirname, '..', '..', 'workspaces');
const folders = [
  join(workspaces, 'sample'),
  join(workspaces, 'compare', 'results'),
  ...[corpusFolder('chimeraforge')].filter((folder) => folder !== null),
];

describe.each(folders)('the page of %s', (folder) => {
  const report = reportOf(folder);
  const page = renderPage(report, { link });

  it('shows every number of the Markdown with the same text, in the same order', () => {
    const shown = [...page.matchAll(/<a class="figure"[^>]*>([^<]*)<\/a>/g)].map(([, text = '']) =>
      unescaped(text),
    );
    const wanted = markdownNumbers(report);
    expect(wanted.length).toBeGreaterThan(20);
    expect(shown).toEqual(wanted);
  });

  it('needs nothing beside it: no script, no request, and its style is the one that the policy allows', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=|javascript:/i);
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, css = '']) => css);
    expect(styles).toHaveLength(1);
    const hash = createHash('sha256')
      .update(styles[0] ?? '')
      .digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/<[a-z][^>]*\sstyle="/i);
  });

  it('leads from each number to its row under Sources, and from there to the files', () => {
    const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    expect(ids.size).toBe([...page.matchAll(/\sid="([^"]*)"/g)].length);
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    const sources = page.slice(page.indexOf('id="sources"'));
    expect(sources).toMatch(/href="\.\.\/results\/[^"#]+#L\d+/);
  });
});
