/** Why there is nothing to show, and what a person can do about it; a sentence each. */
export interface EmptyState {
  readonly kind: 'empty';
  readonly why: string;
  readonly what: string;
}

/** What a chart or table did not draw because there was too much, and how to see it. */
export interface LeftOut {
  readonly drawn: number;
  readonly total: number;
  /** "groups", "series", "points": what is counted. */
  readonly of: string;
  /** "The 60 best of 812 configurations are drawn." */
  readonly what: string;
  /** "Filter by category or text, or group by benchmark." */
  readonly how: string;
}

export function empty(why: string, what: string): EmptyState {
  return { kind: 'empty', why, what };
}
