import type { Direction } from '../model/measure.ts';
import { findMetric, type FoundMetric } from './label-metrics.ts';
import { roleByName } from './label-roles.ts';
import { findStatistic, type Statistic } from './label-statistics.ts';
import { findUnit, type FoundUnit } from './label-units.ts';
import { labelText } from './label-words.ts';
import { isKnownMetric, metricInfo } from './metrics.ts';
import { remember } from './remember.ts';
import { parseUnit, type Unit } from './units.ts';

export type { Statistic } from './label-statistics.ts';

/** What a label (a column header, a JSON key) says. */
export interface LabelMeaning {
  /** Id of the vocabulary, or the label in kebab case without statistic and unit. */
  readonly metric: string;
  /**
   * The label in snake case without its statistic and unit: "ttft" for mean_ttft_ms, "tokens_s" for mean_tokens_s (a rate of
   * counted things is a name, not only a unit). Labels with one base speak of one quantity. '' when nothing else is said.
   */
  readonly base: string;
  readonly statistic: Statistic;
  /** Canonical unit; null when the label tells none. */
  readonly unit: string | null;
  /** The unit as the hint or the label spells it, in a form that `parseUnit` reads where it can be read at all. */
  readonly unitInFile: string | null;
  /** Value × factor is in `unit`; 1 when the unit is unknown. */
  readonly factor: number;
  readonly direction: Direction;
  /** The vocabulary knows the metric, or the metric that this is a comparison of. */
  readonly known: boolean;
}

/** What a label's values are for. */
export type LabelRole = 'metric' | 'parameter' | 'label' | 'outcome' | 'error' | 'time' | 'name' | 'unknown';

/** A name has fewer words; of a text that stands as a label only the beginning is looked at. */
const MOST_WORDS = 48;

/** Words that make a time better the shorter it is. */
const DURATION_WORDS: ReadonlySet<string> = new Set(
  'latency latencies duration durations delay runtime elapsed time times'.split(' '),
);

/** Words that make a rate better the higher it is. */
const WORK_WORDS: ReadonlySet<string> = new Set('throughput bandwidth speed'.split(' '));

/**
 * Reads a label: metric, statistic, unit. `unitHint` is a unit that stands beside the label (a unit row, a unit column, the
 * format's definition) and wins over the label's own words; '' and null are no hint. A unit that cannot be converted by a
 * factor alone (°F) stays as it is. Nothing is guessed from values, and every string has an answer.
 */
export function readLabel(label: string, unitHint: string | null = null): LabelMeaning {
  const hint = unitHint?.replaceAll('\n', ' ').trim() ?? '';
  return hint === '' ? plainMeaning(label) : hintedMeaning(`${hint}\n${label}`);
}

const plainMeaning = remember((label) => meaningOf(label, null));

/** The hint is the first line: no unit has a line break. */
const hintedMeaning = remember((text) => {
  const end = text.indexOf('\n');
  return meaningOf(text.slice(end + 1), text.slice(0, end));
});

function meaningOf(label: string, hint: string | null): LabelMeaning {
  const text = labelText(label);
  const { statistic, used } = findStatistic(text.words);
  const inWords = findUnit(text.words, used);
  const said = saidUnit(hint ?? text.unit, inWords);
  const all = text.words.map((word, index) => ({ word, index })).filter(({ index }) => !used.has(index));
  const named = all.filter(({ index }) => inWords?.used.has(index) !== true);
  // A label that is nothing but a unit ("bytes") is named by it; beside a statistic the quantity has no name.
  const names = named.length === 0 && statistic === null ? all : named;
  const lows = names.map(({ word }) => word.low);
  const found = findMetric({
    lows: lows.slice(0, MOST_WORDS),
    inUnit: names.slice(0, MOST_WORDS).map(({ index }) => inWords?.words.has(index) === true),
    unit: said.kind,
  });
  const { spelling, unit } = withGiven(said, found, lows);
  const metric = found?.metric ?? (lows.join('-') || 'value');
  const known = found !== null || isKnownMetric(metric);
  return {
    metric,
    base: lows.join('_'),
    statistic: statistic ?? (text.words.length === 1 && lows[0] === 'count' ? 'count' : null),
    unit: unit?.unit ?? null,
    unitInFile: spelling,
    factor: unit?.factor ?? 1,
    direction: known ? metricInfo(metric).direction : unknownDirection(lows, unit),
    known,
  };
}

/**
 * What the values of a label are for, by its name alone: settings are never metrics (num_ctx, batch_size, the sampling
 * temperature), nor are indices, texts, times, outcomes and errors. A dotted label is judged by its last part, with the
 * parts before it as context: "gpu.temperature" is a metric, "options.temperature" a parameter.
 */
export function labelRole(label: string): LabelRole {
  return roleOf(label);
}

const roleOf = remember((label): LabelRole => {
  const words = labelText(label).words.map(({ low }) => low);
  const tail = labelText(label.slice(label.lastIndexOf('.') + 1)).words.map(({ low }) => low);
  const meaning = readLabel(label);
  const named = roleByName(words, tail, meaning);
  if (named !== null) return named;
  const tells =
    meaning.known || meaning.unit !== null || meaning.statistic !== null || meaning.direction !== 'none';
  return tells ? 'metric' : 'unknown';
});

interface SaidUnit {
  readonly spelling: string | null;
  /** Null when it is unknown, or cannot be told by a factor alone (°F). */
  readonly unit: Unit | null;
  /** Canonical unit of the quantity, even where the value cannot be converted. */
  readonly kind: string | null;
}

/** What stands outside the name (a hint, brackets) wins over the name's own words. */
function saidUnit(outside: string | null, inWords: FoundUnit | null): SaidUnit {
  const unit = outside === null ? (inWords?.unit ?? null) : parseUnit(outside);
  return {
    spelling: outside ?? inWords?.spelling ?? null,
    unit: unit?.offset === undefined ? unit : null,
    kind: unit?.unit ?? null,
  };
}

/** Adds the unit that the metric's name defines where nothing else gives one. */
function withGiven(
  said: SaidUnit,
  found: FoundMetric | null,
  lows: readonly string[],
): Omit<SaidUnit, 'kind'> {
  if (said.spelling !== null) return said;
  const isCounted = found === null && (lows.at(-1) === 'count' || lows[0] === 'num' || lows[0] === 'number');
  const given = found?.gives ?? (isCounted ? 'count' : null);
  return { spelling: given, unit: given === null ? null : parseUnit(given) };
}

function unknownDirection(lows: readonly string[], unit: Unit | null): Direction {
  const isTime = unit?.unit === 's';
  if (lows.some((low) => DURATION_WORDS.has(low) && (isTime || (unit === null && !low.startsWith('time')))))
    return 'lower';
  const isRate = unit === null || unit.unit.endsWith('/s');
  return isRate && lows.some((low) => WORK_WORDS.has(low)) ? 'higher' : 'none';
}
