import type { FileResult } from '../model/run.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { problem } from '../model/problem.ts';
import { readJsonLines } from '../text/jsonl.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isTestLine } from './generic-config.ts';
import { findRecords } from './generic-records.ts';
import { readRecordSets } from './generic-sets.ts';
import { LinePlaces } from './line-places.ts';

/** JSON Lines of no known tool: each line is a record. */
export const genericJsonl: Format = {
  id: 'generic-jsonl',
  title: 'JSON Lines with metrics',
  proof: 'A real file of the reference corpus that a script wrote.',
  about:
    'Any JSON Lines file whose records hold numbers with a known metric name or an explicit unit; read like generic JSON, one record per line.',
  recognise(head: FileHead): Recognition | null {
    if (head.firstLine === undefined || isTestLine(head.firstLine)) return null;
    return runToEnd(findRecords([head.firstLine])).sets.length > 0
      ? { score: 0.28, reason: 'lines of JSON with metrics that the name or a unit tells' }
      : null;
  },
  *read(file: FileInput): Steps<FileResult> {
    const text = file.text();
    const { lines, skipped, problems } = yield* readJsonLines(text);
    const out = new ResultBuilder(new LinePlaces(lines));
    for (const found of problems) out.problem(found);
    if (skipped.length > 0) {
      const sentence = `${skipped.length} lines of this file are no JSON and were passed over.`;
      out.problem(problem('info', sentence, skipped[0]?.line ?? null));
    }
    const found = yield* findRecords(lines.map((line) => line.value));
    yield* readRecordSets(found, file.mappings, out);
    return yield* out.finish(() => text);
  },
};
