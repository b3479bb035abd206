import type { Direction } from '../model/measure.ts';

/** How values of a metric become one: their mean, Σ work / Σ time, or their sum. */
export type Aggregate = 'mean' | 'rate' | 'total';

/** id, title, short title, direction, canonical unit, aggregate. */
export type MetricRow = readonly [
  id: string,
  title: string,
  short: string,
  direction: Direction,
  unit: string | null,
  aggregate: Aggregate,
];

/**
 * The metric vocabulary in the order of reports: headline metrics first. Terms of language-model serving are those of the
 * vLLM, GenAI-Perf and MLPerf documentation; hardware terms those of nvidia-smi and Nsight Compute.
 */
export const METRIC_ROWS: readonly MetricRow[] = [
  // rates of work
  ['throughput', 'Throughput', 'Throughput', 'higher', 'tok/s', 'rate'],
  ['prompt-throughput', 'Prompt throughput', 'Prompt tok/s', 'higher', 'tok/s', 'rate'],
  ['total-throughput', 'Total token throughput', 'Total tok/s', 'higher', 'tok/s', 'rate'],
  ['throughput-per-user', 'Throughput per user', 'Per user', 'higher', 'tok/s/user', 'mean'],
  ['request-throughput', 'Request throughput', 'req/s', 'higher', 'req/s', 'rate'],
  ['goodput', 'Goodput', 'Goodput', 'higher', 'req/s', 'rate'],
  ['operation-throughput', 'Operation throughput', 'op/s', 'higher', 'op/s', 'rate'],
  ['transaction-throughput', 'Transaction throughput', 'trans/s', 'higher', 'trans/s', 'rate'],
  // before the rates that a program counts beside it
  ['time-per-op', 'Time per operation', 'Time/op', 'lower', 's/op', 'mean'],
  ['item-throughput', 'Item throughput', 'item/s', 'higher', 'item/s', 'rate'],
  ['compute-throughput', 'Compute throughput', 'FLOP/s', 'higher', 'FLOP/s', 'rate'],
  ['bandwidth', 'Bandwidth', 'Bandwidth', 'higher', 'B/s', 'rate'],
  ['iops', 'I/O operations per second', 'IOPS', 'higher', 'op/s', 'rate'],
  // times
  ['latency', 'Latency', 'Latency', 'lower', 's', 'mean'],
  ['ttft', 'Time to first token', 'TTFT', 'lower', 's', 'mean'],
  ['tpot', 'Time per output token', 'TPOT', 'lower', 's', 'mean'],
  ['itl', 'Inter-token latency', 'ITL', 'lower', 's', 'mean'],
  ['execution-time', 'Execution time', 'Execution', 'lower', 's', 'mean'],
  ['generation-time', 'Generation time', 'Generation', 'lower', 's', 'mean'],
  ['eval-time', 'Generation (eval) time', 'Eval', 'lower', 's', 'mean'],
  ['prompt-eval-time', 'Prompt evaluation time', 'Prompt eval', 'lower', 's', 'mean'],
  ['kernel-time', 'Kernel time', 'Kernel', 'lower', 's', 'mean'],
  // quality
  ['accuracy', 'Accuracy', 'Accuracy', 'higher', '1', 'mean'],
  ['exact-match', 'Exact match', 'Exact match', 'higher', '1', 'mean'],
  ['pass-rate', 'Pass rate', 'Pass rate', 'higher', '1', 'mean'],
  ['f1', 'F1 score', 'F1', 'higher', '1', 'mean'],
  ['loss', 'Loss', 'Loss', 'lower', '1', 'mean'],
  ['perplexity', 'Perplexity', 'PPL', 'lower', '1', 'mean'],
  // times of whole runs and of their parts
  ['total-time', 'Total time', 'Total', 'lower', 's', 'mean'],
  ['load-time', 'Load time', 'Load', 'lower', 's', 'mean'],
  ['compile-time', 'Compile time', 'Compile', 'lower', 's', 'mean'],
  ['startup-time', 'Startup time', 'Startup', 'lower', 's', 'mean'],
  ['queue-time', 'Queue time', 'Queue', 'lower', 's', 'mean'],
  ['call-time', 'Time per call', 'Time/call', 'lower', 's', 'mean'],
  ['cpu-time', 'CPU time', 'CPU time', 'lower', 's', 'mean'],
  ['user-time', 'User CPU time', 'User', 'lower', 's', 'mean'],
  ['system-time', 'System CPU time', 'System', 'lower', 's', 'mean'],
  // ratios
  ['speedup', 'Speedup', 'Speedup', 'higher', '1', 'mean'],
  ['efficiency', 'Efficiency', 'Efficiency', 'higher', null, 'mean'],
  ['energy-efficiency', 'Energy efficiency', 'tok/J', 'higher', 'tok/J', 'mean'],
  ['compression-ratio', 'Compression ratio', 'Compression', 'higher', '1', 'mean'],
  ['cache-hit-rate', 'Cache hit rate', 'Cache hits', 'higher', '%', 'mean'],
  ['acceptance-rate', 'Acceptance rate', 'Acceptance', 'higher', '1', 'mean'],
  // reliability
  ['success-rate', 'Success rate', 'Success', 'higher', '1', 'mean'],
  ['error-rate', 'Error rate', 'Error rate', 'lower', '1', 'mean'],
  ['failures', 'Failures', 'Failures', 'lower', 'count', 'total'],
  ['timeouts', 'Timeouts', 'Timeouts', 'lower', 'count', 'total'],
  // memory
  ['memory', 'Memory', 'Memory', 'lower', 'B', 'mean'],
  ['memory-peak', 'Peak memory', 'Peak memory', 'lower', 'B', 'mean'],
  ['memory-used', 'Memory used', 'Memory used', 'lower', 'B', 'mean'],
  ['memory-utilization', 'Memory utilization', 'Memory %', 'none', '%', 'mean'],
  ['gpu-memory', 'GPU memory', 'GPU memory', 'lower', 'B', 'mean'],
  ['gpu-memory-peak', 'Peak GPU memory', 'Peak GPU mem', 'lower', 'B', 'mean'],
  ['allocated-bytes', 'Allocated bytes', 'B/op', 'lower', 'B/op', 'mean'],
  ['allocations', 'Allocations', 'allocs/op', 'lower', 'alloc/op', 'mean'],
  ['gc-collections', 'Garbage collections', 'GCs', 'lower', 'count', 'mean'],
  // utilization
  ['gpu-utilization', 'GPU utilization', 'GPU %', 'none', '%', 'mean'],
  ['gpu-memory-utilization', 'GPU memory utilization', 'GPU mem %', 'none', '%', 'mean'],
  ['cpu-utilization', 'CPU utilization', 'CPU %', 'none', '%', 'mean'],
  ['disk-utilization', 'Disk utilization', 'Disk %', 'none', '%', 'mean'],
  ['utilization', 'Utilization', 'Utilization', 'none', '%', 'mean'],
  // power and heat
  ['power', 'Power', 'Power', 'lower', 'W', 'mean'],
  ['energy', 'Energy', 'Energy', 'lower', 'J', 'total'],
  ['temperature', 'Temperature', 'Temperature', 'lower', '°C', 'mean'],
  ['clock', 'Clock', 'Clock', 'none', 'Hz', 'mean'],
  ['memory-clock', 'Memory clock', 'Mem clock', 'none', 'Hz', 'mean'],
  ['fan-speed', 'Fan speed', 'Fan', 'none', '%', 'mean'],
  // amounts of work
  ['tokens-generated', 'Tokens generated', 'Tokens out', 'none', 'tok', 'total'],
  ['prompt-tokens', 'Prompt tokens', 'Tokens in', 'none', 'tok', 'total'],
  ['total-tokens', 'Total tokens', 'Tokens', 'none', 'tok', 'total'],
  ['requests', 'Requests', 'Requests', 'none', 'req', 'total'],
  ['response-length', 'Response length', 'Response', 'none', 'char', 'mean'],
  ['model-size', 'Model size', 'Model size', 'lower', 'B', 'mean'],
  ['size', 'Size', 'Size', 'none', 'B', 'mean'],
  ['transferred', 'Bytes transferred', 'Transferred', 'none', 'B', 'total'],
  ['count', 'Count', 'Count', 'none', 'count', 'total'],
  // hardware counters
  ['instructions', 'Instructions', 'Instructions', 'lower', 'inst', 'total'],
  ['cycles', 'Cycles', 'Cycles', 'lower', 'cycle', 'total'],
  ['ipc', 'Instructions per cycle', 'IPC', 'higher', 'inst/cycle', 'mean'],
  ['cache-misses', 'Cache misses', 'Cache misses', 'lower', 'count', 'total'],
  ['branch-misses', 'Branch misses', 'Branch misses', 'lower', 'count', 'total'],
  ['page-faults', 'Page faults', 'Page faults', 'lower', 'count', 'total'],
  ['context-switches', 'Context switches', 'Ctx switches', 'lower', 'count', 'total'],
  ['occupancy', 'Occupancy', 'Occupancy', 'none', '%', 'mean'],
  ['registers', 'Registers per thread', 'Registers', 'none', 'register/thread', 'mean'],
  ['shared-memory', 'Shared memory', 'Shared mem', 'none', 'B/block', 'mean'],
];
