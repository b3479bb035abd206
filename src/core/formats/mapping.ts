import type { Direction } from '../model/measure.ts';

/** What a user says a column or key is; it wins over what the name alone suggests. */
export interface ReadMapping {
  /** Header of the column, or last key of the JSON value; letter case and blanks around it do not matter. */
  readonly column: string;
  /** Metric id of the vocabulary; implies the role `metric`. */
  readonly metric?: string;
  /** Unit of the numbers, as people spell it ("ms", "tokens/s"); implies the role `metric`. */
  readonly unit?: string;
  readonly direction?: Direction;
  /** `label`: told beside a sample, no part of the benchmark's identity. `ignore`: not looked at. */
  readonly role?: 'metric' | 'parameter' | 'label' | 'ignore';
}

/** The mapping of a column; null where the user says nothing of it. */
export function mappingOf(mappings: readonly ReadMapping[] | undefined, column: string): ReadMapping | null {
  const name = column.trim().toLowerCase();
  return mappings?.find((mapping) => mapping.column.trim().toLowerCase() === name) ?? null;
}
