export const HELP = `Benchtrail reads folders of benchmark results and writes reports in which every number leads to its line.

  benchtrail report PATH… [-o FILE] [--format md|html|json] [--charts svg|mermaid|none]
                          [--baseline WHAT] [--title TEXT] [--date YYYY-MM-DD] [--check]
      Writes a report of all results below the paths: to FILE, with its charts beside it, or to
      standard output without charts. html is one file with its charts inside. The date is today unless said.
      --baseline: a path, or a run or series of the results; the report says what changed since, what is not
      shown to and what cannot be told. --check: limits of benchtrail.json decide the exit code.

  benchtrail inspect PATH… [--json [--samples]]
      Says what each file is, what was read from it and why something is not counted.
      --json prints the stable machine-readable form.

  benchtrail compare BEFORE AFTER [--format text|md|json|github] [--fail-on regression] [--check]
      Compares two files or folders, metric by metric, with a verdict for each.

  benchtrail --help | --version

Exit codes: 0 fine; 1 a regression or a limit that is not met, where that was asked for;
2 a missing path, bad usage, or nothing to report on.
`;
