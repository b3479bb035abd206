/** How a phrase names its metric. */
export interface PhraseRule {
  /** Counts only where the label's unit is this one. */
  readonly needs?: string;
  /** The unit that the phrase itself defines, where the label names none: its spelling. */
  readonly gives?: string;
  /** Counts only where no other word of the label could mean something else ("dense_inv_time" is not latency). */
  readonly weak?: true;
}

/** metric, phrases separated by `|`, rule. */
type PhraseRow = readonly [metric: string, phrases: string, rule?: PhraseRule];

const WEAK: PhraseRule = { weak: true };
const WEAK_TIME: PhraseRule = { weak: true, needs: 's' };
const WEAK_SHARE: PhraseRule = { weak: true, needs: '%' };

/**
 * What labels call the metrics. Words are compared in singular, without statistics and without the unit; of several phrases
 * in a label the longest counts. Units that a phrase gives are those of the tools that coined it: vLLM's and SGLang's
 * serving benchmarks (output throughput), nvidia-smi (power.draw, utilization.gpu, clocks), Ollama (eval count).
 */
export const PHRASE_ROWS: readonly PhraseRow[] = [
  [
    'throughput',
    'throughput|generation throughput|generation speed|decode throughput|decode speed|generation rate',
  ],
  [
    'throughput',
    'output throughput|output token throughput|token throughput|eval rate|predicted per second',
    { gives: 'tok/s' },
  ],
  ['throughput', 'decode|output|generation|generated|eval|predicted|tg', { needs: 'tok/s' }],
  ['prompt-throughput', 'prompt throughput|prefill throughput|prompt processing speed|prefill speed'],
  [
    'prompt-throughput',
    'input throughput|input token throughput|prompt eval rate|prompt per second',
    { gives: 'tok/s' },
  ],
  ['prompt-throughput', 'prompt|prompt token|prompt eval|prefill|input|input token|pp', { needs: 'tok/s' }],
  ['total-throughput', 'total token throughput', { gives: 'tok/s' }],
  ['total-throughput', 'total|total token|total throughput', { needs: 'tok/s' }],
  ['throughput-per-user', 'throughput per user|output token throughput per user|token per second per user'],
  ['request-throughput', 'request throughput|request per second|achieved rate|rps|qps', { gives: 'req/s' }],
  ['goodput', 'goodput|request goodput'],
  ['operation-throughput', 'operation rate|operation throughput|op rate', { gives: 'op/s' }],
  ['operation-throughput', 'ops', { gives: 'op/s', weak: true }],
  ['transaction-throughput', 'transaction rate|transaction throughput', { gives: 'trans/s' }],
  ['iops', 'iops|read iops|write iops|total iops', { gives: 'op/s' }],
  ['bandwidth', 'bandwidth|bw|transfer rate|memory bandwidth'],
  ['bandwidth', 'throughput', { needs: 'B/s' }],

  [
    'latency',
    'request latency|end to end latency|e2e latency|response time|request duration|inference time|inference latency',
  ],
  [
    'latency',
    'real time|round trip time|rtt|step time|iteration time|request time|response latency|http req duration|forward time',
  ],
  ['latency', 'latency|time|duration|response', WEAK],
  [
    'ttft',
    'ttft|time to first token|time to first output token|first token latency|first token time|first time to token',
  ],
  [
    'tpot',
    'tpot|time per output token|time per token|token latency|per token latency|latency per token|per output token latency',
  ],
  ['tpot', 'normalized time per output token|predicted per token', { needs: 's' }],
  ['tpot', 'per token', WEAK_TIME],
  ['itl', 'itl|inter token latency|intertoken latency|inter token time|inter token'],
  ['time-per-op', 'time per op|time per operation|time per call|cost per op'],
  [
    'execution-time',
    'execution time|exec time|run time|runtime|wall time|walltime|wall clock|wall clock time|elapsed time|elapsed',
  ],
  ['execution-time', 'wall|execution|process time', WEAK_TIME],
  ['generation-time', 'generation time|generation duration|generate time|gen time|time to generate'],
  ['eval-time', 'eval time|eval duration|decode time|decode duration|decode latency|predicted time'],
  ['eval-time', 'eval|decode|predicted', WEAK_TIME],
  [
    'prompt-eval-time',
    'prompt eval|prompt eval time|prompt eval duration|prompt evaluation time|prompt processing time|prompt time',
  ],
  ['prompt-eval-time', 'prefill time|prefill duration|prefill latency'],
  ['prompt-eval-time', 'prompt|prefill', WEAK_TIME],
  [
    'load-time',
    'load time|load duration|loading time|model load time|model load|cold start time|load latency',
  ],
  ['load-time', 'load|cold start|loading', WEAK_TIME],
  ['compile-time', 'compile time|compilation time|compile duration|jit time|build time'],
  ['compile-time', 'compile|compilation', WEAK_TIME],
  ['startup-time', 'startup time|start up time|boot time|time to ready|startup latency'],
  ['startup-time', 'startup|boot', WEAK_TIME],
  [
    'queue-time',
    'queue time|queued time|queueing time|queue wait|queue latency|waiting time|wait time|time in queue',
  ],
  ['queue-time', 'queue|queued', WEAK_TIME],
  [
    'total-time',
    'total time|total duration|total elapsed|total elapsed time|total latency|total evaluation time',
  ],
  ['total-time', 'total', WEAK_TIME],
  ['kernel-time', 'gpu time duration|kernel time|kernel duration|gpu time|cuda time'],
  ['kernel-time', 'kernel|gpu|cuda', WEAK_TIME],
  ['cpu-time', 'cpu time|process cpu time|processor time'],
  ['cpu-time', 'cpu', WEAK_TIME],
  ['user-time', 'user time|cpu user time|user cpu time'],
  ['user-time', 'user', WEAK_TIME],
  ['system-time', 'system time|sys time|cpu system time|system cpu time'],
  ['system-time', 'system|sys', WEAK_TIME],

  ['accuracy', 'accuracy|acc norm|accuracy score|top 1 accuracy', { gives: '1' }],
  ['accuracy', 'acc', { gives: '1', weak: true }],
  ['exact-match', 'exact match|qem|quasi exact match', { gives: '1' }],
  ['pass-rate', 'pass rate', { gives: '1' }],
  ['f1', 'f1|f1 score', { gives: '1' }],
  ['loss', 'loss|eval loss|train loss|val loss|validation loss|test loss', { gives: '1' }],
  ['perplexity', 'perplexity|ppl|word perplexity', { gives: '1' }],
  ['speedup', 'speedup|speed up', { gives: '1' }],
  ['efficiency', 'efficiency', WEAK],
  ['efficiency', 'parallel efficiency|scaling efficiency'],
  ['energy-efficiency', 'energy efficiency|performance per watt'],
  ['compression-ratio', 'compression ratio|compression', { gives: '1', weak: true }],
  ['cache-hit-rate', 'cache hit rate|cache hit ratio|hit rate'],
  ['acceptance-rate', 'acceptance rate|draft acceptance rate'],
  ['success-rate', 'success rate'],
  ['error-rate', 'error rate|failure rate|fail rate|packet loss|lost percent'],
  [
    'failures',
    'failed request|failed test|errored request|error count|failure count|number errors|number failure|total errors|total failure',
  ],
  ['failures', 'errors|failure|fail|failed|errored', { weak: true, gives: 'count' }],
  ['error-rate', 'error|errors|failure|fail|failed|errored', WEAK_SHARE],
  ['timeouts', 'timeout', { weak: true, gives: 'count' }],

  [
    'memory-peak',
    'peak memory|memory peak|peak rss|peak ram|peak memory usage|peakmem|maxrss|peak memory used',
  ],
  ['memory-used', 'memory used|used memory|memory usage|ram used|ram usage'],
  ['memory-utilization', 'memory|ram|memory used|memory usage|ram usage', WEAK_SHARE],
  ['memory-utilization', 'memory utilization|ram utilization'],
  ['memory', 'rss|memory footprint|resident set size'],
  ['memory', 'memory|ram|heap', WEAK],
  ['gpu-memory-peak', 'peak gpu memory|peak vram|peak memory allocated|gpu memory peak|gpu peak memory'],
  [
    'gpu-memory',
    'gpu memory|vram|gpu memory used|gpu memory usage|vram used|vram usage|memory gpu|device memory|cuda memory',
  ],
  ['gpu-memory-utilization', 'gpu memory utilization|memory utilization gpu|vram utilization'],
  ['gpu-memory-utilization', 'gpu memory|vram|gpu memory used|gpu memory usage', WEAK_SHARE],
  ['gpu-memory-utilization', 'utilization memory', { gives: '%' }],
  [
    'allocated-bytes',
    'allocated byte|byte allocated|byte allocated per operation|allocated memory|allocated',
  ],
  ['allocations', 'allocation', WEAK],
  ['gc-collections', 'gc collection|gc count', { gives: 'count' }],
  ['gpu-utilization', 'gpu utilization|gpu usage|gpu load|gpu busy|sm utilization'],
  ['gpu-utilization', 'utilization gpu', { gives: '%' }],
  ['gpu-utilization', 'gpu', WEAK_SHARE],
  ['cpu-utilization', 'cpu utilization|cpu usage|cpu load'],
  ['cpu-utilization', 'cpu', WEAK_SHARE],
  ['disk-utilization', 'disk utilization|disk usage'],
  ['disk-utilization', 'disk', WEAK_SHARE],
  ['utilization', 'utilization', WEAK],

  ['power', 'power usage|power consumption|gpu power|cpu power|package power|board power|gpu power draw'],
  ['power', 'power draw', { gives: 'W' }],
  ['power', 'power', WEAK],
  ['energy', 'energy|energy consumption|energy usage'],
  [
    'temperature',
    'gpu temperature|cpu temperature|core temperature|memory temperature|temperature core|hotspot temperature',
  ],
  ['temperature', 'chip temperature|board temperature|junction temperature|soc temperature|temperature cpu'],
  ['temperature', 'temperature gpu', { gives: '°C' }],
  ['temperature', 'temperature', { weak: true, needs: '°C' }],
  [
    'clock',
    'clock|clock speed|clock frequency|gpu clock|sm clock|core clock|graphic clock|cpu frequency|cpu clock',
    WEAK,
  ],
  ['clock', 'clock graphic|clock sm|clock gr|clock current graphic|clock current sm', { gives: 'MHz' }],
  ['memory-clock', 'memory clock'],
  ['memory-clock', 'clock memory|clock current memory', { gives: 'MHz' }],
  ['fan-speed', 'fan speed', { gives: '%' }],

  [
    'tokens-generated',
    'eval count|token generated|generated token|completion token|output token|token predicted',
    { gives: 'tok' },
  ],
  [
    'tokens-generated',
    'predicted n|output length|output len|output sequence length|total token generated',
    { gives: 'tok' },
  ],
  ['tokens-generated', 'token', { weak: true, gives: 'tok' }],
  [
    'prompt-tokens',
    'prompt eval count|prompt token|input token|token evaluated|prompt n|prompt length|prompt len',
    { gives: 'tok' },
  ],
  ['prompt-tokens', 'input length|input len|input sequence length', { gives: 'tok' }],
  ['total-tokens', 'total token|token total|token count', { gives: 'tok' }],
  ['requests', 'request count|completed request|successful request|total request', { gives: 'req' }],
  ['requests', 'request', { weak: true, gives: 'req' }],
  ['response-length', 'response char|response character', { gives: 'char' }],
  ['model-size', 'model size|model file size'],
  ['size', 'size|file size', WEAK],
  ['transferred', 'byte transferred|transferred byte|byte received|byte sent|data received|data sent'],
  ['transferred', 'byte', { weak: true, gives: 'B' }],

  ['instructions', 'instruction|inst executed', { weak: true, gives: 'inst' }],
  ['cycles', 'cycle|elapsed cycle', { weak: true, gives: 'cycle' }],
  ['ipc', 'ipc|instruction per cycle', { gives: 'inst/cycle', weak: true }],
  ['cache-misses', 'cache miss|llc miss|l1 miss|l2 miss|llc load miss', { gives: 'count' }],
  ['branch-misses', 'branch miss|branch misprediction', { gives: 'count' }],
  ['page-faults', 'page fault|major fault|minor fault', { gives: 'count' }],
  ['context-switches', 'context switch', { gives: 'count' }],
  ['occupancy', 'achieved occupancy|theoretical occupancy|warp occupancy|warp active'],
  ['occupancy', 'occupancy', WEAK],
  ['registers', 'register per thread', { gives: 'register/thread' }],
  ['shared-memory', 'shared mem per block'],
];

/** Words that mean the same to a reader. */
export const SYNONYMS: Readonly<Record<string, string>> = {
  utilisation: 'utilization',
  util: 'utilization',
  mem: 'memory',
  temp: 'temperature',
  lat: 'latency',
  dur: 'duration',
  tok: 'token',
  toks: 'token',
  reqs: 'request',
  freq: 'frequency',
  speedups: 'speedup',
};

/** Words that are compared as they are; "errors" are counted where an "error" may be a distance. */
export const UNCHANGED: ReadonlySet<string> = new Set(
  'errors iops ops tps rps qps fps gflops tflops mops kops gbps mbps bias analysis axis vs gas always'.split(
    ' ',
  ),
);

/** Words that say where a value comes from, not what it is: beside them a weak phrase still counts. */
export const QUALIFIERS: ReadonlySet<string> = new Set(
  (
    'result overall aggregate aggregated all run test benchmark bench summary successful success observed measured actual ' +
    'baseline current new old value stat statistic metric timing time primary sample measurement number num n per in ' +
    'of for the and request inference model response process measure batch client server ' +
    'individual data'
  ).split(' '),
);

/** Metrics that a unit alone tells, because nothing else is given in it. */
export const METRIC_BY_UNIT: Readonly<Record<string, string>> = {
  'tok/s': 'throughput',
  'tok/s/user': 'throughput-per-user',
  'req/s': 'request-throughput',
  'op/s': 'operation-throughput',
  'trans/s': 'transaction-throughput',
  'item/s': 'item-throughput',
  'FLOP/s': 'compute-throughput',
  'B/s': 'bandwidth',
  's/op': 'time-per-op',
  's/iter': 'time-per-op',
  's/tok': 'tpot',
  'B/op': 'allocated-bytes',
  'alloc/op': 'allocations',
  'tok/J': 'energy-efficiency',
  W: 'power',
  J: 'energy',
  '°C': 'temperature',
  'register/thread': 'registers',
  'inst/cycle': 'ipc',
};
