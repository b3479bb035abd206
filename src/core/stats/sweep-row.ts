/** One row of a parameter sweep: one configuration, measured once. */
export interface SweepRow {
  /**
   * Level of each parameter, as written. A parameter that a row does not name leaves the row out of its
   * groups.
   */
  readonly levels: Readonly<Record<string, string>>;
  readonly value: number;
  /** Place in the run; any ascending number. */
  readonly order: number;
  /** It paid a cold start, such as a model load. */
  readonly cold: boolean;
}

/** Names of all parameters, in order of first appearance. */
export function parameterNames(rows: readonly SweepRow[]): string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row.levels)) names.add(name);
  return [...names];
}

export function inRunOrder(rows: readonly SweepRow[]): SweepRow[] {
  return [...rows].sort((a, b) => a.order - b.order);
}
