/** A result file of twenty measured rows, which no other index gives. */
export function csvOf(index: number): string {
  const rows = Array.from(
    { length: 20 },
    (_, at) =>
      `kernel${String(at % 4)},${String(at)},${String(1 + ((index * 7919 + at * 611) % 99_991) / 1e4)},`,
  );
  return `kernel,repetition,time_ms,error\n${rows.join('\n')}\n`;
}
