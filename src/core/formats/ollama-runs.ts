import type { FileResult } from '../model/run.ts';
import type { Scalar } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import { labelRole } from '../normalise/labels.ts';
import { parseStamp } from '../normalise/timestamps.ts';
import { parseStrict } from '../text/json.ts';
import type { Table } from '../text/table.ts';
import { ResultBuilder, type RunFacts } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asArray, asObject, numberAt, valueAt } from './json-guards.ts';
import { ollamaUses, typicalNames } from './ollama-names.ts';
import type { JsonPath } from './places.ts';
import { requestColumns } from './request-columns.ts';
import { readRequests } from './request-read.ts';
import { bagOf, jsonRows, tableRows, type RequestRows } from './request-rows.ts';

const HEADLINE = ['ttft_s', 'tokens_s'];

/** Requests to Ollama, one record each, as benchmark scripts write them: runs over prompts and parameter sweeps. */
export const ollamaRuns: Format = {
  id: 'ollama-runs',
  title: 'Ollama runs and parameter sweeps',
  proof: 'Real files of the reference corpus: tables and JSON.',
  about:
    'CSV with a row per request and columns such as `ttft_s`, `tokens_s`, `load_s`, `prompt_eval_s`, `eval_s`, `eval_count`, or JSON with such records under `results`. ' +
    'Gives TTFT, throughput, load, prompt evaluation and evaluation time, and token counts per request; settings (`num_ctx`, `num_gpu`, `temperature`, `options`) are parameters; a record with an `error` is failed.',
  siblings: ['{stem}.json'],
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  if (head.header !== null) {
    return typicalNames(head.header) < 2
      ? null
      : { score: 0.85, reason: 'a table of Ollama requests (`ttft_s`, `tokens_s`, `load_s`, …)' };
  }
  const found = recordsOf(head.json);
  const names = Object.keys(asObject(found?.records[0]) ?? {});
  if (typicalNames(names) < 2) return null;
  return { score: 0.85, reason: 'a JSON with Ollama requests (`ttft_s`, `tokens_s`, `load_s`, …)' };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  if (file.fileType === 'json') yield* readDocument(file, out);
  else yield* readTable(file, yield* file.table(), out);
  return yield* out.finish(() => file.text());
}

function* readTable(file: FileInput, table: Table, out: ResultBuilder): Steps<void> {
  for (const problem of table.problems) out.problem(problem);
  const rows = tableRows(table);
  yield* readRows(rows, twinFacts(file, rows), out);
}

function* readDocument(file: FileInput, out: ResultBuilder): Steps<void> {
  const { value } = file.json();
  const found = recordsOf(value);
  if (found === null) return;
  yield* readRows(jsonRows(found.records, found.path, HEADLINE), factsOf(value), out);
}

function* readRows(rows: RequestRows, facts: RunFacts, out: ResultBuilder): Steps<void> {
  const columns = yield* requestColumns(rows, ollamaUses());
  yield* readRequests(rows, columns, { out, benchmark: 'generate', facts: { ...facts, tool: 'ollama' } });
}

/** A table often leaves out the model that its JSON twin names. */
function twinFacts(file: FileInput, rows: RequestRows): RunFacts {
  if (rows.columns.some((name) => name.trim().toLowerCase() === 'model')) return {};
  const text = file.sibling(file.name.replace(/\.[^.]*$/, '.json'));
  const twin = text === null ? undefined : parseStrict(text);
  const found = recordsOf(twin);
  if (found === null || !sameRequests(rows, found.records)) return {};
  return factsOf(twin);
}

interface Records {
  readonly records: readonly unknown[];
  readonly path: JsonPath;
}

/** The records of a document: the document itself, or its list under one of the usual keys. */
function recordsOf(value: unknown): Records | null {
  const own = asArray(value);
  if (own !== null) return { records: own, path: [] };
  for (const key of ['results', 'runs', 'records']) {
    const records = asArray(valueAt(value, key));
    if (records !== null) return { records, path: [key] };
  }
  return null;
}

/** Every rate and TTFT of the table stands in the records too: then both tell of one run. */
function sameRequests(rows: RequestRows, records: readonly unknown[]): boolean {
  if (rows.rowCount === 0 || rows.rowCount !== records.length) return false;
  const compared = HEADLINE.map((key) => ({ key, column: rows.columns.indexOf(key) }));
  if (compared.some(({ column }) => column < 0)) return false;
  return records.every((record, row) =>
    compared.every(({ key, column }) => Object.is(numberAt(record, key) ?? NaN, rows.number(row, column))),
  );
}

/** What the document says above its records: the model, the options, when it was written. */
function factsOf(value: unknown): RunFacts {
  const parameters: Record<string, Scalar> = { ...bagOf(valueAt(value, 'options')) };
  let startedAt = null;
  for (const [key, entry] of Object.entries(bagOf(value) ?? {})) {
    const role = labelRole(key);
    if (role === 'time' && typeof entry !== 'boolean') startedAt ??= parseStamp(entry);
    else if (role === 'parameter' || key === 'model') parameters[key] = entry;
  }
  return startedAt === null ? { parameters } : { parameters, startedAt };
}
