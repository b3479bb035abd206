import { problem } from '../model/problem.ts';
import type { FileResult, Stamp } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { ResultBuilder } from './build.ts';
import { readDisks, readJobs } from './fio-job.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { arrayAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { scalarsOf } from './build.ts';

/** What `fio --output-format=json` and `json+` write. */
export const fio: Format = {
  id: 'fio',
  title: 'fio',
  proof: 'Made by running fio 3.33 here; real files of the reference corpus.',
  about:
    'The JSON of fio: per job and direction (read, write, trim) bandwidth, IOPS, bytes, and submission, completion and total latency with the percentiles of fio itself. Job options are parameters; a job with an error counts nowhere.',
  recognise(head: FileHead): Recognition | null {
    const version = stringAt(head.json, 'fio version');
    if (version === null || arrayAt(head.json, 'jobs') === null) return null;
    return { score: 0.97, reason: 'a JSON with `fio version` and `jobs`' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const ended = numberAt(document, 'timestamp_ms') ?? secondsToMillis(numberAt(document, 'timestamp'));
    const run = out.run({
      tool: 'fio',
      toolVersion: stringAt(document, 'fio version')?.replace(/^fio-/, '') ?? null,
      startedAt: startOf(document, ended),
      endedAt: ended === null ? null : parseStamp(ended),
      parameters: scalarsOf(objectAt(document, 'global options')),
    });
    if (arrayAt(document, 'jobs') === null) out.problem(problem('error', 'The file has no list of `jobs`.'));
    readJobs(arrayAt(document, 'jobs') ?? [], run, out);
    readDisks(arrayAt(document, 'disk_util') ?? [], run);
    return yield* out.finish(() => file.text());
  },
};

function secondsToMillis(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

/** fio stamps its output when the jobs have ended; newer versions say when each began, older ones how long they ran. */
function startOf(document: unknown, ended: number | null): Stamp | null {
  const jobs = arrayAt(document, 'jobs') ?? [];
  const starts = jobs.map((job) => valueAt(job, 'job_start')).filter((start) => typeof start === 'number');
  if (starts.length > 0) return parseStamp(Math.min(...starts));
  const elapsed = jobs.map((job) => numberAt(job, 'elapsed')).filter((seconds) => seconds !== null);
  return ended === null || elapsed.length === 0 ? null : parseStamp(ended - Math.max(...elapsed) * 1000);
}
