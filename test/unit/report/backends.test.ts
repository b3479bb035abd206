import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { loadFolder, readFiles } from '../../support/read-folder.ts';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'torch-compile-bench');

it('does not rank a backend that ran on another device', () => {
  const built = buildReport(readFiles(loadFolder(folder)), DEFAULT_PROJECT, {
    generator: 'Benchtrail test',
    roots: ['.'],
  });
  if (isNoReport(built)) throw new Error(built.reason);
  const { markdown } = renderMarkdown(built, {
    link: relativeLinks(['.'], '.'),
    charts: 'none',
    chartTarget: (id) => id,
  });
  const table = markdown.split('#### On cuda')[1]?.split('\n\n')[1] ?? '';
  const backends = [...table.matchAll(/^\| `[^`]+` \| `(\w+)` .*\| (.*?) \| (.*?) \|$/gm)];
  expect(backends.at(-1)?.slice(1)).toEqual(['onnx', '–', 'ran on another device']);
  expect(backends[0]?.[2]).toMatch(/^\[1\.00×\]/);
});
