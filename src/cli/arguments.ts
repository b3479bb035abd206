import { parseArgs } from 'node:util';
import type { CompareArguments } from './commands/compare.ts';
import type { InspectArguments } from './commands/inspect.ts';
import type { ReportArguments } from './commands/report.ts';
import { UsageError } from './errors.ts';

/** What the command line asks for. */
export type Invocation =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'report'; readonly options: ReportArguments }
  | { readonly command: 'inspect'; readonly options: InspectArguments }
  | { readonly command: 'compare'; readonly options: CompareArguments };

/** Reads the arguments after the program's name; a UsageError says what is wrong with them. */
export function readArguments(args: readonly string[]): Invocation {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help')
    return { command: 'help' };
  if (command === '--version' || command === '-V') return { command: 'version' };
  if (rest.includes('--help') || rest.includes('-h')) return { command: 'help' };
  switch (command) {
    case 'report':
      return { command, options: reportArguments(rest) };
    case 'inspect':
      return { command, options: inspectArguments(rest) };
    case 'compare':
      return { command, options: compareArguments(rest) };
    default:
      throw new UsageError(`There is no command “${command}”; try report, inspect or compare.`);
  }
}

function reportArguments(args: readonly string[]): ReportArguments {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        format: { type: 'string', default: 'md' },
        charts: { type: 'string', default: 'svg' },
        title: { type: 'string' },
        date: { type: 'string' },
        check: { type: 'boolean', default: false },
        baseline: { type: 'string' },
      },
    }),
  );
  const { output, title, date, baseline } = values;
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new UsageError(`--date is written as 2026-01-31, not as “${date}”.`);
  return {
    paths: atLeastOne(positionals, 'report'),
    output: output === undefined || output === '-' ? null : output,
    format: oneOf('--format', values.format, ['md', 'html', 'json']),
    charts: oneOf('--charts', values.charts, ['svg', 'mermaid', 'none']),
    title: title ?? null,
    date: date ?? null,
    check: values.check,
    baseline: baseline ?? null,
  };
}

function inspectArguments(args: readonly string[]): InspectArguments {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, samples: { type: 'boolean', default: false } },
    }),
  );
  return { paths: atLeastOne(positionals, 'inspect'), json: values.json, samples: values.samples };
}

function compareArguments(args: readonly string[]): CompareArguments {
  const { values, positionals } = parsed(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        'fail-on': { type: 'string' },
        check: { type: 'boolean', default: false },
      },
    }),
  );
  const [before, after, ...others] = positionals;
  if (before === undefined || after === undefined || others.length > 0) {
    throw new UsageError('compare takes two paths: what was before, and what is after.');
  }
  const failOn = values['fail-on'];
  if (failOn !== undefined) oneOf('--fail-on', failOn, ['regression']);
  return {
    before,
    after,
    format: oneOf('--format', values.format, ['text', 'md', 'json', 'github']),
    failOnRegression: failOn !== undefined,
    check: values.check,
  };
}

/** Node's own messages name the argument that is wrong. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function atLeastOne(paths: readonly string[], command: string): readonly string[] {
  if (paths.length === 0)
    throw new UsageError(`${command} needs a PATH: a folder with results, or a result file.`);
  return paths;
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${name} is one of ${allowed.join(', ')}, not “${value}”.`);
  return found;
}
