import type { FileResult } from '../model/run.ts';
import { runToEnd, type Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { isOtherJson } from './generic-config.ts';
import { findRecords } from './generic-records.ts';
import { readRecordSets } from './generic-sets.ts';

/** JSON of no known tool: arrays of records, records under their names, or one record. */
export const genericJson: Format = {
  id: 'generic-json',
  title: 'JSON with metrics',
  proof: 'Real files of the reference corpus that people’s scripts wrote.',
  about:
    'Any JSON whose records hold numbers with a known metric name or an explicit unit (`latency_ms`, `tokens_per_second`, `{ "value": 3, "unit": "ms" }`). Other keys are parameters, labels, outcomes or times by name and content; blocks of statistics stay summaries. Settings, lock files and test output are not read.',
  recognise(head: FileHead): Recognition | null {
    if (head.fileType !== 'json' || head.json === undefined || isOtherJson(head)) return null;
    const { sets } = runToEnd(findRecords(head.json));
    const records = sets.reduce((sum, set) => sum + set.records.length, 0);
    if (records === 0) return null;
    const noun = records === 1 ? 'a record' : 'records';
    return {
      score: records === 1 ? 0.2 : 0.28,
      reason: `${noun} with metrics that the name or a unit tells`,
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    const found = yield* findRecords(file.json().value);
    yield* readRecordSets(found, file.mappings, out);
    return yield* out.finish(() => file.text());
  },
};
