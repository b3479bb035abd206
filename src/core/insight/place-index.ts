import type { CatalogueMeasure, Snapshot } from '../catalogue/snapshot.ts';
import type { SourceFile } from '../model/file.ts';
import type { Place } from '../model/place.ts';
import type { SampleSet } from '../model/sample.ts';
import { groupBy } from '../catalogue/twins.ts';
import { ascends, firstFrom, MixedPlaces, OwnPlaces, type PlaceList } from './place-list.ts';

/** What stands at a place of a file: an observation, a statistic that the tool reports, or the one number of a measure. */
export type Standing =
  | {
      readonly kind: 'sample';
      readonly entry: CatalogueMeasure;
      /** Index of the sample in its measure. */
      readonly index: number;
      readonly place: Place;
    }
  | {
      readonly kind: 'statistic';
      readonly entry: CatalogueMeasure;
      /** As `Measure.reportedPlaces` names it: "median", "p95", "interval.mean"; null where the place is that of all. */
      readonly statistic: string | null;
      readonly place: Place;
    }
  | { readonly kind: 'value'; readonly entry: CatalogueMeasure; readonly place: Place };

/** Finds what stands where in one file. Lines and columns count from 1, columns in UTF-16 code units. */
export interface PlaceIndex {
  readonly entries: readonly CatalogueMeasure[];
  /** Everything on this line from one column to another, both included, in the order of columns. */
  between(line: number, from: number, to: number): Standing[];
  /** Everything at the last place at or before this column of the line. */
  before(line: number, column: number): Standing[];
  /** Everything at the first place at or after this one, on whatever line. */
  after(place: Place): Standing[];
}

/** Sets of at least so many samples are searched as they are; smaller ones are sorted into one list. */
const LARGE = 64;

const files = new WeakMap<Snapshot, ReadonlyMap<SourceFile, readonly CatalogueMeasure[]>>();
const indexes = new WeakMap<SourceFile, PlaceIndex>();

/** The measures of one file of a snapshot, in its order. */
export function measuresOf(snapshot: Snapshot, file: SourceFile): readonly CatalogueMeasure[] {
  let byFile = files.get(snapshot);
  if (byFile === undefined) {
    const byPath = groupBy(snapshot.measures, ({ run }) => `${run.file.root}:${run.file.path}`);
    byFile = new Map(
      [...byPath.values()].flatMap((own) => own.slice(0, 1).map(({ run }) => [run.file, own])),
    );
    files.set(snapshot, byFile);
  }
  return byFile.get(file) ?? [];
}

/** The index of a file of a snapshot; built when first asked for. */
export function placeIndexOf(snapshot: Snapshot, file: SourceFile): PlaceIndex {
  const known = indexes.get(file);
  if (known !== undefined) return known;
  const index = placeIndex(measuresOf(snapshot, file));
  indexes.set(file, index);
  return index;
}

/** An index over the measures of one file. */
export function placeIndex(entries: readonly CatalogueMeasure[]): PlaceIndex {
  const lists = listsOf(entries);
  const standing = (list: PlaceList, index: number): Standing[] => standingAt(entries, list, index);
  return {
    entries,
    between(line, from, to) {
      return lists
        .flatMap((list) => slice(list, line, from, to).flatMap((index) => standing(list, index)))
        .sort(byColumn);
    },
    before(line, column) {
      const ends = lists.map((list) => ({ list, index: firstFrom(list, { line, column: column + 1 }) - 1 }));
      const own = ends.filter(({ list, index }) => index >= 0 && list.line(index) === line);
      const nearest = Math.max(...own.map(({ list, index }) => list.column(index)));
      return own.length === 0 ? [] : this.between(line, nearest, nearest);
    },
    after(place) {
      let first: Place | null = null;
      for (const list of lists) {
        const index = firstFrom(list, place);
        if (index >= list.length) continue;
        const at = { line: list.line(index), column: list.column(index) };
        if (first === null || precedes(at, first)) first = at;
      }
      return first === null ? [] : this.between(first.line, first.column, first.column);
    },
  };
}

/** Codes of parts that are no samples. */
const VALUE = -1;
const ALL_STATISTICS = -2;
const FIRST_STATISTIC = -3;

function listsOf(entries: readonly CatalogueMeasure[]): PlaceList[] {
  const mixed = new MixedPlaces();
  const large: PlaceList[] = [];
  entries.forEach(({ measure }, owner) => {
    const { samples } = measure;
    if (samples !== null && samples.lines.length >= LARGE && ascends(samples.lines, samples.columns)) {
      large.push(new OwnPlaces(samples.lines, samples.columns, owner));
    } else {
      samples?.lines.forEach((line, index) => {
        mixed.add({ line, column: samples.columns[index] ?? 1 }, owner, index);
      });
    }
    Object.values(measure.reportedPlaces).forEach((place, index) => {
      mixed.add(place, owner, FIRST_STATISTIC - index);
    });
    if (samples === null) mixed.add(measure.place, owner, measure.value === null ? ALL_STATISTICS : VALUE);
    else if (measure.reported !== null && !startsAt(samples, measure.place))
      mixed.add(measure.place, owner, ALL_STATISTICS);
  });
  return [...large, mixed.finish()];
}

function startsAt({ lines, columns }: SampleSet, place: Place): boolean {
  return lines[0] === place.line && columns[0] === place.column;
}

function standingAt(entries: readonly CatalogueMeasure[], list: PlaceList, index: number): Standing[] {
  const entry = entries[list.owner(index)];
  if (entry === undefined) return [];
  const place = { line: list.line(index), column: list.column(index) };
  const part = list.part(index);
  if (part >= 0) return [{ kind: 'sample', entry, index: part, place }];
  if (part === VALUE) return [{ kind: 'value', entry, place }];
  const statistic = Object.keys(entry.measure.reportedPlaces)[FIRST_STATISTIC - part] ?? null;
  return [{ kind: 'statistic', entry, statistic, place }];
}

function slice(list: PlaceList, line: number, from: number, to: number): number[] {
  const found: number[] = [];
  for (let index = firstFrom(list, { line, column: from }); index < list.length; index++) {
    if (list.line(index) !== line || list.column(index) > to) break;
    found.push(index);
  }
  return found;
}

function byColumn(a: Standing, b: Standing): number {
  return a.place.column - b.place.column;
}

function precedes(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
