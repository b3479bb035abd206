import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/core/report/inline.ts';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { KNEE_AT_EIGHT, blocksOf, chartsOf, reportOf, sweep, withLimits } from '../../support/load-sweeps.ts';
import { strayNumbers } from '../../support/markdown-numbers.ts';
import type { TestFiles } from '../../support/read-folder.ts';

describe('load curves in the report', () => {
  const project = withLimits('p95 ttft < 500 ms');

  it('has a table with a row for each load and only the columns that hold something', () => {
    const blocks = blocksOf({ 'chat.csv': KNEE_AT_EIGHT });
    const at = blocks.findIndex((block) => block.kind === 'heading' && block.text === 'Load curves');
    const table = blocks.slice(at).find((block) => block.kind === 'table');
    expect(table?.columns.map(({ title }) => title)).toEqual([
      'Load',
      'Throughput',
      'TTFT median',
      'TTFT p95',
      'Failed',
    ]);
    expect(table?.rows.at(-1)?.map((cell) => plainText(cell))).toEqual([
      'concurrency=32',
      '375 tok/s',
      '700 ms',
      '1.4 s',
      '2',
    ]);
  });

  it('draws throughput and latency with knee and limit, on a logarithmic axis of loads', () => {
    const [throughput, latency] = chartsOf({ 'chat.csv': KNEE_AT_EIGHT }, project);
    expect(throughput?.x).toMatchObject({ title: 'concurrency', scale: 'log' });
    expect(throughput?.markers).toMatchObject([{ x: 8, label: 'knee' }]);
    expect(throughput?.series[0]?.points.map(({ x, value }) => [x, value])).toEqual([
      [1, 50],
      [2, 98],
      [4, 190],
      [8, 350],
      [16, 370],
      [32, 375],
    ]);
    expect(throughput?.sources[3]).toEqual({ file: 'chat.csv', line: 5, column: 3 });
    expect(latency?.series.map(({ name }) => name)).toEqual(['median', 'p95']);
    expect(latency?.references).toMatchObject([{ label: 'limit of p95', value: 0.5 }]);
    if (throughput === undefined) throw new Error('no chart');
    expect(renderSvg(throughput)).toContain('knee');
  });

  it('keeps a linear axis for loads that lie close together', () => {
    const [throughput] = chartsOf({ 'chat.csv': sweep([1, 2, 3].map((load) => [load, load * 50, 40])) });
    expect(throughput?.x).toMatchObject({ scale: 'linear', zero: true });
  });

  it('says what a knee is, only where there is a curve', () => {
    const methods = (files: TestFiles): string =>
      JSON.stringify(reportOf(files).sections.find(({ id }) => id === 'methods'));
    expect(methods({ 'chat.csv': KNEE_AT_EIGHT })).toContain('Knee of a load curve');
    expect(methods({ 'chat.csv': 'model,ttft_ms\na,10\nb,12\n' })).not.toContain('Knee');
  });

  it('holds no number that is no figure', () => {
    const { markdown } = renderMarkdown(reportOf({ 'chat.csv': KNEE_AT_EIGHT }, project), {
      link: relativeLinks(['.'], '.'),
      charts: 'svg',
      chartTarget: (id) => `charts/${id}.svg`,
    });
    expect(markdown).toContain('#### chat');
    expect(strayNumbers(markdown)).toEqual([]);
  });
});
