import type { Bag, Scalar } from '../model/measure.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { objectAt, stringAt, valueAt } from './json-guards.ts';
import { firstRecord, jsonRecords } from './json-records.ts';
import { hasKey, isServingRecord, readServingRecord } from './serving-record.ts';
import { SETTING_NAMES } from './serving-keys.ts';

/** Settings of the server that change what is measured. */
const SERVER_SETTINGS = [
  'model_path',
  'dtype',
  'quantization',
  'kv_cache_dtype',
  'tp_size',
  'pp_size',
  'dp_size',
  'ep_size',
  'attention_backend',
  'sampling_backend',
  'chunked_prefill_size',
  'mem_fraction_static',
  'max_running_requests',
  'schedule_policy',
  'speculative_algorithm',
  'disable_radix_cache',
  'disable_cuda_graph',
  'enable_torch_compile',
  'disaggregation_mode',
];

/** What SGLang's `bench_serving` appends to its output file. */
export const sglang: Format = {
  id: 'sglang',
  title: 'SGLang bench_serving',
  proof: 'Real files of the reference corpus: JSON Lines.',
  about:
    'JSON Lines with `request_throughput`, `mean_ttft_ms` and `mean_e2e_latency_ms`, and `server_info` in newer versions. Gives TTFT, TPOT, ITL and end-to-end latency as the tool summed them up (per request with `--output-details`), token and request throughput and mean concurrency, with `request_rate` ("inf" where requests are sent at once) and `max_concurrency` as parameters.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const record = firstRecord(head);
  if (isOurs(record))
    return { score: 0.95, reason: 'serving results with `mean_e2e_latency_ms` or `server_info`' };
  // A line with its server's settings and its requests may be longer than the head.
  const cut =
    !head.whole && /^\s*\{"(?:tag|backend)":/.test(head.text) && /"server_info":\s*\{/.test(head.text);
  return cut
    ? { score: 0.85, reason: 'JSON Lines that start with `tag`, `backend` and `server_info`' }
    : null;
}

function isOurs(record: unknown): boolean {
  const isFamily = isServingRecord(record);
  return isFamily && (hasKey(record, 'mean_e2e_latency_ms') || objectAt(record, 'server_info') !== null);
}

function* read(file: FileInput): Steps<FileResult> {
  const { records, places, problems } = yield* jsonRecords(file);
  const out = new ResultBuilder(places);
  // The rate is infinite by definition where requests are sent at once; it is kept as "inf".
  for (const found of problems) if (found.pointer !== '/request_rate') out.problem(found);
  records.forEach(({ value, path }, index) => {
    if (!isServingRecord(value)) {
      out.problemAt(path, 'warning', 'This line is no result of bench_serving.');
      return;
    }
    const server = objectAt(value, 'server_info');
    const tag = stringAt(value, 'tag');
    const facts = {
      name: records.length === 1 ? '' : (tag ?? `line ${index + 1}`),
      tool: 'sglang',
      toolVersion: stringAt(server, 'version'),
      parameters: settingsOf(server),
    };
    readServingRecord({ value, path, load: rateOf(value) }, facts, out);
  });
  return yield* out.finish(() => file.text());
}

/** A bare Infinity is no JSON and reads as null: the tool never writes null there. */
function rateOf(value: unknown): Bag {
  return valueAt(value, 'request_rate') === null ? { request_rate: 'inf' } : {};
}

function settingsOf(server: unknown): Bag {
  const settings: Record<string, Scalar> = {};
  for (const key of SERVER_SETTINGS) {
    const value = valueAt(server, key);
    if (typeof value === 'number' || typeof value === 'boolean') settings[key] = value;
    else if (typeof value === 'string' && value !== '' && value !== 'null')
      settings[SETTING_NAMES[key] ?? key] = value;
  }
  return settings;
}
