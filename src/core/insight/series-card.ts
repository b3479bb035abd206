import { headline, okValues, sampleSummary } from '../catalogue/numbers.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { CatalogueMeasure, CatalogueRun } from '../catalogue/snapshot.ts';
import { rowOf } from '../findings/rows.ts';
import { formatCount, formatQuantity } from '../format/quantity.ts';
import type { Source } from '../model/figure.ts';
import type { NotEnoughData } from '../stats/not-enough-data.ts';
import type { DescriptionLine, DescriptionSpark } from './description.ts';
import { positionAmong, standardOf, type Position, type Standard } from './position.ts';
import { statisticLines } from './statistic-lines.ts';
import { describeMeasure, type DescriptionContext } from './tooltip.ts';

/** The values that a value is one of: the observations of its benchmark, or its column where a benchmark has one each. */
interface Series {
  readonly entries: readonly CatalogueMeasure[];
  /** '' for the observations of one benchmark; else what the values are of, for a sentence. */
  readonly of: string;
  /** The one number that stands for the measure, as people read it; '' where it has none. */
  readonly center: string;
  position(value: number): Position | NotEnoughData | null;
}

/** A link of a card: to a place, or to a whole file. */
export interface CardLink {
  readonly text: string;
  readonly source: Source;
}

/** What a card says of a measure, whatever value of it is pointed at. */
export interface SeriesCard {
  readonly of: string;
  /** The statistics are of the whole column, not of one benchmark. */
  readonly isColumn: boolean;
  readonly lines: readonly DescriptionLine[];
  readonly spark: DescriptionSpark | null;
  readonly notes: readonly string[];
  readonly links: readonly CardLink[];
}

/** Fewer values are no series. */
const LEAST = 3;

const series = new WeakMap<CatalogueMeasure, Series>();
const columns = new WeakMap<CatalogueRun, ReadonlyMap<string, readonly CatalogueMeasure[]>>();
const cards = new WeakMap<DescriptionContext['baselines'], WeakMap<CatalogueMeasure, SeriesCard>>();

/** The series of a measure; made once for each. */
export function seriesOf(entry: CatalogueMeasure): Series {
  const known = series.get(entry);
  if (known !== undefined) return known;
  const made = makeSeries(entry);
  series.set(entry, made);
  return made;
}

/** The card of a measure; made once for the baselines that hold. */
export function seriesCard(entry: CatalogueMeasure, context: DescriptionContext): SeriesCard {
  const own = cards.get(context.baselines) ?? new WeakMap<CatalogueMeasure, SeriesCard>();
  cards.set(context.baselines, own);
  const card = own.get(entry) ?? makeCard(entry, context);
  own.set(entry, card);
  return card;
}

function makeSeries(entry: CatalogueMeasure): Series {
  const number = headline(entry.measure);
  const center = number === null ? '' : formatQuantity(number.value, entry.measure.unit).text;
  const column = valueCount(entry) >= LEAST ? [entry] : columnOf(entry);
  const isColumn = column.length > 1;
  const values = isColumn ? column.flatMap((one) => [...valuesOf(one)]) : valuesOf(entry);
  let standard: Standard | null = null;
  return {
    entries: column,
    of: isColumn
      ? `${formatCount(values.length)} values of ${formatCount(column.length)} configurations`
      : '',
    center,
    position(value) {
      standard ??= standardOf(values, isColumn ? null : sampleSummary(entry.measure));
      return Number.isFinite(value) ? positionAmong(value, standard, entry.measure.direction) : null;
    },
  };
}

/** All measures of the run that its file gives under one header or key, with the same meaning. */
function columnOf({ run, measure }: CatalogueMeasure): readonly CatalogueMeasure[] {
  const key = (one: CatalogueMeasure['measure']): string => JSON.stringify([one.label, one.metric, one.unit]);
  let byLabel = columns.get(run);
  if (byLabel === undefined) {
    byLabel = groupBy(run.measures, (one) => key(one.measure));
    columns.set(run, byLabel);
  }
  return byLabel.get(key(measure)) ?? [];
}

function valuesOf({ measure }: CatalogueMeasure): ArrayLike<number> & Iterable<number> {
  if (measure.samples !== null) return okValues(measure.samples);
  return measure.value === null ? [] : [measure.value];
}

function valueCount({ measure }: CatalogueMeasure): number {
  return measure.samples?.values.length ?? 0;
}

function makeCard(entry: CatalogueMeasure, context: DescriptionContext): SeriesCard {
  const { entries, of } = seriesOf(entry);
  const described = describeMeasure(entry, context);
  const isColumn = entries.length > 1;
  const pooled = isColumn && entries.every(({ measure }) => measure.samples !== null);
  const lines = pooled ? statisticLines(rowOf(entry.run, entries), entry.measure.unit) : described.lines;
  return {
    of: pooled ? of : '',
    isColumn: pooled,
    lines: lines.length > 1 ? lines : [],
    spark: described.spark,
    notes: paragraphs(described.notes),
    links: linksOf(entry, context),
  };
}

/** Why it does not count stands alone; the change and what to keep in mind about it are read together. */
function paragraphs(notes: readonly string[]): string[] {
  const isAlone = (note: string): boolean => note.startsWith(NOT_COUNTED);
  const together = notes.filter((note) => !isAlone(note)).join(' ');
  return [...notes.filter(isAlone), ...(together === '' ? [] : [together])];
}

const NOT_COUNTED = 'Not counted: ';

/** The ends of the series, the file that counts instead, and the baseline. */
function linksOf(entry: CatalogueMeasure, { baselines }: DescriptionContext): CardLink[] {
  const { file } = entry.run;
  const baseline = entry.counted ? baselines.of(entry.run) : null;
  const [before] = baseline === null ? [] : baselines.measuresOf(entry, baseline);
  const whole = { line: 1, column: 1, endLine: 1 };
  return [
    ...extremes(entry),
    ...(file.of === null ? [] : [{ text: file.of, source: { root: file.root, file: file.of, ...whole } }]),
    ...(before === undefined ? [] : [{ text: 'baseline', source: placeOf(before) }]),
  ];
}

function extremes(entry: CatalogueMeasure): CardLink[] {
  const { samples, unit } = entry.measure;
  if (samples === null || samples.values.length < LEAST) return [];
  let low = -1;
  let high = -1;
  samples.values.forEach((value, index) => {
    if (!Number.isFinite(value) || (samples.outcomes?.[index] ?? 0) !== 0) return;
    if (low < 0 || value < (samples.values[low] ?? 0)) low = index;
    if (high < 0 || value > (samples.values[high] ?? 0)) high = index;
  });
  const link = (name: string, index: number): CardLink => {
    const line = samples.lines[index] ?? 1;
    const text = `${name} ${formatQuantity(samples.values[index] ?? NaN, unit).text}`;
    const { root, path } = entry.run.file;
    return { text, source: { root, file: path, line, column: samples.columns[index] ?? 1, endLine: line } };
  };
  return low < 0 || low === high ? [] : [link('lowest', low), link('highest', high)];
}

/** Where a measure begins. */
export function placeOf({ run, measure }: CatalogueMeasure): Source {
  const { line, column } = measure.place;
  return { root: run.file.root, file: run.file.path, line, column, endLine: line };
}
