import type { Direction } from '../model/measure.ts';
import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { ResultBuilder } from './build.ts';
import { asObject, numberAt } from './json-guards.ts';
import type { JsonPath } from './places.ts';

/** Scores that are a share of the examples, 0..1, and the metric that they are. */
const SHARES: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:acc|acc_norm|acc_bytes|acc_mutual_info|accuracy|mc1|mc2|truthfulqa_mc\d?|inst_level_\w+|prompt_level_\w+)$/,
    'accuracy',
  ],
  [/^(?:exact_match|em|qem|pem|pqem|quasi_exact_match|extractive_match)$/, 'exact-match'],
  [/^pass(?:@|_at_)\w+$/, 'pass-rate'],
];

/** One score of a task in a table of results. */
export interface Score {
  readonly name: string;
  /** Key of the value. */
  readonly key: string;
  /** Key of its standard error; null where there is none. */
  readonly stderrKey: string | null;
}

/** What else is known of a task's scores. */
export interface ScoreContext {
  readonly path: JsonPath;
  readonly out: ResultBuilder;
  /** Examples behind the scores and where their number stands; null: not said. */
  readonly examples: { readonly n: number; readonly path: JsonPath } | null;
  readonly isMean: (name: string) => boolean;
  readonly direction: (name: string) => Direction | null;
  readonly notCountedBecause?: string;
}

/**
 * A score with its standard error: a mean over examples where it is one (then it has their number too), else a value. An
 * error that is "N/A" is not given.
 */
export function readScore(
  scores: unknown,
  score: Score,
  benchmark: BenchmarkBuilder,
  context: ScoreContext,
): void {
  const value = numberAt(scores, score.key);
  const { path, examples } = context;
  if (value === null) {
    const held = asObject(scores)?.[score.key];
    if (held === null || typeof held === 'number')
      context.out.problemAt([...path, score.key], 'warning', `${score.name} is no finite number.`);
    return;
  }
  const measure = benchmark.measure(score.name, specOf(score.name, context));
  const at = [...path, score.key];
  if (context.isMean(score.name) || isShare(score.name)) {
    measure.reported({ mean: value }, at);
    if (examples !== null) measure.reported({ n: examples.n }, examples.path);
  } else measure.value(value, at);
  const stderr = score.stderrKey === null ? null : numberAt(scores, score.stderrKey);
  if (stderr !== null && score.stderrKey !== null)
    measure.reported({ statistics: { stderr } }, [...path, score.stderrKey]);
}

function isShare(name: string): boolean {
  return SHARES.some(([pattern]) => pattern.test(name));
}

function specOf(name: string, { direction, notCountedBecause }: ScoreContext): MeasureSpec {
  const share = SHARES.find(([pattern]) => pattern.test(name));
  const told = direction(name);
  const reason = notCountedBecause === undefined ? {} : { notCountedBecause };
  if (share !== undefined) return { metric: share[1], unit: '1', ...reason };
  if (name.endsWith('perplexity') || name === 'ppl') return { metric: 'perplexity', unit: '1', ...reason };
  if (/(?:^|_)f1(?:$|_)/.test(name)) return { metric: 'f1', unit: null, direction: 'higher', ...reason };
  return { metric: name.replaceAll('_', '-'), unit: null, direction: told ?? 'none', ...reason };
}
