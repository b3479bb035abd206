import type { Change } from '../compare/compare.ts';
import { VERDICTS } from '../compare/verdict-words.ts';
import { VERDICT_WORDS, verdictCounts } from '../compare/words.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { geometricMean } from '../stats/summary.ts';
import type { Baseline, Baselines } from './baseline.ts';
import { changeMark, changesAgainst, changeSentence, markOf, type ChangeMark } from './change.ts';
import type { Headline } from './headline.ts';

/** A headline against the baseline of its run. */
export interface HeadlineChange {
  readonly mark: ChangeMark;
  readonly baseline: Baseline;
  /** Of each measure behind the headline that the baseline has too; judged together. */
  readonly changes: readonly Change[];
}

/** Of headlines that are asked for again and again: comparing two runs takes a hundred times as long as finding them. */
const KNOWN = new WeakMap<
  Headline,
  { readonly baseline: Baseline; readonly noiseFloor: number; readonly change: HeadlineChange | null }
>();

/**
 * How a headline changed: by the change of its one measure, or by the geometric mean of the ratios of all its measures that
 * both sides have, which claims nothing by itself. Null without a baseline, or where nothing can be compared.
 */
export function headlineChange(
  headline: Headline,
  baselines: Baselines,
  noiseFloor: number,
): HeadlineChange | null {
  const [first] = headline.entries;
  const baseline = first === undefined ? null : baselines.of(first.run);
  if (baseline === null) return null;
  const known = KNOWN.get(headline);
  if (known?.noiseFloor === noiseFloor && isSameBaseline(known.baseline, baseline)) return known.change;
  const change = changeFrom(
    headline,
    baseline,
    changesAgainst(headline.entries, baseline, baselines, noiseFloor),
  );
  KNOWN.set(headline, { baseline, noiseFloor, change });
  return change;
}

function changeFrom(
  { entries }: Headline,
  baseline: Baseline,
  changes: readonly Change[],
): HeadlineChange | null {
  const [only] = changes;
  if (only === undefined) return null;
  const mark = entries.length === 1 ? changeMark(only) : joinedMark(changes, only.direction);
  return mark === null ? null : { mark, baseline, changes };
}

/** Runs of which nothing has changed are the same objects in the next snapshot. */
function isSameBaseline(a: Baseline, b: Baseline): boolean {
  return (
    a.kind === b.kind &&
    a.choice.text === b.choice.text &&
    a.choice.origin === b.choice.origin &&
    a.choice.path === b.choice.path &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, index) => run === b.runs[index])
  );
}

/** "Throughput +3.2 % against …: improved.", or what the mean of several stands on. */
export function headlineSentence({ mark, changes }: HeadlineChange, against: string): string {
  const [only] = changes;
  if (only === undefined) return '';
  if (changes.length === 1) return changeSentence(only, against);
  const title = metricInfo(only.metric).title;
  const sign = mark.text.replace(/^[▲▼] /u, '');
  return `${title} ${sign} against ${against}: geometric mean of the ratios of ${String(comparable(changes).length)} benchmarks; ${verdictsText(changes)}.`;
}

/** What each of several changes came to: a mean claims nothing, and who reads of none that regressed wants to know why. */
function verdictsText(changes: readonly Change[]): string {
  const words = [...changes]
    .sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))
    .map(({ verdict }) => VERDICT_WORDS[verdict]);
  return new Set(words).size === 1 ? `each: ${words[0] ?? ''}` : verdictCounts(words);
}

function joinedMark(changes: readonly Change[], direction: Change['direction']): ChangeMark | null {
  const ratios = comparable(changes).map(({ comparison }) => 1 + (comparison.change ?? 0));
  const mean = geometricMean(ratios);
  return typeof mean === 'number' ? { ...markOf(mean - 1, direction), certain: false } : null;
}

function comparable(changes: readonly Change[]): readonly Change[] {
  return changes.filter(
    ({ comparison, verdict }) => comparison.change !== null && verdict !== 'not-comparable',
  );
}
