/** One benchmark of a hyperfine export: its command and times in seconds. */
export interface TimedCommand {
  readonly command: string;
  readonly times: readonly number[];
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A file as `hyperfine --export-json` writes it; statistics follow from the times. */
export function hyperfineExport(commands: readonly TimedCommand[]): string {
  const results = commands.map(({ command, times, parameters }) => {
    const sorted = [...times].sort((a, b) => a - b);
    const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
    const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
    const middle = sorted.length / 2;
    return {
      command,
      mean,
      stddev: times.length < 2 ? null : Math.sqrt(squares / (times.length - 1)),
      median: ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2,
      user: mean / 2,
      system: mean / 4,
      min: sorted[0],
      max: sorted.at(-1),
      times,
      exit_codes: times.map(() => 0),
      ...(parameters === undefined ? {} : { parameters }),
    };
  });
  return `${JSON.stringify({ results }, undefined, 2)}\n`;
}
