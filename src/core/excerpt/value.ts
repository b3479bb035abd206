const NUMBER = /^[-+]?[\d.]+(?:e[-+]?\d+)?/i;
const OTHER = /^["']?[-+]?[\d.,\p{L}%µ]*/u;
/** Longest value that is looked for. */
const LONGEST = 64;

/** Length of the value that begins at `offset` of a line: a number where there is one, else a word. */
export function valueLength(line: string, offset: number): number {
  const text = line.slice(offset, offset + LONGEST);
  return (NUMBER.exec(text)?.[0] ?? OTHER.exec(text)?.[0] ?? '').length;
}
