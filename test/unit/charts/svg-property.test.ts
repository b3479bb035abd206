import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartPoint, ChartSpec, PlacedPoint } from '../../../src/core/charts/spec.ts';
import { textWidth } from '../../../src/core/charts/svg-text.ts';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import { samples } from './samples.ts';
import type { DrawnText, ParsedSvg } from './xml.ts';
import { parseSvg } from './xml.ts';

const RUNS = { seed: 20251002, numRuns: 150 };

const number = fc.oneof(
  fc.double({ noNaN: false }),
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.constantFrom(0, 1, 100, 1e-9, 1e300, -5e-324, Infinity, NaN),
);
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 200 }),
  fc.constantFrom('', 'a b c', 'test/bench.py::test_x[1-2]', '漢字', 'W'.repeat(300)),
);
const trace = { source: fc.option(fc.nat(3)), figure: fc.option(fc.constantFrom('f1', 'f"2')) };
const point: fc.Arbitrary<ChartPoint> = fc.record({
  value: fc.option(number),
  gap: fc.option(word),
  n: fc.option(fc.nat(1000)),
  interval: fc.option(
    fc.record({ low: number, high: number, level: fc.option(fc.constantFrom(0.95, 0.999)) }),
  ),
  label: word,
  ...trace,
});
const placed: fc.Arbitrary<PlacedPoint> = fc
  .tuple(point, fc.oneof(number, fc.nat(20)))
  .map(([each, x]) => ({ ...each, x }));
const scale = fc.constantFrom('linear' as const, 'log' as const);
const unit = fc.constantFrom(null, 's', 'B', 'tok/s', '%', '1', 'B/op', 'bogus/x');
const base = {
  id: word,
  title: word,
  subtitle: fc.option(word),
  description: word,
  value: fc.record({
    title: word,
    unit,
    scale,
    zero: fc.boolean(),
    direction: fc.constantFrom('higher' as const, 'lower' as const, 'none' as const),
  }),
  references: fc.array(fc.record({ value: number, label: word, ...trace }), { maxLength: 4 }),
  notes: fc.array(word, { maxLength: 2 }),
  sources: fc.array(fc.record({ file: word, line: fc.nat(), column: fc.nat() }), { maxLength: 3 }),
};
const numberAxis = fc.record({
  kind: fc.constant('number' as const),
  title: word,
  unit,
  scale,
  zero: fc.boolean(),
  direction: fc.constantFrom('higher' as const, 'lower' as const, 'none' as const),
});
const clockAxis = fc.record({
  kind: fc.constant('clock' as const),
  title: word,
  zone: fc.constantFrom('utc' as const, 'unknown' as const),
});
const orderAxis = fc.record({
  kind: fc.constant('order' as const),
  title: word,
  labels: fc.array(word, { maxLength: 30 }),
});
const lineSeries = fc.array(
  fc.record({
    name: word,
    points: fc.array(placed, { maxLength: 30 }),
    band: fc.option(
      fc.record({
        label: word,
        points: fc.array(fc.record({ x: number, low: number, high: number }), { maxLength: 5 }),
      }),
    ),
    levels: fc.array(fc.record({ from: number, to: number, value: number, label: word, ...trace }), {
      maxLength: 3,
    }),
  }),
  { maxLength: 3 },
);
const markers = fc.array(fc.record({ x: number, label: word, ...trace }), { maxLength: 5 });

const anySpec: fc.Arbitrary<ChartSpec> = fc.oneof(
  fc.record({
    ...base,
    type: fc.constant('bars-with-intervals' as const),
    mark: fc.constantFrom('bar' as const, 'dot' as const),
    categories: fc.array(word, { maxLength: 8 }),
    series: fc.array(fc.record({ name: word, points: fc.array(point, { maxLength: 9 }) }), { maxLength: 9 }),
  }),
  fc.record({
    ...base,
    type: fc.constant('distribution' as const),
    groups: fc.array(
      fc.record({
        label: word,
        n: fc.option(fc.nat()),
        gap: fc.option(word),
        box: fc.option(
          fc.record({
            whiskerLow: number,
            q1: number,
            median: number,
            q3: number,
            whiskerHigh: number,
            mean: fc.option(number),
          }),
        ),
        points: fc.array(point, { maxLength: 20 }),
        ...trace,
      }),
      { maxLength: 5 },
    ),
  }),
  fc.record({
    ...base,
    type: fc.constant('scatter' as const),
    x: numberAxis,
    series: fc.array(fc.record({ name: word, points: fc.array(placed, { maxLength: 20 }) }), {
      maxLength: 4,
    }),
    front: fc.array(fc.record({ x: number, value: number, name: fc.option(word) }), { maxLength: 6 }),
  }),
  fc.record({
    ...base,
    type: fc.constant('line' as const),
    x: fc.oneof(numberAxis, clockAxis, orderAxis),
    series: lineSeries,
    markers,
  }),
  fc.record({
    ...base,
    type: fc.constant('timeseries' as const),
    x: fc.oneof(numberAxis, clockAxis),
    series: lineSeries,
    markers,
    breakAfter: fc.option(fc.constantFrom(1, 100)),
  }),
);

const width = fc.constantFrom(320, 500, 720, 1200);

function sizeOf(svg: ParsedSvg): [number, number] {
  const box = svg.elements[0]!.attributes.viewBox!.split(' ').map(Number);
  return [box[2]!, box[3]!];
}

function spanOf(text: DrawnText): [number, number] {
  const size = textWidth(text.content, { size: text.size, bold: text.bold });
  if (text.anchor === 'end') return [text.x - size, text.x];
  return text.anchor === 'middle' ? [text.x - size / 2, text.x + size / 2] : [text.x, text.x + size];
}

function expectInside(svg: ParsedSvg): void {
  const [right, bottom] = sizeOf(svg);
  for (const text of svg.texts) {
    const [from, to] = spanOf(text);
    const where = `“${text.content}” ${String(from)}…${String(to)}, ${String(text.y)} in ${String(right)} × ${String(bottom)}`;
    expect(from >= -0.5 && to <= right + 0.5, where).toBe(true);
    expect(text.y - text.size * 0.8 >= -0.5 && text.y + text.size * 0.25 <= bottom + 0.5, where).toBe(true);
  }
}

describe('every drawing', () => {
  it('is well-formed, whatever the texts and numbers', () => {
    fc.assert(
      fc.property(anySpec, width, (spec, pixels) => {
        const { elements } = parseSvg(renderSvg(spec, { width: pixels }));
        expect(elements[0]).toMatchObject({
          name: 'svg',
          attributes: { role: 'img', width: String(pixels) },
        });
      }),
      RUNS,
    );
  });

  it('has a number in each place where a number belongs', () => {
    const numeric = [
      'x',
      'y',
      'x1',
      'x2',
      'y1',
      'y2',
      'cx',
      'cy',
      'r',
      'width',
      'height',
      'rx',
      'd',
      'points',
      'viewBox',
    ];
    fc.assert(
      fc.property(anySpec, width, (spec, pixels) => {
        const { elements } = parseSvg(renderSvg(spec, { width: pixels }));
        const bad = elements.flatMap(({ attributes }) =>
          numeric.filter((name) => !/^[MLHVZ\d\s.,-]+$/.test(attributes[name] ?? '0')),
        );
        expect(bad).toEqual([]);
        expect(elements.filter(({ attributes }) => Number(attributes.height ?? 0) < 0)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('keeps all its texts inside its view box', () => {
    fc.assert(
      fc.property(anySpec, width, (spec, pixels) => {
        expectInside(parseSvg(renderSvg(spec, { width: pixels })));
      }),
      RUNS,
    );
  });

  it('is the same for the same spec, and the spec survives as plain data', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        expect(renderSvg(structuredClone(spec))).toBe(renderSvg(spec));
      }),
      { ...RUNS, numRuns: 40 },
    );
  });

  it('loads nothing and runs nothing', () => {
    for (const spec of Object.values(samples())) {
      const svg = renderSvg(spec);
      const names = new Set(parseSvg(svg).elements.map(({ name }) => name));
      for (const name of ['script', 'image', 'use', 'foreignObject', 'a', 'iframe'])
        expect(names).not.toContain(name);
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|url\(|@import|\son\w+=/);
    }
  });
});

describe('texts of the samples', () => {
  for (const [name, spec] of Object.entries(samples())) {
    it(`${name}: none lies on another, at any width`, () => {
      for (const pixels of [320, 400, 720, 1000]) {
        const { texts } = parseSvg(renderSvg(spec, { width: pixels }));
        for (const [i, a] of texts.entries()) {
          for (const b of texts.slice(0, i)) {
            const [[aFrom, aTo], [bFrom, bTo]] = [spanOf(a), spanOf(b)];
            const isBeside = aTo <= bFrom + 1 || bTo <= aFrom + 1;
            const isApart = Math.abs(a.y - b.y) >= 10;
            expect(isBeside || isApart, `${a.content} | ${b.content} at ${String(pixels)}`).toBe(true);
          }
        }
      }
    });
  }
});
