import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import { hasCatchTable, readCatchConsole } from './catch2-console.ts';
import { addCatchResult } from './catch2-results.ts';
import { hasCatchXml, readCatchXml } from './catch2-xml.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { OccurrenceRuns } from './occurrence-runs.ts';
import { textLines } from './text-scan.ts';

/** Benchmarks in tests that use the Catch2 library. */
export const catch2: Format = {
  id: 'catch2',
  title: 'Catch2',
  proof: 'Made by running Catch2 2.13.10 here; real console texts of the reference corpus.',
  about:
    'The console and XML reporters of Catch2 with benchmarks: mean and standard deviation with their intervals, number of samples and iterations; failed benchmarks with their reason. Test case and sections are part of the name.',
  recognise(head: FileHead): Recognition | null {
    if (hasCatchXml(head.text)) return { score: 0.95, reason: 'XML of Catch2 with `BenchmarkResults`' };
    if (['markdown', 'json', 'jsonl'].includes(head.fileType) || !hasCatchTable(head.text)) return null;
    return { score: 0.95, reason: 'tables of Catch2 (benchmark name, samples, iterations)' };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const text = file.text();
    const lines = yield* textLines(text);
    const results = hasCatchXml(text) ? readCatchXml(lines) : readCatchConsole(lines);
    const toolVersion = /(?:\bis a Catch2? v|catch2-version=")([\d.]+)/.exec(text)?.[1] ?? null;
    const runs = new OccurrenceRuns(out, { tool: 'Catch2', toolVersion });
    for (const result of results) addCatchResult(result, runs.next(result.path.join('\n')));
    if (results.length === 0) out.problem(problem('warning', 'The tables hold no complete result.'));
    return yield* out.finish(() => text);
  },
};
