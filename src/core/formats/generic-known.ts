import type { ReadMapping } from './mapping.ts';

/** Columns that one tool writes, and what its documentation says of those that do not say it themselves. */
interface KnownTable {
  /** All of these headers must be there. */
  readonly headers: readonly string[];
  readonly columns: readonly ReadMapping[];
}

const TABLES: readonly KnownTable[] = [
  // Results of vLLM's benchmark_serving, one per row: durations in seconds, rates per second.
  {
    headers: ['request_throughput', 'output_throughput', 'mean_ttft_ms', 'mean_tpot_ms', 'mean_itl_ms'],
    columns: [
      { column: 'duration', metric: 'total-time', unit: 's' },
      { column: 'completed', metric: 'requests', unit: 'req' },
      { column: 'request_throughput', metric: 'request-throughput', unit: 'req/s' },
      { column: 'request_goodput', metric: 'goodput', unit: 'req/s' },
      { column: 'output_throughput', metric: 'throughput', unit: 'tok/s' },
      { column: 'total_token_throughput', metric: 'total-throughput', unit: 'tok/s' },
      { column: 'qps', role: 'parameter' },
    ],
  },
  // The raw table of ripgrep's benchsuite: wall-clock seconds of one run per row.
  {
    headers: ['benchmark', 'warmup_iter', 'iter', 'name', 'command', 'duration', 'lines'],
    columns: [
      { column: 'duration', metric: 'execution-time', unit: 's' },
      { column: 'lines', role: 'label' },
      { column: 'warmup_iter', role: 'parameter' },
      { column: 'iter', role: 'parameter' },
    ],
  },
];

/** What is known of the columns of a tool's table; empty for other tables. */
export function knownColumns(header: readonly string[]): readonly ReadMapping[] {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  return TABLES.find((table) => table.headers.every((name) => names.has(name)))?.columns ?? [];
}
