import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { readPerfInterval, readPerfLine, type PerfBlock } from './perf-stat-lines.ts';
import { textLines, type TextLine } from './text-scan.ts';

const HEADER = /^ Performance counter stats for (?<what>.+?)(?: \((?<runs>\d+) runs\))?:$/;
const INTERVAL = /^# {11}time {13}counts unit events$/;

/** What `perf stat` prints, once, over repetitions, and at intervals. */
export const perfStat: Format = {
  id: 'perf-stat',
  title: 'perf stat',
  proof: 'Made by running perf 6.1 here.',
  about:
    'The text of `perf stat`: hardware and software counters, elapsed, user and system time; with `-r` the means over the repetitions with their relative standard error, with `-I` the counts of each interval as samples with times. Counters that the machine does not have are said.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown') return null;
    if (new RegExp(HEADER, 'm').test(head.text))
      return { score: 0.95, reason: 'a text with `Performance counter stats for`' };
    return new RegExp(INTERVAL, 'm').test(head.text)
      ? { score: 0.95, reason: 'a text with the columns of `perf stat -I`' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const lines = yield* textLines(file.text());
    const run = out.run({ tool: 'perf stat', startedAt: startOf(lines) });
    const missing = new Map<string, TextLine>();
    let block: PerfBlock | null = null;
    const seen = new Map<string, number>();
    for (const line of lines) {
      const header = HEADER.exec(line.text)?.groups;
      if (header !== undefined) {
        const name = (header.what ?? '').replace(/^'(.*)'$/, '$1');
        const occurrence = (seen.get(name) ?? 0) + 1;
        seen.set(name, occurrence);
        const benchmark = run.benchmark(name, occurrence === 1 ? {} : { occurrence });
        block = { benchmark, runs: header.runs === undefined ? null : Number(header.runs), missing };
      } else if (block !== null) readPerfLine(line, block);
      else readPerfInterval(line, run, missing);
    }
    const [first] = missing.values();
    if (first !== undefined) {
      const sentence = `These counters were not counted here: ${[...missing.keys()].join(', ')}.`;
      out.problem(problem('info', sentence, first.number));
    }
    return yield* out.finish(() => file.text());
  },
};

function startOf(lines: readonly TextLine[]): Stamp | null {
  for (const { text } of lines) {
    const stamp = /^# started on (.+)$/.exec(text)?.[1];
    if (stamp !== undefined) return parseStamp(stamp);
  }
  return null;
}
