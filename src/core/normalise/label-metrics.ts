import {
  METRIC_BY_UNIT,
  UNCHANGED,
  PHRASE_ROWS,
  QUALIFIERS,
  SYNONYMS,
  type PhraseRule,
} from './label-phrases.ts';
import { COMPARISON_WORDS, metricInfo } from './metrics.ts';
import { indexPhrases, phrasesAt } from './phrases.ts';
import { COUNTED } from './unit-table.ts';

/** The metric that a label's words name. */
export interface FoundMetric {
  readonly metric: string;
  /** Spelling of the unit that the phrase defines; null when it defines none. */
  readonly gives: string | null;
}

/** Words of a label that a metric may be named by. */
export interface NamingWords {
  /** In lower case, in order, without statistics and without words that are nothing but a unit. */
  readonly lows: readonly string[];
  /** For each of them: it is part of the unit ("tokens" of tokens_s), so it needs no other meaning. */
  readonly inUnit: readonly boolean[];
  /** Canonical unit of the label; null when unknown. */
  readonly unit: string | null;
}

interface Naming {
  readonly metric: string;
  readonly rule: PhraseRule;
}

interface Match extends Naming {
  readonly start: number;
  readonly length: number;
}

const INDEX = indexPhrases<Naming>(
  PHRASE_ROWS.flatMap(([metric, phrases, rule = {}]) =>
    phrases
      .split('|')
      .map((phrase): [string, Naming] => [phrase.split(' ').map(matchWord).join(' '), { metric, rule }]),
  ),
);

/** Metric units that a label's unit may differ from and still be of the same kind. */
const SHARES: ReadonlySet<string> = new Set(['1', '%']);

/** Rates of these are no throughput. */
const UNWANTED: ReadonlySet<string> = new Set(['error/s', 'page/s', 'cycle/s', '%/s']);

/**
 * Which metric the words name: the longest phrase of the vocabulary that the unit allows, else the metric that is told by
 * the unit alone. Null when neither does.
 */
export function findMetric(words: NamingWords): FoundMetric | null {
  const compared = words.lows.find((low) => COMPARISON_WORDS.has(low));
  if (compared !== undefined) return comparison(words, compared);
  const match = bestMatch(words, (found) => suits(found, words.unit));
  if (match !== undefined) return foundMetric(match);
  return byUnit(words);
}

/** "ttft_delta_ms", "throughput_improvement_percent": a comparison of a metric, in whatever unit. */
function comparison(words: NamingWords, compared: string): FoundMetric | null {
  const others = words.lows.map((low) => (low === compared ? 'actual' : low));
  const match = bestMatch({ ...words, lows: others }, ({ rule }) => rule.needs === undefined);
  return match === undefined ? null : { metric: `${match.metric}-${compared}`, gives: null };
}

function byUnit(words: NamingWords): FoundMetric | null {
  const unit = words.unit ?? '';
  const known = Object.hasOwn(METRIC_BY_UNIT, unit) ? METRIC_BY_UNIT[unit] : undefined;
  const [top = '', bottom] = unit.split('/', 2);
  const isRate = bottom === 's' && unit.split('/').length === 2 && COUNTED.has(top) && !UNWANTED.has(unit);
  const isBareTime =
    unit === 's' && words.lows.every((low, i) => isQualifier(low) || words.inUnit[i] === true);
  const metric = known ?? (isRate ? 'throughput' : isBareTime ? 'latency' : null);
  return metric === null ? null : { metric, gives: null };
}

function foundMetric({ metric, rule }: Naming): FoundMetric {
  return { metric, gives: rule.gives ?? null };
}

function bestMatch(words: NamingWords, allowed: (naming: Naming) => boolean): Match | undefined {
  const lows = words.lows.map(matchWord);
  let best: Match | undefined;
  for (let start = 0; start < lows.length; start++) {
    for (const phrase of phrasesAt(INDEX, lows, start)) {
      const match: Match = { ...phrase.value, start, length: phrase.words.length };
      if (!allowed(match) || (match.rule.weak === true && !standsAlone(match, lows, words.inUnit))) continue;
      if (best === undefined || rankOf(match) >= rankOf(best)) best = match;
    }
  }
  return best;
}

/** Longer phrases first, then those that the unit confirms, then those that need no help. */
function rankOf({ length, rule }: Match): number {
  return length * 4 + (rule.needs === undefined ? 0 : 2) + (rule.weak === true ? 0 : 1);
}

function standsAlone(match: Match, lows: readonly string[], inUnit: readonly boolean[]): boolean {
  return lows.every((low, i) => {
    const isOwn = i >= match.start && i < match.start + match.length;
    return isOwn || inUnit[i] === true || isQualifier(low);
  });
}

function isQualifier(low: string): boolean {
  return QUALIFIERS.has(singular(low)) || /^\p{N}+$/u.test(low);
}

function suits({ metric, rule }: Naming, unit: string | null): boolean {
  if (rule.needs !== undefined) return rule.needs === unit;
  if (unit === null) return true;
  const own = metricInfo(metric).unit;
  if (own === null || own === unit || (SHARES.has(own) && SHARES.has(unit))) return true;
  return isCount(own) && isCount(unit);
}

function isCount(unit: string): boolean {
  return unit === 'count' || unit === '1' || COUNTED.has(unit);
}

/** The form in which words are compared: singular, one of several synonyms, "gpu0" as "gpu". */
function matchWord(low: string): string {
  const unnumbered = /^(gpu|cpu|core|disk)\d+$/u.exec(low)?.[1] ?? low;
  const word = singular(unnumbered);
  return Object.hasOwn(SYNONYMS, word) ? (SYNONYMS[word] ?? word) : word;
}

function singular(word: string): string {
  const isPlural = word.length > 3 && word.endsWith('s') && !/(?:ss|us)$/u.test(word) && !UNCHANGED.has(word);
  if (!isPlural) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:sses|tches)$/u.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
