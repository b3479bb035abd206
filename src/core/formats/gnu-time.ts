import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseNumber } from '../text/number.ts';
import type { MeasureSpec } from './build-measure.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { matchLine, textLines, type LineMatch, type TextLine } from './text-scan.ts';

const COMMAND = /^\tCommand being timed: "(?<command>.*)"$/d;
const FIELD = /^\t(?<name>[^\t].*?): (?<value>[\d.:]+)%?$/d;
const ENDED =
  /^Command (?<how>exited with non-zero status \d+|terminated by signal \d+|stopped by signal \d+)$/d;

/** Averages, swaps, sockets and signals are left out: Linux does not fill them in, so their zeros say nothing. */
const FIELDS: Readonly<Record<string, MeasureSpec>> = {
  'User time (seconds)': { metric: 'user-time', unit: 's' },
  'System time (seconds)': { metric: 'system-time', unit: 's' },
  'Percent of CPU this job got': { metric: 'cpu-utilization', unit: '%' },
  'Elapsed (wall clock) time (h:mm:ss or m:ss)': { metric: 'execution-time', unit: 's' },
  'Maximum resident set size (kbytes)': { metric: 'memory-peak', unit: 'kbytes', binaryPrefixes: true },
  'Major (requiring I/O) page faults': { metric: 'major-page-faults', unit: 'count', direction: 'lower' },
  'Minor (reclaiming a frame) page faults': { metric: 'page-faults', unit: 'count' },
  'Voluntary context switches': { metric: 'context-switches', unit: 'count' },
  'Involuntary context switches': {
    metric: 'involuntary-context-switches',
    unit: 'count',
    direction: 'lower',
  },
  'File system inputs': { metric: 'file-system-inputs', unit: 'block' },
  'File system outputs': { metric: 'file-system-outputs', unit: 'block' },
};

/** What `/usr/bin/time -v` prints, once or for many commands in one text. */
export const gnuTime: Format = {
  id: 'gnu-time',
  title: 'GNU time',
  proof: 'Made by running GNU time 1.9 here.',
  about:
    'The text of `/usr/bin/time -v`: elapsed, user and system time, CPU, peak memory (kbytes are 1,024 bytes), page faults and context switches. Repetitions of one command are its samples; a command with a bad exit status failed.',
  recognise(head: FileHead): Recognition | null {
    const isOurs = /^\tCommand being timed: "/m.test(head.text) && head.fileType !== 'markdown';
    return isOurs ? { score: 0.95, reason: 'a text with `Command being timed`' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const run = out.run({ tool: 'time' });
    const timed: Timed = { command: null, failure: null };
    for (const line of yield* textLines(file.text())) readLine(line, timed, run);
    return yield* out.finish(() => file.text());
  },
};

/** The command whose lines are read, and how the command whose lines come next ended. */
interface Timed {
  command: string | null;
  failure: string | null;
}

function readLine(line: TextLine, timed: Timed, run: RunBuilder): void {
  const ended = matchLine(line, ENDED);
  if (ended !== null) {
    timed.failure = ended.text('how');
    timed.command = null;
    return;
  }
  const command = matchLine(line, COMMAND);
  if (command !== null) {
    if (timed.command !== null) timed.failure = null;
    timed.command = command.text('command');
    return;
  }
  const field = matchLine(line, FIELD);
  if (field === null || timed.command === null) return;
  readField(field, timed.command, timed.failure, run);
  if (field.text('name') !== 'Exit status') return;
  timed.command = null;
  timed.failure = null;
}

function readField(field: LineMatch, command: string, failure: string | null, run: RunBuilder): void {
  const name = field.text('name');
  const spec = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
  if (spec === undefined) return;
  const outcome = failure === null ? {} : ({ outcome: 'failed', error: failure } as const);
  const value = field.text('value');
  const number = value.includes(':') ? clockSeconds(value) : parseNumber(value);
  run.benchmark(command).measure(name, spec).sample(number, field.place('value'), outcome);
}

/** h:mm:ss or m:ss.cc in seconds. */
function clockSeconds(text: string): number {
  return text.split(':').reduce((sum, part) => sum * 60 + parseNumber(part), 0);
}
