import { COLD_BY } from '../catalogue/cold.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import { scalarText } from '../findings/names.ts';
import { formatCount, formatPercent, formatQuantity } from '../format/quantity.ts';
import { formatDate } from '../format/times.ts';
import type { Bag } from '../model/measure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { DescriptionLine, DescriptionSpark } from './description.ts';
import { positionText } from './position.ts';
import { placeOf, seriesCard, seriesOf, type CardLink, type SeriesCard } from './series-card.ts';
import { isFailed, type PointedAt, type Setting } from './what-stands.ts';
import type { Standing } from './place-index.ts';
import { statisticAt, statisticTitle } from './statistic-at.ts';
import { benchmarkTitle, type DescriptionContext } from './tooltip.ts';

/** What a hover says, before it is Markdown. `names` come from files; everything else may quote them. None is markup. */
export interface HoverCard {
  readonly title: string;
  /** "lower is better"; '' where the metric says nothing about better. */
  readonly better: string;
  /** As the file spells it, and the benchmark that it is of. */
  readonly names: readonly string[];
  /** The number that was pointed at, as people read it; null for a header, a key or a failed row. */
  readonly value: string | null;
  /** What it is among others, and what is odd about it. */
  readonly valueNotes: readonly string[];
  /** The series that it belongs to; null where it stands alone. */
  readonly series: { readonly of: string; readonly lines: readonly DescriptionLine[] } | null;
  /** Benchmarks below a header: each with its one number, and where it begins. */
  readonly benchmarks: readonly { readonly link: CardLink; readonly value: string }[];
  readonly spark: DescriptionSpark | null;
  /** Sentences: why it is not counted, the change against the baseline, what the metric is. */
  readonly notes: readonly string[];
  /** Tool, time and settings of the run. */
  readonly run: readonly string[];
  readonly links: readonly CardLink[];
}

const EMPTY: HoverCard = {
  title: '',
  better: '',
  names: [],
  value: null,
  valueNotes: [],
  series: null,
  benchmarks: [],
  spark: null,
  notes: [],
  run: [],
  links: [],
};

/** More benchmarks below one header are counted, not listed. */
const MOST_BENCHMARKS = 8;
const MOST_SETTINGS = 6;

/** The card of what is pointed at; `line` is the text of that line. */
export function hoverCard(at: PointedAt, line: string, context: DescriptionContext): HoverCard {
  switch (at.kind) {
    case 'number':
      return numberCard(at.standings, line, context);
    case 'series':
      return headerCard(at.entries, at.name, context);
    case 'setting':
      return settingCard(at.setting);
    case 'failed':
      return failedCard(at.standings);
  }
}

/** What a person looks for first: an observation, then the statistics of a tool in their order. */
function numberCard(standings: readonly Standing[], line: string, context: DescriptionContext): HoverCard {
  const [first] = standings;
  if (first === undefined) return EMPTY;
  if (isFailed(first)) return failedCard(standings);
  const card = seriesCard(first.entry, context);
  const value = valueOf(first, line);
  const others = standings.slice(1).flatMap((one) => {
    const { text } = valueOf(one, line);
    if (text === '') return [];
    return [one.entry === first.entry ? text : `${metricInfo(one.entry.measure.metric).title} ${text}`];
  });
  return {
    ...entryCard(first.entry, card),
    value: [value.text, ...others].filter((text) => text !== '').join(' · '),
    valueNotes: [...value.notes, ...rowLabels(first)],
    notes: [...card.notes],
    links: card.links,
  };
}

function entryCard(entry: CatalogueMeasure, card: SeriesCard): HoverCard {
  const { measure, benchmark } = entry;
  const whole = benchmarkTitle(benchmark.name, benchmark.parameters);
  const isShort = whole.length <= SHORT_NAME;
  const name = isShort ? whole : benchmark.name;
  return {
    ...EMPTY,
    ...metricWords(entry),
    names: [measure.label, ...(name === 'all' || name === '' ? [] : [name])],
    series: card.lines.length === 0 ? null : { of: card.of, lines: card.lines },
    spark: card.spark,
    run: [...(isShort ? [] : settings(benchmark.parameters)), ...runLine(entry)],
  };
}

/** A longer name stands without its parameters, which then follow below. */
const SHORT_NAME = 48;

function metricWords({ measure }: CatalogueMeasure): Pick<HoverCard, 'title' | 'better'> {
  const { direction, unit, unitInFile } = measure;
  const unknown = unit === null && unitInFile !== null ? ` in ${unitInFile}, a unit that is not known` : '';
  return {
    title: metricInfo(measure.metric).title + unknown,
    better: direction === 'none' ? '' : `${direction} is better`,
  };
}

interface ValueWords {
  readonly text: string;
  readonly notes: readonly string[];
}

function valueOf(standing: Standing, line: string): ValueWords {
  const { entry } = standing;
  const { measure } = entry;
  const show = (value: number): string => formatQuantity(value, measure.unit).text;
  if (standing.kind === 'sample') {
    const value = measure.samples?.values[standing.index] ?? NaN;
    return { text: show(value), notes: [...positionNotes(entry, value), ...oddities(entry, standing.index)] };
  }
  if (standing.kind === 'value') {
    const value = measure.value ?? NaN;
    return { text: show(value), notes: positionNotes(entry, value) };
  }
  return statisticWords(standing, line, show);
}

function positionNotes(entry: CatalogueMeasure, value: number): string[] {
  const series = seriesOf(entry);
  const position = series.position(value);
  if (position === null || 'kind' in position) return [];
  return [positionText(position) + (series.of === '' ? '' : ` among ${series.of}`)];
}

function statisticWords(
  { entry, statistic, place }: Extract<Standing, { kind: 'statistic' }>,
  line: string,
  show: (value: number) => string,
): ValueWords {
  const { measure } = entry;
  const found = statisticAt(measure, statistic, line.slice(place.column - 1, place.column + 63));
  if (found === null) return { text: '', notes: ['statistics as the tool reports them'] };
  const own = 'as the tool reports it';
  const interval = measure.reported?.intervals[found.name.replace(/^interval\./u, '')];
  if (found.name.startsWith('interval.') && interval !== undefined) {
    const level = formatPercent(interval.level, { digits: Number.isInteger(interval.level * 100) ? 0 : 1 });
    return {
      text: `${show(interval.low)} to ${show(interval.high)}`,
      notes: [`${level} ${statisticTitle(found.name)}, ${own}`],
    };
  }
  const isPlain = measure.reported?.statistics[found.name] !== undefined && UNITLESS.has(found.name);
  const text = isPlain ? formatQuantity(found.value, '1').text : show(found.value);
  return { text, notes: [`${statisticTitle(found.name)}, ${own}`] };
}

/** Reported statistics that have no unit, whatever their measure's is. */
const UNITLESS: ReadonlySet<string> = new Set(['cv', 'r2', 'outliers', 'iterations', 'rounds']);

function oddities({ measure, cold }: CatalogueMeasure, index: number): string[] {
  const code = cold?.[index] ?? 0;
  const because = code === COLD_BY.load ? 'it paid for loading the model' : 'its first prompt was slow';
  const partial = measure.samples?.outcomes?.[index] === 1;
  return [...(code === 0 ? [] : [`cold: ${because}`]), ...(partial ? ['partial: it ended early'] : [])];
}

/** What tells this observation from the others of its benchmark. */
function rowLabels(standing: Standing): string[] {
  if (standing.kind !== 'sample') return [];
  const labels = standing.entry.measure.samples?.labels ?? [];
  const said = labels.flatMap(({ name, dictionary, codes }) => {
    const text = dictionary[codes[standing.index] ?? 0] ?? '';
    return text === '' ? [] : [`${name} ${scalarText(text)}`];
  });
  return said.length === 0 ? [] : [said.slice(0, 3).join(', ')];
}

function headerCard(
  entries: readonly CatalogueMeasure[],
  name: string,
  context: DescriptionContext,
): HoverCard {
  const [first] = entries;
  if (first === undefined) return EMPTY;
  const info = metricInfo(first.measure.metric);
  const unit = first.measure.unitInFile ?? first.measure.unit;
  const about = [info.about, unit === null ? 'The file gives no unit.' : ''].filter((text) => text !== '');
  const card = seriesCard(first, context);
  const base = { ...entryCard(first, card), notes: [...about, ...card.notes], links: card.links };
  if (entries.length === 1) return base;
  const rows = entries.slice(0, MOST_BENCHMARKS).map((entry) => ({
    link: {
      text: benchmarkTitle(entry.benchmark.name, entry.benchmark.parameters),
      source: placeOf(entry),
    },
    value: seriesOf(entry).center,
  }));
  const more = entries.length - rows.length;
  return {
    ...base,
    names: [name],
    series: card.isColumn ? base.series : null,
    spark: card.isColumn ? base.spark : null,
    benchmarks: card.isColumn ? [] : rows,
    links: card.isColumn ? base.links : [],
    run: runLine(first),
    notes: [
      ...about,
      ...(more > 0 && !card.isColumn ? [`${formatCount(more)} more benchmarks are in this file.`] : []),
      ...(first.notCountedBecause === null ? [] : [`Not counted: ${first.notCountedBecause}`]),
    ],
  };
}

const ROLES: Readonly<Record<Setting['role'], readonly [title: string, about: string]>> = {
  parameter: ['Parameter', 'Benchmarks that differ in it are told apart.'],
  'run parameter': ['Parameter of the run', 'It holds for all its benchmarks.'],
  environment: ['Environment', 'Runs in different environments are compared with a warning.'],
  label: ['Label', 'It tells observations of one benchmark apart.'],
};

function settingCard({ name, role, values }: Setting): HoverCard {
  const shown = values.slice(0, MOST_SETTINGS).map(scalarText);
  const more = values.length - shown.length;
  const list = shown.join(' · ') + (more > 0 ? ` and ${formatCount(more)} more` : '');
  const [title, about] = ROLES[role];
  return { ...EMPTY, title, names: [name], notes: [about], value: list };
}

function failedCard(standings: readonly Standing[]): HoverCard {
  const entries = standings.map(({ entry }) => entry);
  const [first] = standings;
  if (first === undefined) return EMPTY;
  const reasons = new Set(standings.map(reasonOf).filter((reason) => reason !== ''));
  const because = reasons.size === 0 ? 'The file gives no reason.' : [...reasons].join(' · ');
  const { benchmark } = first.entry;
  return {
    ...EMPTY,
    title: 'Failed',
    names: [benchmarkTitle(benchmark.name, benchmark.parameters)],
    valueNotes: [because],
    notes: [
      `It counts in no statistic of ${[...new Set(entries.map(({ measure }) => measure.label))].slice(0, 4).join(', ')}.`,
    ],
    run: runLine(first.entry),
  };
}

function reasonOf(standing: Standing): string {
  const { measure } = standing.entry;
  if (standing.kind !== 'sample') return measure.error ?? '';
  const { errors } = measure.samples ?? {};
  return errors?.dictionary[errors.codes[standing.index] ?? 0] ?? '';
}

/** "ollama 0.1.9", "2025-10-02 17:08:37 UTC", "temperature=0.8". */
function runLine({ run }: CatalogueMeasure): string[] {
  const tool = [run.tool ?? '', run.toolVersion ?? ''].filter((part) => part !== '').join(' ');
  return [
    ...(tool === '' ? [] : [tool]),
    ...(run.startedAt === null || run.startedAtFrom === 'mtime' ? [] : [formatDate(run.startedAt)]),
    ...settings({ ...run.parameters, ...run.environment }),
  ];
}

function settings(bag: Bag): string[] {
  const all = Object.entries(bag);
  const more = all.length - MOST_SETTINGS;
  return [
    ...all.slice(0, MOST_SETTINGS).map(([key, value]) => `${key}=${scalarText(value)}`),
    ...(more > 0 ? [`${formatCount(more)} more settings`] : []),
  ];
}
