import type { Verdict } from '../stats/verdict.ts';

/** All verdicts, those that matter first. */
export const VERDICTS: readonly Verdict[] = [
  'regressed',
  'improved',
  'changed',
  'differs-one-run-each',
  'no-change',
  'not-enough-samples',
  'not-testable',
  'not-comparable',
];

/** Each verdict for people. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  improved: 'improved',
  regressed: 'regressed',
  changed: 'changed',
  'no-change': 'no change shown',
  'differs-one-run-each': 'differs (one run each)',
  'not-enough-samples': 'not enough samples',
  'not-testable': 'not testable',
  'not-comparable': 'not comparable',
};

/** A mark for each verdict, told apart by its shape alone. */
export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = {
  improved: '✓',
  regressed: '✗',
  changed: '◆',
  'no-change': '≈',
  'differs-one-run-each': '◇',
  'not-enough-samples': '…',
  'not-testable': '?',
  'not-comparable': '≠',
};
