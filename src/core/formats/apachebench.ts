import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { readApacheBenchLines } from './apachebench-lines.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { blocksFrom, settingsIn, type Setting } from './text-settings.ts';
import { textLines } from './text-scan.ts';

const BANNER = /^This is ApacheBench, Version (\S+)/;
const SETTINGS: readonly Setting[] = [
  [/^Server Software: +(.+)$/, 'server'],
  [/^Server Hostname: +(.+)$/, 'host'],
  [/^Document Path: +(.+)$/, 'path'],
  [/^Concurrency Level: +(.+)$/, 'concurrency'],
];

/** What `ab` prints: one run or several in one text. */
export const apacheBench: Format = {
  id: 'apachebench',
  title: 'ApacheBench',
  proof: 'Made by running ab 2.3 here.',
  about:
    'The text of ab: requests per second, time per request, transfer rate, failed requests, and the connection times with mean, standard deviation, median, extremes and percentiles. Host, path and concurrency are parameters.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown' || !new RegExp(BANNER, 'm').test(head.text)) return null;
    return { score: 0.95, reason: 'a text that begins with `This is ApacheBench`' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const blocks = blocksFrom(BANNER, yield* textLines(file.text()));
    blocks.forEach((lines, index) => {
      const parameters = settingsIn(lines, SETTINGS);
      const run = out.run({
        name: blocks.length === 1 ? '' : String(index + 1),
        tool: 'ApacheBench',
        toolVersion: BANNER.exec(lines[0]?.text ?? '')?.[1] ?? null,
        parameters,
      });
      readApacheBenchLines(lines, run.benchmark(String(parameters.path ?? 'requests')), out);
    });
    if (blocks.length === 0) out.problem(problem('error', 'No run of ApacheBench was found in this text.'));
    return yield* out.finish(() => file.text());
  },
};
