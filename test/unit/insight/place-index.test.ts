import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CatalogueMeasure } from '../../../src/core/catalogue/snapshot.ts';
import {
  measuresOf,
  placeIndex,
  placeIndexOf,
  type Standing,
} from '../../../src/core/insight/place-index.ts';
import type { Place } from '../../../src/core/model/place.ts';
import { readFiles } from '../../support/read-folder.ts';

const CSV = 'name,latency_ms\na,1\na,2\nb,3\n';
const snapshot = readFiles({ 'one.csv': CSV, 'two.csv': CSV.replace('3', '4') });
const [model] = snapshot.measures;

/** A measure with these places, everything else as in a real one. */
function entryAt(places: readonly Place[], reported: readonly Place[] = []): CatalogueMeasure {
  const lines = Uint32Array.from(places, ({ line }) => line);
  const columns = Uint32Array.from(places, ({ column }) => column);
  const samples =
    places.length === 0
      ? null
      : { ...model!.measure.samples!, values: Float64Array.from(lines), lines, columns };
  const reportedPlaces = Object.fromEntries(reported.map((place, index) => [`p${String(index)}`, place]));
  const place = places[0] ?? { line: 1, column: 1 };
  return { ...model!, measure: { ...model!.measure, samples, place, reportedPlaces } };
}

/** Every place of every entry, by looking at all of them. */
function all(entries: readonly CatalogueMeasure[]): { place: Place; what: string }[] {
  return entries.flatMap(({ measure }, owner) => {
    const { samples, place, reportedPlaces } = measure;
    const own = samples === null ? [{ place, what: `${owner} value` }] : [];
    samples?.lines.forEach((line, index) => {
      own.push({ place: { line, column: samples.columns[index]! }, what: `${owner} ${index}` });
    });
    Object.entries(reportedPlaces).forEach(([name, at]) => own.push({ place: at, what: `${owner} ${name}` }));
    return own;
  });
}

function named(entries: readonly CatalogueMeasure[], standings: readonly Standing[]): string[] {
  return standings.map((one) => {
    const owner = entries.indexOf(one.entry);
    if (one.kind === 'sample') return `${owner} ${one.index}`;
    return one.kind === 'statistic' && one.statistic !== null
      ? `${owner} ${one.statistic}`
      : `${owner} value`;
  });
}

const place = fc.record({ line: fc.integer({ min: 1, max: 12 }), column: fc.integer({ min: 1, max: 9 }) });
const few = fc.array(place, { maxLength: 10 });
const many = fc.array(place, { minLength: 64, maxLength: 90 });
const inOrder = many.map((list) => list.sort((a, b) => a.line - b.line || a.column - b.column));
const entry = fc
  .tuple(fc.oneof(few, many, inOrder), fc.array(place, { maxLength: 3 }))
  .map(([a, b]) => entryAt(a, b));

describe('the place index', () => {
  it('finds what looking at everything finds', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 5 }),
        place,
        fc.integer({ min: 0, max: 9 }),
        (entries, at, width) => {
          const index = placeIndex(entries);
          const everything = all(entries);
          const on = everything.filter(({ place: { line } }) => line === at.line);
          const within = on.filter(
            ({ place: { column } }) => column >= at.column && column <= at.column + width,
          );
          const found = index.between(at.line, at.column, at.column + width);
          expect(named(entries, found).sort()).toEqual(within.map(({ what }) => what).sort());
          expect(found.map((one) => one.place.column)).toEqual(
            within.map((one) => one.place.column).sort((a, b) => a - b),
          );

          const left = on.filter(({ place: { column } }) => column <= at.column);
          const nearest = Math.max(...left.map((one) => one.place.column));
          const expected = left.filter((one) => one.place.column === nearest).map(({ what }) => what);
          expect(named(entries, index.before(at.line, at.column)).sort()).toEqual(expected.sort());

          const key = ({ line, column }: Place): number => line * 100 + column;
          const right = everything.filter((one) => key(one.place) >= key(at));
          const next = Math.min(...right.map((one) => key(one.place)));
          const first = right.filter((one) => key(one.place) === next).map(({ what }) => what);
          expect(named(entries, index.after(at)).sort()).toEqual(first.sort());
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it('keeps the files of a snapshot apart and is built once for each', () => {
    const [one, two] = snapshot.files;
    expect(measuresOf(snapshot, one!)).toHaveLength(2);
    expect(placeIndexOf(snapshot, one!)).toBe(placeIndexOf(snapshot, one!));
    const [last] = placeIndexOf(snapshot, two!).between(4, 1, 99);
    expect(last?.kind === 'sample' && last.entry.measure.samples?.values[last.index]).toBe(0.004);
    expect(last?.entry.run.file.path).toBe('two.csv');
  });

  it('answers at once among a million samples', () => {
    const places = Array.from({ length: 1_000_000 }, (_, row) => ({ line: row + 2, column: 7 }));
    const entries = [entryAt(places)];
    const index = placeIndex(entries);
    for (let row = 0; row < 1_000_000; row += 997)
      expect(index.before(row + 2, 20)).toEqual([
        { kind: 'sample', entry: entries[0], index: row, place: { line: row + 2, column: 7 } },
      ]);
  });
});
