import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { readPgbenchLines } from './pgbench-lines.ts';
import { settingsIn, type Setting } from './text-settings.ts';
import { textLines, type TextLine } from './text-scan.ts';

const BANNER = /^pgbench \((\S+)/;
const TYPE = /^transaction type: (.+)$/;
const PROGRESS = /^progress: [\d.]+ s, /;

/** Settings that pgbench prints, under the names that they get as parameters. */
const SETTINGS: readonly Setting[] = [
  [/^scaling factor: (.+)$/, 'scaling_factor'],
  [/^query mode: (.+)$/, 'query_mode'],
  [/^number of clients: (.+)$/, 'clients'],
  [/^number of threads: (.+)$/, 'threads'],
  [/^maximum number of tries: (.+)$/, 'max_tries'],
  [/^duration: (.+)$/, 'duration'],
  [/^number of transactions per client: (.+)$/, 'transactions_per_client'],
];

/** What `pgbench` prints: one run or several in one text. */
export const pgbench: Format = {
  id: 'pgbench',
  title: 'pgbench',
  proof: 'Made by running pgbench 15.18 here; a real file of the reference corpus.',
  about:
    'The text of pgbench: transactions per second, latency average and standard deviation, counts of transactions, the lines of `--progress` as samples with times, and the scripts and statements of `--report-per-command`. Settings are parameters of the run; an aborted run failed.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown') return null;
    const isType = /^transaction type: /m.test(head.text);
    if (!isType || !/^(?:number of clients|scaling factor): /m.test(head.text)) return null;
    return {
      score: 0.95,
      reason: 'a text with `transaction type`, `scaling factor` and `number of clients`',
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const blocks = blocksOf(yield* textLines(file.text()));
    blocks.forEach((lines, index) => {
      const run = out.run({
        name: blocks.length === 1 ? '' : String(index + 1),
        tool: 'pgbench',
        toolVersion: firstOf(lines, BANNER),
        parameters: settingsIn(lines, SETTINGS),
      });
      readPgbenchLines(lines, firstOf(lines, TYPE) ?? 'transactions', run, out);
    });
    if (blocks.length === 0) out.problem(problem('error', 'No run of pgbench was found in this text.'));
    return yield* out.finish(() => file.text());
  },
};

/** A run begins with the banner, or with its first progress line or its settings where the banner is missing. */
function blocksOf(lines: readonly TextLine[]): TextLine[][] {
  const blocks: TextLine[][] = [];
  let hasSettings = true;
  for (const line of lines) {
    const isType = TYPE.test(line.text);
    if (BANNER.test(line.text) || (hasSettings && (isType || PROGRESS.test(line.text)))) {
      blocks.push([]);
      hasSettings = false;
    }
    if (isType) hasSettings = true;
    blocks.at(-1)?.push(line);
  }
  return blocks.filter((block) => block.some(({ text }) => TYPE.test(text)));
}

function firstOf(lines: readonly TextLine[], shape: RegExp): string | null {
  for (const { text } of lines) {
    const found = shape.exec(text)?.[1];
    if (found !== undefined) return found.trim();
  }
  return null;
}
