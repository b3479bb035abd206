import { describe, expect, it } from 'vitest';
import { chartCss } from '../../../src/core/charts/svg-style.ts';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import {
  LATENCY,
  THROUGHPUT,
  around,
  barsSpec,
  fortyBars,
  groups,
  lineSpec,
  loadCurve,
  manyPoints,
  manySeries,
  negatives,
  nothing,
  placed,
  point,
  scatter,
  tradeOff,
  series,
  sixDecades,
  trend,
  twoBars,
} from './samples.ts';
import type { Opened } from './xml.ts';
import { parseSvg } from './xml.ts';

const contents = (svg: string): string[] => parseSvg(svg).texts.map(({ content }) => content.trim());
const byFill = (svg: string, name: string, color: number): Opened[] =>
  parseSvg(svg).elements.filter(
    ({ name: n, attributes }) => n === name && attributes.class === `bt-s${String(color)}`,
  );

describe('the frame', () => {
  it('names the drawing for screen readers', () => {
    const { elements, titles } = parseSvg(renderSvg(twoBars()));
    expect(elements[0]!.attributes['aria-labelledby']).toBe('bt-sample-title bt-sample-desc');
    expect(elements.map(({ attributes }) => attributes.id)).toContain('bt-sample-desc');
    expect(titles[0]).toBe('Throughput of gemma3:1b by backend');
  });

  it('writes unit, direction and notes', () => {
    expect(contents(renderSvg(twoBars()))).toEqual(
      expect.arrayContaining([
        'Throughput (tok/s)',
        'higher is better →',
        'Whiskers: 95 % interval of the mean.',
      ]),
    );
    expect(contents(renderSvg(loadCurve()))).toContain('↓ lower is better');
  });

  it('carries both schemes in its style, or none of it', () => {
    expect(renderSvg(twoBars())).toContain('@media (prefers-color-scheme:dark)');
    const bare = renderSvg(twoBars(), { style: 'none' });
    expect(bare).not.toContain('<style');
    expect(bare).toContain('class="bt-text"');
    expect(chartCss()).toContain('var(--benchtrail-series-0,#0072b2)');
  });

  it('says that there is nothing to show', () => {
    expect(contents(renderSvg(nothing()))).toEqual(['Nothing', 'No values to show.']);
  });

  it('has no legend for one series and one entry for each of several', () => {
    expect(contents(renderSvg(twoBars()))).not.toContain('Throughput');
    expect(contents(renderSvg(manySeries()))).toEqual(
      expect.arrayContaining(['ollama', 'torch.compile', 'eager']),
    );
  });
});

describe('bars', () => {
  it('begin at zero even where the axis was not asked to', () => {
    const spec = barsSpec({
      value: { ...THROUGHPUT, zero: false },
      categories: ['a', 'b'],
      series: [{ name: 's', points: [point(100), point(104)] }],
    });
    const [a, b] = byFill(renderSvg(spec), 'rect', 0);
    expect(Number(a!.attributes.width) / Number(b!.attributes.width)).toBeCloseTo(100 / 104, 3);
    const dots = contents(renderSvg({ ...spec, mark: 'dot' }));
    expect(dots).not.toContain('0');
    expect(contents(renderSvg(spec))).toContain('0');
  });

  it('draw a gap as its word and no mark', () => {
    const svg = renderSvg(
      barsSpec({
        categories: ['a', 'b'],
        series: [{ name: 's', points: [point(1), point(null, { gap: 'out of memory' })] }],
      }),
    );
    expect(contents(svg)).toContain('out of memory');
    expect(byFill(svg, 'circle', 0)).toHaveLength(1);
  });

  it('say where the gap is when points are missing altogether', () => {
    const svg = renderSvg(barsSpec({ categories: ['a', 'b'], series: [{ name: 's', points: [point(1)] }] }));
    expect(contents(svg)).toContain('no value');
  });

  it('lead each mark to its number and its place', () => {
    const spec = barsSpec({
      categories: ['a'],
      series: [{ name: 's', points: [around(0.004, 50, { figure: 'f7', n: 12 })] }],
      sources: [{ file: 'r/x.csv', line: 3, column: 9 }],
    });
    const { elements, titles } = parseSvg(renderSvg(spec));
    expect(elements.filter(({ attributes }) => attributes['data-source'] === '0')).toMatchObject([
      { name: 'g', attributes: { 'data-figure': 'f7' } },
    ]);
    expect(titles).toContain('a: 4 ms, 95 % interval 2 ms to 6 ms, n = 12 · r/x.csv:3:9');
  });

  it('say an n once when it is the same for all, else beside each', () => {
    const all = contents(renderSvg(negatives()));
    expect(all).toContain('n = 5 for each point.');
    expect(contents(renderSvg(twoBars()))).toEqual(
      expect.arrayContaining(['102.2 tok/s n = 5', '77.5 tok/s n = 3']),
    );
  });

  it('write all values of a chart in one unit and with as many decimals', () => {
    const svg = renderSvg(
      barsSpec({
        categories: ['a', 'b', 'c'],
        series: [{ name: 's', points: [point(0.0121), point(0.25), point(1.31)] }],
      }),
    );
    expect(contents(svg)).toEqual(expect.arrayContaining(['12 ms', '250 ms', '1,310 ms']));
  });

  it('become dots on a log axis, where zero has no place and an interval may run off it', () => {
    const texts = contents(renderSvg(sixDecades()));
    expect(texts).toContain('before: 0 ms, not on a log axis');
    expect(texts).toEqual(expect.arrayContaining(['0.001', '10,000']));
    const bars = renderSvg({ ...sixDecades(), mark: 'bar' });
    expect(bars).not.toContain('height="12"');
  });

  it('tell a reference line that is too far away instead of drawing it', () => {
    expect(contents(renderSvg(manySeries())).at(-1)).toContain(
      'The line “limit” (9,000 ms) lies outside the chart.',
    );
    expect(contents(renderSvg(twoBars()))).toContain('target 90 tok/s');
  });

  it('keep the full text of a shortened label as its tooltip, and repeat the axis above a tall chart', () => {
    const svg = renderSvg(fortyBars());
    expect(parseSvg(svg).titles).toContain(
      'tests/benchmarks/test_serialisation_0.py::test_load[gemma3:1b-it-qat-num_ctx=1]',
    );
    expect(contents(svg).filter((text) => text === '10')).toHaveLength(2);
  });
});

describe('distribution', () => {
  it('draws every observation of a small group and says when it thinned a large one', () => {
    const svg = renderSvg(groups());
    expect(contents(svg)).toEqual(expect.arrayContaining(['n = 61', 'n = 3', 'all 4 failed']));
    expect(contents(svg).join(' ')).toMatch(/\d+ of 3,064 observations are drawn/);
    expect(parseSvg(svg).titles.filter((title) => title.startsWith('three samples, row'))).toHaveLength(3);
  });
});

describe('lines', () => {
  it('are broken by a gap, which is named', () => {
    const spec = lineSpec({
      x: { kind: 'number', title: 'users', unit: null, scale: 'linear', zero: false },
      series: [
        series('s', [
          placed(1, 1),
          placed(2, 2),
          placed(3, null, { gap: 'timed out' }),
          placed(4, 3),
          placed(5, 2),
        ]),
      ],
    });
    const svg = renderSvg(spec);
    const paths = parseSvg(svg).elements.filter(
      ({ name, attributes }) =>
        name === 'path' && attributes.class === 'bt-s0-line' && attributes.d!.includes('L'),
    );
    expect(paths.filter(({ attributes }) => !attributes.d!.includes('M', 1))).toHaveLength(2);
    expect(contents(svg)).toContain('timed out');
  });

  it('are drawn in the order of x', () => {
    const x = { kind: 'number', title: 'users', unit: null, scale: 'linear', zero: false } as const;
    const points = [placed(1, 1), placed(2, 4), placed(3, 2)];
    const sorted = renderSvg(lineSpec({ x, series: [series('s', points)] }));
    expect(renderSvg(lineSpec({ x, series: [series('s', points.toReversed())] }))).toBe(sorted);
  });

  it('have a tick at each value of a short sweep on a log axis', () => {
    expect(contents(renderSvg(loadCurve()))).toEqual(
      expect.arrayContaining(['1', '2', '4', '8', '16', '32', '64', '128']),
    );
  });

  it('name their band, levels and markers', () => {
    expect(contents(renderSvg(trend()))).toEqual(
      expect.arrayContaining(['prediction, 95 %', 'level', 'step +11.8 %', 'driver 560 to 565']),
    );
  });

  it('break where recording paused, and list the sources of their corners', () => {
    const svg = renderSvg(manyPoints(1000));
    const lists = parseSvg(svg).elements.flatMap(({ attributes }) => attributes['data-sources'] ?? []);
    expect(lists.map((list) => list.split(' ').length)).toEqual([300, 300, 399]);
  });

  it('stay small for a hundred thousand points', () => {
    expect(renderSvg(manyPoints(100_000)).length).toBeLessThan(80_000);
  });

  it('say when points have no place on the x axis', () => {
    const x = { kind: 'number', title: 'size', unit: 'B', scale: 'log', zero: false } as const;
    const svg = renderSvg(
      lineSpec({ x, series: [series('s', [placed(0, 1), placed(10, 1), placed(1000, 2)])] }),
    );
    expect(contents(svg).at(-1)).toContain('One point has no place on the x axis.');
  });
});

describe('scatter', () => {
  it('draws a mark per point and names those that it cannot draw', () => {
    const svg = renderSvg(scatter());
    expect(contents(svg).at(-1)).toContain('Not drawn: failed (1), no place on the x axis (1).');
    expect(parseSvg(svg).elements.filter(({ attributes }) => attributes['data-source'] === '0')).toHaveLength(
      120,
    );
  });

  it('draws a front behind the marks and says which way of both axes is better', () => {
    const svg = renderSvg(tradeOff());
    const front = parseSvg(svg).elements.filter(({ attributes }) => attributes['stroke-dasharray'] === '6 4');
    expect(front.map(({ attributes }) => attributes.d?.split('L').length)).toEqual([7]);
    expect(svg.indexOf('stroke-dasharray="6 4"')).toBeLessThan(svg.indexOf('data-source'));
    expect(contents(svg)).toContain('Time to first token, mean (ms) ← lower is better');
    const none = renderSvg({ ...tradeOff(), front: [] });
    expect(none).not.toContain('stroke-dasharray="6 4"');
  });

  it('thins a hundred thousand points to what can be seen', () => {
    const x = { kind: 'number', title: 'x', unit: null, scale: 'linear', zero: false } as const;
    const points = Array.from({ length: 100_000 }, (_, i) => placed(i % 100, (i * 7919) % 1009));
    const svg = renderSvg({ ...scatter(), value: LATENCY, x, series: [{ name: 's', points }] });
    expect(contents(svg).at(-1)).toMatch(/^n = 5 for each point\. \d,\d{3} of 100,000 points are drawn/);
  });
});
