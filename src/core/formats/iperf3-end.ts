import type { BenchmarkBuilder, MeasureSpec } from './build-measure.ts';
import { asObject, numberAt, objectAt, type JsonObject } from './json-guards.ts';

const NOT_SEEN = 'the other side did this; this side could not see it';

const TOTALS: Readonly<Record<string, MeasureSpec>> = {
  bits_per_second: { metric: 'bandwidth', unit: 'bit/s' },
  bytes: { metric: 'transferred', unit: 'B' },
  retransmits: { metric: 'retransmits', unit: 'count', direction: 'lower' },
  packets: { metric: 'packets', unit: 'packet' },
  jitter_ms: { metric: 'jitter', unit: 'ms', direction: 'lower' },
  lost_packets: { metric: 'lost-packets', unit: 'packet', direction: 'lower' },
  lost_percent: { metric: 'packet-loss', unit: '%', direction: 'lower' },
};

const CPU: Readonly<Record<string, string>> = {
  host_total: 'cpu-utilization',
  host_user: 'user-cpu-utilization',
  host_system: 'system-cpu-utilization',
  remote_total: 'cpu-utilization',
  remote_user: 'user-cpu-utilization',
  remote_system: 'system-cpu-utilization',
};

/** The totals over the whole test, of each side, and the CPU that the hosts spent. */
export function readEnd(end: JsonObject | null, benchmark: BenchmarkBuilder): void {
  for (const key of Object.keys(end ?? {})) {
    const sum = key.startsWith('sum') ? objectAt(end, key) : null;
    if (sum !== null && !isRepeated(key, end)) readTotal(key, sum, benchmark);
  }
  readCpu(objectAt(end, 'cpu_utilization_percent'), benchmark);
}

/** UDP: `sum` stands beside `sum_sent` and `sum_received`, and repeats what they say. */
function isRepeated(key: string, end: unknown): boolean {
  const reverse = key.endsWith('_bidir_reverse') ? '_bidir_reverse' : '';
  return key === `sum${reverse}` && objectAt(end, `sum_received${reverse}`) !== null;
}

/** A side that was not told what the other one did writes zeros for it. */
function readTotal(key: string, sum: JsonObject, benchmark: BenchmarkBuilder): void {
  const isUnseen = numberAt(sum, 'bytes') === 0 && numberAt(sum, 'bits_per_second') === 0;
  const isSender = key.startsWith('sum_sent');
  for (const [name, spec] of Object.entries(TOTALS)) {
    const value = numberAt(sum, name);
    // What was lost and how much it jittered only the receiver knows; the sender's fields hold zeros.
    if (value === null || (isSender && /^(?:jitter|lost)_/.test(name))) continue;
    const full = isUnseen ? { ...spec, notCountedBecause: NOT_SEEN } : spec;
    benchmark.measure(`${key}.${name}`, full).value(value, ['end', key, name]);
  }
}

function readCpu(block: JsonObject | null, benchmark: BenchmarkBuilder): void {
  const isRemoteKnown = ['remote_total', 'remote_user', 'remote_system'].some(
    (key) => numberAt(block, key) !== 0,
  );
  for (const [key, metric] of Object.entries(CPU)) {
    const value = numberAt(asObject(block), key);
    if (value === null) continue;
    const spec: MeasureSpec = { metric, unit: '%' };
    const isUnseen = key.startsWith('remote') && !isRemoteKnown;
    benchmark
      .measure(`cpu_utilization_percent.${key}`, isUnseen ? { ...spec, notCountedBecause: NOT_SEEN } : spec)
      .value(value, ['end', 'cpu_utilization_percent', key]);
  }
}
