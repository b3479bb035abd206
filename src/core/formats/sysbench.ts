import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { readSysbenchLines } from './sysbench-lines.ts';
import { blocksFrom, settingsIn, type Setting } from './text-settings.ts';
import { textLines, type TextLine } from './text-scan.ts';

const BANNER = /^sysbench (\d\S*) \(using /;

/** Settings that sysbench prints, under the names that they get as parameters. */
const SETTINGS: readonly Setting[] = [
  [/^Number of threads: (.+)$/, 'threads'],
  [/^Target transaction rate: (.+)$/, 'rate'],
  [/^Prime numbers limit: (.+)$/, 'cpu_max_prime'],
  [/^ {2}block size: (.+)$/, 'memory_block_size'],
  [/^ {2}total size: (.+)$/, 'memory_total_size'],
  [/^ {2}operation: (.+)$/, 'memory_operation'],
  [/^ {2}scope: (.+)$/, 'memory_scope'],
  [/^(\S+) total file size$/, 'file_total_size'],
  [/^Block size (\S+)$/, 'file_block_size'],
  [/^Using (\S+ I\/O) mode$/, 'file_io_mode'],
  [/^Doing (.+) test$/, 'file_test_mode'],
];

/** What only one of the tests prints; sysbench itself does not print the name of its test. */
const TESTS: readonly (readonly [shape: RegExp, name: string])[] = [
  [/^CPU speed:|^Prime numbers limit:/, 'cpu'],
  [/^Running memory speed test/, 'memory'],
  [/^File operations:|total file size$/, 'fileio'],
  [/^SQL statistics:|^\[ \d+s \].* qps: /, 'sql'],
];

/** What `sysbench` 1.0 prints: one run or several in one text. */
export const sysbench: Format = {
  id: 'sysbench',
  title: 'sysbench',
  proof: 'Made by running sysbench 1.0.20 here; a real log of the reference corpus.',
  about:
    'The text of sysbench 1.0, several runs in one log too: transactions, queries or events per second, bytes per second of memory and files, latency with the percentile that was asked for, and the lines of `--report-interval` as samples with times. Threads and the options of a test are parameters.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || !new RegExp(BANNER, 'm').test(head.text)) return null;
    return { score: 0.95, reason: 'a text that begins a run with `sysbench` and its version' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const blocks = blocksFrom(BANNER, yield* textLines(file.text()));
    blocks.forEach((lines, index) => {
      const run = out.run({
        name: blocks.length === 1 ? '' : String(index + 1),
        tool: 'sysbench',
        toolVersion: BANNER.exec(lines[0]?.text ?? '')?.[1] ?? null,
        parameters: settingsIn(lines, SETTINGS),
      });
      readSysbenchLines(lines, testOf(lines), run, out);
    });
    if (blocks.length === 0) out.problem(problem('error', 'No run of sysbench was found in this text.'));
    return yield* out.finish(() => file.text());
  },
};

function testOf(lines: readonly TextLine[]): string {
  const found = TESTS.find(([shape]) => lines.some(({ text }) => shape.test(text)));
  return found?.[1] ?? 'test';
}
