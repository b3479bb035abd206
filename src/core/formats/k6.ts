import { CHECK } from '../model/measure.ts';
import { problem } from '../model/problem.ts';
import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { PlaceRequests, locate } from '../text/json-place.ts';
import { ResultBuilder, type RunBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { asArray, asObject, booleanAt, numberAt, objectAt, stringAt, valueAt } from './json-guards.ts';
import { readK6Metric, valuesOf } from './k6-metric.ts';
import type { JsonPath } from './places.ts';

const BUILT_IN = [
  'iterations',
  'iteration_duration',
  'data_sent',
  'data_received',
  'vus',
  'vus_max',
  'checks',
  'http_reqs',
  'http_req_duration',
  'http_req_failed',
];

/** The summary of a k6 test: what `handleSummary` gets (`values` nested) and what `--summary-export` writes (flat). */
export const k6: Format = {
  id: 'k6',
  title: 'k6',
  proof: 'Real files of the reference corpus: `handleSummary` and `--summary-export`.',
  about:
    'The JSON summary of k6, from `handleSummary` or `--summary-export`: trends (request duration and its phases, iteration duration) with the statistics of k6, counters with their rates, rates, gauges, and the checks of the script. Thresholds become checks of the run. In `http_req_failed`, k6 counts failed requests as `passes`.',
  recognise(head: FileHead): Recognition | null {
    const metrics = objectAt(head.json, 'metrics');
    const known = BUILT_IN.filter((name) => objectAt(metrics, name) !== null);
    if (known.length < 2) return null;
    return {
      score: 0.95,
      reason: `a JSON whose \`metrics\` are those of k6 (${known.slice(0, 3).join(', ')})`,
    };
  },
  *read(file: FileInput): Steps<FileResult> {
    const out = new ResultBuilder();
    out.role = 'summary';
    const document = file.json().value;
    const metrics = objectAt(document, 'metrics') ?? {};
    const users = numberAt(valuesOf(metrics.vus_max), 'value');
    const run = out.run({ tool: 'k6', parameters: users === null ? {} : { vus_max: users } });
    for (const [name, metric] of Object.entries(metrics)) {
      if (asObject(metric) === null)
        out.problemAt(['metrics', name], 'warning', `Metric ${name} is no object.`);
      else readK6Metric({ name, metric, path: ['metrics', name] }, run, out);
    }
    readDuration(document, run);
    readChecks(valueAt(document, 'root_group'), ['root_group'], run);
    yield* readThresholds(file, metrics, run);
    if (run.isEmpty) out.problem(problem('error', 'None of the metrics in this file holds a number.'));
    return yield* out.finish(() => file.text());
  },
};

function readDuration(document: unknown, run: RunBuilder): void {
  const duration = numberAt(objectAt(document, 'state'), 'testRunDurationMs');
  if (duration === null) return;
  const spec = { metric: 'run-length', unit: 'ms', direction: 'none' } as const;
  run.benchmark('test').measure('testRunDurationMs', spec).value(duration, ['state', 'testRunDurationMs']);
}

/** The checks of a group and of the groups in it; both stand in a list or in a map by name. */
function readChecks(group: unknown, path: JsonPath, run: RunBuilder): void {
  for (const [key, check] of entriesOf(valueAt(group, 'checks'))) {
    const at = [...path, 'checks', key];
    const name = (stringAt(check, 'path') ?? stringAt(check, 'name') ?? String(key)).replace(/^::/, '');
    const benchmark = run.benchmark(`${CHECK}${name}`);
    const passes = numberAt(check, 'passes');
    const fails = numberAt(check, 'fails');
    if (passes !== null)
      benchmark
        .measure('passes', { metric: 'passed-checks', unit: 'count' })
        .value(passes, [...at, 'passes']);
    if (fails !== null)
      benchmark.measure('fails', { metric: 'failures', unit: 'count' }).value(fails, [...at, 'fails']);
  }
  for (const [key, inner] of entriesOf(valueAt(group, 'groups')))
    readChecks(inner, [...path, 'groups', key], run);
}

function entriesOf(value: unknown): (readonly [string | number, unknown])[] {
  const list = asArray(value);
  return list === null ? Object.entries(asObject(value) ?? {}) : list.map((entry, index) => [index, entry]);
}

/**
 * Thresholds with their lines. `handleSummary` gives `{ ok }`; `--summary-export` gives a bare flag that is true when the
 * threshold was crossed.
 */
function* readThresholds(
  file: FileInput,
  metrics: Readonly<Record<string, unknown>>,
  run: RunBuilder,
): Steps<void> {
  const requests = new PlaceRequests();
  const found: { readonly name: string; readonly passed: boolean; readonly ticket: number }[] = [];
  for (const [metric, value] of Object.entries(metrics)) {
    for (const [expression, state] of Object.entries(objectAt(value, 'thresholds') ?? {})) {
      const passed = typeof state === 'boolean' ? !state : booleanAt(state, 'ok');
      if (passed === null) continue;
      const ticket = requests.ask(['metrics', metric, 'thresholds', expression]);
      found.push({ name: `${metric}: ${expression}`, passed, ticket });
    }
  }
  if (found.length === 0) return;
  const places = yield* locate(file.text(), requests);
  for (const { name, passed, ticket } of found) run.check(name, passed, places.line(ticket) || null);
}
