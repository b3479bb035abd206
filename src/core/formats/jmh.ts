import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isJmhHeader, readJmhCsv } from './jmh-csv.ts';
import { readJmhJson } from './jmh-json.ts';
import { isJmhText, readJmhText } from './jmh-text.ts';
import { asArray, objectAt, stringAt } from './json-guards.ts';

/** Results of the Java Microbenchmark Harness. */
export const jmh: Format = {
  id: 'jmh',
  title: 'JMH (Java Microbenchmark Harness)',
  proof: 'Real files of the reference corpus: JSON, and CSV in two locales.',
  about:
    'JSON with `primaryMetric`, CSV with `Score Error (99.9%)`, and the text that JMH prints: throughput, average time, sampled time and single shots, with the metrics of its profilers. Raw data are samples by fork (independent processes); the error is the half-width of a 99.9 % interval; the histograms of sample mode give the number of observations and percentiles; warm-up iterations are no results.',
  recognise(head: FileHead): Recognition | null {
    const first = asArray(head.json)?.[0];
    if (objectAt(first, 'primaryMetric') !== null && stringAt(first, 'benchmark') !== null)
      return { score: 0.95, reason: 'a JSON array of `benchmark` with `primaryMetric`' };
    if (head.header !== null && isJmhHeader(head.header))
      return { score: 0.95, reason: 'a table with Benchmark, Mode, Samples, Score and Score Error' };
    const isText = head.fileType !== 'markdown' && head.fileType !== 'json' && head.fileType !== 'jsonl';
    return isText && isJmhText(head.text) ? { score: 0.95, reason: 'text that JMH prints' } : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const start = file.text().slice(0, 4096);
    if (/^\s*\[\s*[{\]]/.test(start)) yield* readJmhJson(file, out);
    else if (/^\s*"?Benchmark"?[,;]/.test(start)) yield* readJmhCsv(file, out);
    else yield* readJmhText(file, out);
    return yield* out.finish(() => file.text());
  },
};
