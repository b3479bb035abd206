import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isHeyHeader, readHeyCsv } from './hey-csv.ts';
import { readHeyText } from './hey-text.ts';

const SUMMARY = /^Summary:\n {2}Total:\t[\d.]+ secs\n {2}Slowest:\t/m;

/** What `hey` prints: its summary, and with `-o csv` every response. */
export const hey: Format = {
  id: 'hey',
  title: 'hey',
  proof: 'Made by running hey 0.1.4 here.',
  about:
    'The summary that hey prints (requests per second, response time with its distribution and phases, statuses, errors) and its CSV with one row per response, whose times let drift be tested. Responses with a status of 400 or more failed.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType === 'markdown') return null;
    if (head.header !== null && isHeyHeader(head.header))
      return { score: 0.95, reason: 'a CSV with `response-time`, `DNS+dialup` and `Response-delay`' };
    if (!SUMMARY.test(head.text.replaceAll('\r', ''))) return null;
    return { score: 0.95, reason: 'a text with the summary of hey: total, slowest, fastest, average' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const run = out.run({ tool: 'hey' });
    if (file.text().startsWith('response-time,')) yield* readHeyCsv(file, run, out);
    else yield* readHeyText(file, run.benchmark('requests'), out);
    return yield* out.finish(() => file.text());
  },
};
