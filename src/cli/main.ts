import { readArguments, type Invocation } from './arguments.ts';
import { compare } from './commands/compare.ts';
import { inspect } from './commands/inspect.ts';
import { report } from './commands/report.ts';
import { EXIT, UsageError } from './errors.ts';
import { HELP } from './help.ts';
import { terminalProgress } from './progress.ts';
import { VERSION } from './version.ts';

function run(invocation: Invocation): number {
  const progress = terminalProgress(process.stderr, () => performance.now());
  switch (invocation.command) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.fine;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return EXIT.fine;
    case 'report':
      return report(invocation.options, progress);
    case 'inspect':
      return inspect(invocation.options, progress);
    case 'compare':
      return compare(invocation.options, progress);
  }
}

// Whoever reads our output may have enough of it (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  process.exitCode = run(readArguments(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = EXIT.usage;
}
