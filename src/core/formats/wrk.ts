import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { textLines } from './text-scan.ts';
import { wrkBlocks } from './wrk-blocks.ts';
import { readWrkRun } from './wrk-run.ts';

const THREAD_STATS = /^\s*Thread Stats\s+Avg\s+Stdev\s+Max\s+\+\/- Stdev/m;

/** What `wrk` prints: one run or several in one text, with headings around them. */
export const wrk: Format = {
  id: 'wrk',
  title: 'wrk',
  proof: 'Made by running wrk 4.1.0 here; real files of the reference corpus.',
  about:
    'The text of wrk: requests and bytes per second, latency with its spread and, with `--latency`, its distribution, the rate per thread, counts of requests, bad responses and socket errors. Threads, connections and duration are parameters; headings above runs name them.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown') return null;
    if (!THREAD_STATS.test(head.text) || !/^Requests\/sec:/m.test(head.text)) return null;
    return { score: 0.95, reason: 'a text with `Thread Stats` and `Requests/sec`' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const blocks = wrkBlocks(yield* textLines(file.text()));
    blocks.forEach((block, index) => {
      const name = blocks.length === 1 ? '' : (block.name ?? String(index + 1));
      readWrkRun(block, out.run({ name, tool: 'wrk', parameters: block.parameters }), out);
    });
    if (blocks.length === 0) out.problem(problem('error', 'No run of wrk was found in this text.'));
    return yield* out.finish(() => file.text());
  },
};
