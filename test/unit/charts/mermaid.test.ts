import { describe, expect, it } from 'vitest';
import { renderMermaid } from '../../../src/core/charts/mermaid.ts';
import type { PlaceAxis } from '../../../src/core/charts/spec.ts';
import {
  THROUGHPUT,
  around,
  barsSpec,
  groups,
  lineSpec,
  manyPoints,
  placed,
  point,
  scatter,
  series,
} from './samples.ts';

const plain = barsSpec({
  title: 'Throughput',
  value: THROUGHPUT,
  categories: ['ollama', 'transformers'],
  series: [{ name: 's', points: [point(102.2), point(77.5)] }],
});
const run: PlaceAxis = { kind: 'order', title: 'Run', labels: ['r1', 'r2', 'r3'] };
const users: PlaceAxis = { kind: 'number', title: 'Users', unit: null, scale: 'linear', zero: false };
const three = [placed(0, 0.01), placed(1, 0.0125), placed(2, 0.011)];

describe('renderMermaid', () => {
  it('writes bars from zero, in the unit of the axis', () => {
    expect(renderMermaid(plain)).toBe(
      [
        '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#1f6eb1"}}}}%%',
        'xychart-beta horizontal',
        '    accTitle: Throughput',
        '    accDescr: A sample chart.',
        '    title "Throughput"',
        '    x-axis ["ollama", "transformers"]',
        '    y-axis "Throughput (tok/s)" 0 --> 120',
        '    bar [102.2, 77.5]',
      ].join('\n'),
    );
  });

  it('writes a line over runs or over even numbers', () => {
    const order = renderMermaid(lineSpec({ x: run, series: [series('s', three)] }));
    expect(order).toContain(
      '    x-axis "Run" ["r1", "r2", "r3"]\n    y-axis "Latency, median (ms)" 0 --> 15\n    line [10, 12.5, 11]',
    );
    const numbers = renderMermaid(lineSpec({ x: users, series: [series('s', three)] }));
    expect(numbers).toContain('    x-axis "Users" 0 --> 2\n');
  });

  it('writes text so that Mermaid does not read it', () => {
    const text = 'a "b" `c` #35; %%{init: 1}%% <i> & d\n%% e';
    const diagram = renderMermaid({ ...plain, title: text })!;
    expect(diagram.split('\n')[4]).toBe(
      '    title "a #34;b#34; #96;c#96; #35;35#59; #37;#37;{init: 1}#37;#37; #60;i#62; #38; d #37;#37; e"',
    );
    expect(diagram.split('\n')).toHaveLength(8);
    expect(renderMermaid({ ...plain, title: '', description: ' ' })).toContain('title "-"');
  });

  it.each([
    ['intervals', { ...plain, series: [{ name: 's', points: [around(102, 5), point(77)] }] }],
    ['a gap', { ...plain, series: [{ name: 's', points: [point(null), point(77)] }] }],
    ['a missing point', { ...plain, series: [{ name: 's', points: [point(77)] }] }],
    ['a second series', { ...plain, series: [...plain.series, ...plain.series] }],
    ['a negative bar', { ...plain, series: [{ name: 's', points: [point(-1), point(77)] }] }],
    [
      'dots that do not start at zero',
      { ...plain, mark: 'dot' as const, value: { ...THROUGHPUT, zero: false } },
    ],
    ['a log axis', { ...plain, value: { ...THROUGHPUT, scale: 'log' as const } }],
    [
      'a reference line',
      { ...plain, references: [{ value: 1, label: 'limit', source: null, figure: null }] },
    ],
    ['a name too long for its room', { ...plain, categories: ['x'.repeat(80), 'b'] }],
    ['numbers beyond its digits', { ...plain, series: [{ name: 's', points: [point(1e30), point(1)] }] }],
    [
      'uneven numbers',
      lineSpec({ x: users, series: [series('s', [placed(1, 1), placed(2, 1), placed(8, 1)])] }),
    ],
    ['a run without its point', lineSpec({ x: run, series: [series('s', three.slice(1))] })],
    [
      'a marker',
      lineSpec({
        x: run,
        series: [series('s', three)],
        markers: [{ x: 1, label: 'm', source: null, figure: null }],
      }),
    ],
    ['a band', lineSpec({ x: run, series: [{ ...series('s', three), band: { label: 'b', points: [] } }] })],
    ['no values', lineSpec({ x: run, series: [series('s', [])] })],
    ['a distribution', groups()],
    ['a scatter', scatter()],
    ['a timeseries', manyPoints(10)],
  ])('leaves %s to others', (_, spec) => {
    expect(renderMermaid(spec)).toBeNull();
  });
});
