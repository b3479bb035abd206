export type Severity = 'error' | 'warning' | 'info';

/** What could not be read, or reads oddly: a sentence for people, with its place where it has one. Never thrown. */
export interface Problem {
  /** Line from 1; null when the whole file is meant. */
  readonly line: number | null;
  /** Column from 1 in UTF-16 code units; null when the whole line is meant. */
  readonly column: number | null;
  /** JSON pointer (RFC 6901) of the value, where the file is JSON. */
  readonly pointer: string | null;
  readonly severity: Severity;
  readonly message: string;
  /** Set where it is more than what a reader found: a summary that says something else than its rows. */
  readonly code?: 'summary-disagrees';
}

/** A problem of the whole file, or of one line of it. */
export function problem(
  severity: Severity,
  message: string,
  line: number | null = null,
  column: number | null = null,
): Problem {
  return { line, column, pointer: null, severity, message };
}
