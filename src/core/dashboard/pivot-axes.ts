import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Steps } from '../model/steps.ts';
import type { GroupingChoice } from './choices.ts';
import { labelledKey } from '../findings/configurations.ts';
import { namerSteps } from './grouping.ts';
import type { Grouping } from './query.ts';

/** What a pivot table has down its side and along its top. */
export interface PivotAxes {
  readonly rows: Grouping;
  readonly columns: Grouping;
}

/** Pairs of so many groupings are tried. */
const MOST = 9;

/** A table of more columns than this is scrolled rather than read. */
const READABLE_COLUMNS = 12;
const MOST_COLUMNS = 40;

/**
 * The two groupings whose table says most, where nobody chose: most of its cells have a number, and a number of one
 * configuration rather than pooled over several. Groupings that every measure has come before those that some lack. Where each
 * row of every table would have one number only (a benchmark and its category), there is nothing to set side by side: then the
 * table is a list of configurations. Null where no two groupings have two groups each.
 */
export function* pivotAxesSteps(
  entries: readonly CatalogueMeasure[],
  groupings: readonly GroupingChoice[],
): Steps<PivotAxes | null> {
  const several = groupings.filter(({ groups }) => groups > 1);
  if (several.length < 2) return null;
  const complete = several.filter(({ without }) => without === 0);
  const configurations = yield* numberedBy(entries, labelledKey);
  return (
    (yield* bestOf(entries, ordered(complete), configurations)) ??
    (yield* bestOf(entries, ordered(several), configurations)) ??
    listOf(groupings)
  );
}

/** The best table of two of these groupings; null where none sets numbers side by side. */
function* bestOf(
  entries: readonly CatalogueMeasure[],
  candidates: readonly GroupingChoice[],
  configurations: Numbered,
): Steps<PivotAxes | null> {
  const numbered: Numbered[] = [];
  for (const { grouping } of candidates)
    numbered.push(yield* numberedBy(entries, yield* namerSteps(grouping, entries)));
  let best: { readonly axes: PivotAxes; readonly score: number } | null = null;
  for (const [at, one] of candidates.entries()) {
    for (const [step, other] of candidates.slice(at + 1).entries()) {
      const isWider = one.groups > other.groups;
      const [rows, columns] = isWider ? [one, other] : [other, one];
      const pair = [numbered[at], numbered[at + 1 + step]] as const;
      const score = scoreOf(yield* fillOf(pair, configurations), columns.groups);
      if (score > (best?.score ?? 0) + 1e-9)
        best = { axes: { rows: rows.grouping, columns: columns.grouping }, score };
    }
  }
  return best?.axes ?? null;
}

/** Configurations, in as few columns as there are tools or categories. */
function listOf(groupings: readonly GroupingChoice[]): PivotAxes {
  const groupsOf = (wanted: 'tool' | 'category'): number =>
    groupings.find(({ grouping }) => grouping === wanted)?.groups ?? Infinity;
  return { rows: 'configuration', columns: groupsOf('category') <= groupsOf('tool') ? 'category' : 'tool' };
}

/** Parameters first, in the order in which they are worth a look. */
function ordered(groupings: readonly GroupingChoice[]): readonly GroupingChoice[] {
  const isParameter = ({ grouping }: GroupingChoice): boolean => grouping.startsWith('parameter:');
  const parameters = groupings.filter(isParameter).sort((a, b) => a.groups - b.groups);
  const named = groupings.filter((one) => !isParameter(one) && one.grouping !== 'configuration');
  const whole = groupings.filter(({ grouping }) => grouping === 'configuration');
  return [...parameters, ...named, ...whole].slice(0, MOST);
}

/** The group of each measure as a number from 0. */
interface Numbered {
  readonly of: Int32Array;
  readonly groups: number;
}

/** So many measures are looked at between two turns of the host. */
const SLICE = 1000;

function* numberedBy(
  entries: readonly CatalogueMeasure[],
  name: (entry: CatalogueMeasure) => string,
): Steps<Numbered> {
  const numbers = new Map<string, number>();
  const of = new Int32Array(entries.length);
  for (const [at, entry] of entries.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    const key = name(entry);
    const known = numbers.get(key);
    if (known === undefined) numbers.set(key, numbers.size);
    of[at] = known ?? numbers.size - 1;
  }
  return { of, groups: numbers.size };
}

interface Fill {
  readonly cells: number;
  /** Cells with a number. */
  readonly filled: number;
  /** Of those, the ones that stand for one configuration. */
  readonly single: number;
  readonly isDiagonal: boolean;
}

const SEVERAL = -1;

function* fillOf(
  [one, other]: readonly [Numbered | undefined, Numbered | undefined],
  configurations: Numbered,
): Steps<Fill> {
  const groups = other?.groups ?? 0;
  const cells = new Map<number, number>();
  for (const [at, configuration] of configurations.of.entries()) {
    if (at % SLICE === SLICE - 1) yield;
    const cell = (one?.of[at] ?? 0) * groups + (other?.of[at] ?? 0);
    const known = cells.get(cell);
    if (known === undefined) cells.set(cell, configuration);
    else if (known !== configuration) cells.set(cell, SEVERAL);
  }
  yield;
  let single = 0;
  for (const configuration of cells.values()) if (configuration !== SEVERAL) single++;
  const isDiagonal = cells.size === Math.max(one?.groups ?? 0, groups);
  return { cells: (one?.groups ?? 0) * groups, filled: cells.size, single, isDiagonal };
}

/** What a cell that is pooled over different configurations is worth beside one that is not. */
const POOLED = 0.02;

/** Up to 1, for a full table of single configurations; 0 for one that is too wide or has one number a row. */
function scoreOf({ cells, filled, single, isDiagonal }: Fill, columns: number): number {
  if (columns > MOST_COLUMNS || isDiagonal) return 0;
  const width = columns > READABLE_COLUMNS ? 0.9 : 1;
  return (filled / cells) ** 2 * (POOLED + ((1 - POOLED) * single) / filled) * width;
}
