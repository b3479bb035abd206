import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { isAutocannonResult, readAutocannonResult } from './autocannon-result.ts';
import { isSummaryEntry, readSummaryEntry } from './autocannon-summary.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asArray } from './json-guards.ts';

/** What `autocannon --json` prints, alone or several in a list, and lists of averages made from such results. */
export const autocannon: Format = {
  id: 'autocannon',
  title: 'autocannon',
  proof: 'Made by running autocannon 9.0.0 here; real files of the reference corpus.',
  about:
    'The JSON of autocannon: request rate, latency and throughput with the statistics and percentiles of autocannon, counts of errors, timeouts and responses by class. Also lists of `{ name, requests, latency, throughput }` with numbers as texts, as the benchmarks of Node web frameworks publish them (throughput in MiB/s).',
  recognise(head: FileHead): Recognition | null {
    const first = asArray(head.json)?.[0] ?? head.json;
    if (isAutocannonResult(first))
      return { score: 0.95, reason: 'a JSON with `requests`, `latency`, `throughput` and `pipelining`' };
    const list = asArray(head.json);
    if (!list?.slice(0, 3).every(isSummaryEntry)) return null;
    return { score: 0.85, reason: 'a list of names with `requests`, `latency` and `throughput` as texts' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const list = asArray(document);
    const entries = list ?? [document];
    const summaryRun = entries.some(isSummaryEntry) ? out.run({ tool: 'autocannon' }) : null;
    entries.forEach((entry, index) => {
      const path = list === null ? [] : [index];
      if (isAutocannonResult(entry))
        readAutocannonResult(entry, path, out, list === null ? '' : String(index + 1));
      else if (summaryRun !== null && isSummaryEntry(entry)) readSummaryEntry(entry, path, summaryRun);
      else out.problemAt(path, 'warning', 'This entry is no result of autocannon and was not read.');
    });
    if (entries.length === 0) out.problem(problem('error', 'The list of results is empty.'));
    return yield* out.finish(() => file.text());
  },
};
