/** The answer where the data allow no number: how many values there are and how many the statistic needs. */
export interface NotEnoughData {
  readonly kind: 'not-enough-data';
  readonly have: number;
  readonly need: number;
}

export function notEnoughData(have: number, need: number): NotEnoughData {
  return { kind: 'not-enough-data', have, need };
}

/** Tells the refusal from any result: a number, an interval, a test. */
export function isNotEnoughData(result: unknown): result is NotEnoughData {
  return (
    typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'not-enough-data'
  );
}
