/** Where something stands in a file: line from 1, column from 1 in UTF-16 code units of the decoded line. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
