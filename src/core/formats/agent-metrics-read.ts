import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import type { AgentBlock } from './agent-metrics-blocks.ts';
import { agentName } from './agent-metrics-names.ts';
import type { ResultBuilder } from './build.ts';
import { arrayAt, asObject, numberAt, objectAt, stringAt } from './json-guards.ts';
import { asReported } from './report-fields.ts';
import type { JsonPath } from './places.ts';
import type { ReportedInFile } from './reported.ts';

/** A number with the path it stands at. */
interface Found {
  readonly value: number;
  readonly path: JsonPath;
}

/** Everything that an agent says of one measure. */
interface Gathered {
  readonly spec: MeasureSpec;
  /** By statistic: mean, stddev, sum, p95…; `bare` where the aggregate names none. */
  readonly aggregate: Map<string, Found>;
  readonly samples: { readonly at: Found; readonly run: number }[];
}

const ORDER = ['mean', 'bare', 'median', 'sum', 'p95', 'max'];

/** Reads one agent into its benchmark. True where it lists single runs. */
export function readAgent(agent: AgentBlock, benchmark: BenchmarkBuilder, out: ResultBuilder): boolean {
  const gathered = gather(agent);
  const runs = arrayAt(agent.metrics, 'individual_runs') ?? [];
  const failures = runs.map((run) => stringAt(run, 'error'));
  const why = notMeasured(gathered);
  if (why !== null) {
    const at = gathered.get('tokens_per_second')?.aggregate.get('mean')?.path ?? agent.path;
    out.problemAt(at, 'warning', `The throughput of ${agent.name} ${why}`);
  }
  warnOfTtft(gathered, out);
  const requests = numberAt(objectAt(agent.metrics, 'aggregate_metrics'), 'total_requests');
  const count = requests ?? (runs.length > 0 ? runs.length : numberAt(agent.metrics, 'runs'));
  for (const [label, measure] of gathered) {
    const missing = why !== null && isZero(measure);
    const spec = missing ? { ...measure.spec, notCountedBecause: `It ${why}` } : measure.spec;
    write(label, { ...measure, spec }, { benchmark, count, failures, out });
  }
  return runs.length > 0;
}

function gather({ metrics, path }: AgentBlock): Map<string, Gathered> {
  const gathered = new Map<string, Gathered>();
  const entry = (label: string, spec: MeasureSpec): Gathered => {
    const known = gathered.get(label) ?? { spec, aggregate: new Map<string, Found>(), samples: [] };
    gathered.set(label, known);
    return known;
  };
  const aggregate = objectAt(metrics, 'aggregate_metrics');
  for (const key of Object.keys(aggregate ?? {})) {
    const value = numberAt(aggregate, key);
    const name = agentName(key);
    if (value === null || name === null) continue;
    const at = { value, path: [...path, 'aggregate_metrics', key] };
    entry(name.label, name.spec).aggregate.set(name.statistic ?? 'bare', at);
  }
  const runs = arrayAt(metrics, 'individual_runs') ?? [];
  runs.forEach((run, index) => {
    for (const key of Object.keys(asObject(run) ?? {})) {
      const value = numberAt(run, key);
      const name = agentName(key);
      if (value === null || name === null) continue;
      const at = { value, path: [...path, 'individual_runs', index, key] };
      entry(name.label, name.spec).samples.push({ at, run: index });
    }
  });
  return gathered;
}

/** Why zeros are no measurements: no token and no rate beside a real duration. Null where there is one. */
function notMeasured(gathered: ReadonlyMap<string, Gathered>): string | null {
  const rate = gathered.get('tokens_per_second');
  const tokens = gathered.get('tokens_generated');
  if (rate === undefined || !isZero(rate) || (tokens !== undefined && !isZero(tokens))) return null;
  for (const label of ['ttft_ms', 'total_duration_ms']) {
    const time = gathered.get(label)?.aggregate.get(label === 'ttft_ms' ? 'mean' : 'bare');
    if (time === undefined || time.value <= 0) continue;
    const name = label === 'ttft_ms' ? 'time to first token' : 'duration';
    return `is 0 beside a ${name} of ${shown(time.value)} ms: it was not measured.`;
  }
  return null;
}

function isZero({ aggregate, samples }: Gathered): boolean {
  const numbers = [...[...aggregate.values()], ...samples.map(({ at }) => at)];
  return numbers.every(({ value }) => value === 0);
}

/** A TTFT that equals the whole duration while tokens were made is the duration under another name. */
function warnOfTtft(gathered: ReadonlyMap<string, Gathered>, out: ResultBuilder): void {
  const ttft = gathered.get('ttft_ms')?.aggregate.get('mean');
  const total = gathered.get('total_duration_ms')?.aggregate.get('bare');
  const tokens = gathered.get('tokens_generated')?.aggregate.get('sum')?.value ?? 0;
  if (ttft === undefined || ttft.value !== total?.value || tokens < 2) return;
  const message = `The TTFT equals the total duration (${shown(ttft.value)} ms), so it is not the time to the first token.`;
  out.problemAt(ttft.path, 'warning', message);
}

interface Target {
  readonly benchmark: BenchmarkBuilder;
  /** Requests or runs behind the aggregate; null where unknown. */
  readonly count: number | null;
  /** Error text of each run; null where it has none. */
  readonly failures: readonly (string | null)[];
  readonly out: ResultBuilder;
}

function write(label: string, measure: Gathered, target: Target): void {
  const { aggregate, samples, spec } = measure;
  const headline = ORDER.map((statistic) => aggregate.get(statistic)).find((found) => found !== undefined);
  if (samples.length === 0 && aggregate.size === 1 && aggregate.has('bare') && headline !== undefined) {
    target.benchmark.measure(label, { ...spec, kind: 'value' }).value(headline.value, headline.path);
    return;
  }
  if (samples.length === 0 && aggregate.size === 1 && aggregate.has('sum') && headline !== undefined) {
    target.benchmark
      .measure(`total_${label}`, { ...spec, kind: 'value' })
      .value(headline.value, headline.path);
    return;
  }
  const builder = target.benchmark.measure(label, spec);
  if (headline !== undefined) builder.reported(reportedOf(aggregate, target.count), headline.path);
  for (const { at, run } of samples) {
    const zero = spec.metric === 'throughput' && at.value === 0 && spec.notCountedBecause === undefined;
    const error = target.failures[run] ?? (zero ? `${label} is 0: it was not measured` : null);
    const labels = { run: run + 1 };
    builder.sample(at.value, at.path, error === null ? { labels } : { labels, outcome: 'failed', error });
  }
  checkMean(label, measure, target);
}

/** A spread of one run is no spread, whatever number stands there. */
function reportedOf(aggregate: ReadonlyMap<string, Found>, count: number | null): ReportedInFile {
  let reported: ReportedInFile = count === null ? {} : { n: count };
  for (const [statistic, { value }] of aggregate) {
    if (statistic === 'stddev' && count !== null && count < 2) continue;
    if (statistic === 'sum') reported = { ...reported, statistics: { ...reported.statistics, sum: value } };
    else reported = { ...reported, ...asReported(statistic === 'bare' ? 'mean' : statistic, value) };
  }
  return reported;
}

function checkMean(label: string, { aggregate, samples, spec }: Gathered, { failures, out }: Target): void {
  const stated = aggregate.get('mean') ?? aggregate.get('bare');
  const values = samples.filter(({ run }) => (failures[run] ?? null) === null).map(({ at }) => at.value);
  if (stated === undefined || values.length === 0) return;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (Math.abs(mean - stated.value) <= 1e-6 * Math.max(Math.abs(mean), Math.abs(stated.value))) return;
  const unit = spec.unit ?? '';
  const listed = values.length === 1 ? 'the one run listed gives' : `the ${values.length} runs listed give`;
  const message = `The mean of ${label} is given as ${shown(stated.value)} ${unit}, but ${listed} ${shown(mean)} ${unit}.`;
  out.problemAt(stated.path, 'warning', message);
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}
