import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import { addCriterionText, hasCriterionText } from './criterion-text.ts';
import { addDivanText, hasDivanText } from './divan-text.ts';
import type { FileHead, FileInput } from './format.ts';
import { addLibtestText, hasLibtestText } from './libtest-text.ts';
import { OccurrenceRuns } from './occurrence-runs.ts';
import { textLines } from './text-scan.ts';

/** False for documents and data: the text of a terminal is neither. */
export function isTerminalText(head: FileHead): boolean {
  return !['markdown', 'json', 'jsonl', 'xml'].includes(head.fileType);
}

/** Reads what `cargo bench` printed: it may run Rust's own harness, Criterion.rs and divan in one go. */
export function* readRustText(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  out.role = 'summary';
  const lines = yield* textLines(file.text());
  const has = [hasLibtestText, hasCriterionText, hasDivanText].map((test) => test(file.text()));
  const several = has.filter(Boolean).length > 1;
  const runsOf = (tool: string): OccurrenceRuns =>
    new OccurrenceRuns(out, { name: several ? tool : '', tool });
  if (has[0] === true) addLibtestText(lines, runsOf('cargo bench'), out);
  yield;
  if (has[1] === true) addCriterionText(lines, runsOf('Criterion.rs'));
  yield;
  if (has[2] === true) addDivanText(lines, runsOf('divan'), out);
  return yield* out.finish(() => file.text());
}
