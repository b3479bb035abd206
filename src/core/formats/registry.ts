import { agentComparison } from './agent-comparison.ts';
import { agentMetrics } from './agent-metrics.ts';
import { aiperf } from './aiperf.ts';
import { apacheBench } from './apachebench.ts';
import { asv } from './asv.ts';
import { autocannon } from './autocannon.ts';
import { benchmarkJs } from './benchmark-js.ts';
import { benchmarkDotNet } from './benchmarkdotnet.ts';
import { benchstat } from './benchstat.ts';
import { cargoBench } from './cargo-bench.ts';
import { catch2 } from './catch2.ts';
import { celero } from './celero.ts';
import { consoleTime } from './console-time.ts';
import { criterion } from './criterion.ts';
import { divan } from './divan.ts';
import { fioLog } from './fio-log.ts';
import { fio } from './fio.ts';
import type { Format } from './format.ts';
import { genericCsv } from './generic-csv.ts';
import { genericJson } from './generic-json.ts';
import { genericJsonl } from './generic-jsonl.ts';
import { gnuTime } from './gnu-time.ts';
import { goBench } from './go-bench.ts';
import { googleBenchmark } from './google-benchmark.ts';
import { guidellm } from './guidellm.ts';
import { h2load } from './h2load.ts';
import { hey } from './hey.ts';
import { hpcc } from './hpcc.ts';
import { hyperfine } from './hyperfine.ts';
import { inferencePerf } from './inference-perf.ts';
import { iperf3 } from './iperf3.ts';
import { jmeter } from './jmeter.ts';
import { jmh } from './jmh.ts';
import { k6 } from './k6.ts';
import { kernelBench } from './kernel-bench.ts';
import { lighteval } from './lighteval.ts';
import { llamaBench } from './llama-bench.ts';
import { llmMetricsExport } from './llm-metrics-export.ts';
import { llmTestResults } from './llm-test-results.ts';
import { llmperf } from './llmperf.ts';
import { lmEval } from './lm-eval.ts';
import { locust } from './locust.ts';
import { mitata } from './mitata.ts';
import { mlperf } from './mlperf.ts';
import { ncuRaw } from './ncu-raw.ts';
import { nsys } from './nsys.ts';
import { nvidiaSmi } from './nvidia-smi.ts';
import { ollamaRuns } from './ollama-runs.ts';
import { ollamaSweepSummary } from './ollama-sweep-summary.ts';
import { ollama } from './ollama.ts';
import { opensslSpeed } from './openssl-speed.ts';
import { optimumBenchmark } from './optimum-benchmark.ts';
import { perfStat } from './perf-stat.ts';
import { pgbenchLog } from './pgbench-log.ts';
import { pgbenchTools } from './pgbench-tools.ts';
import { pgbench } from './pgbench.ts';
import { promptSuiteSummary } from './prompt-suite-summary.ts';
import { pytestBenchmark } from './pytest-benchmark.ts';
import { qtestCsv } from './qtest-csv.ts';
import { quantizationReport } from './quantization-report.ts';
import { redisBenchmark } from './redis-benchmark.ts';
import { sglang } from './sglang.ts';
import { stressNg } from './stress-ng.ts';
import { sysbench } from './sysbench.ts';
import { systemMetrics } from './system-metrics.ts';
import { timingBaseline } from './timing-baseline.ts';
import { tinybench } from './tinybench.ts';
import { torchCompileBench } from './torch-compile-bench.ts';
import { triton } from './triton.ts';
import { vitestBench } from './vitest-bench.ts';
import { vllm } from './vllm.ts';
import { wrk } from './wrk.ts';

/** Every format, one line each, in alphabetical order; the generic readers come last. */
export const FORMATS: readonly Format[] = [
  agentComparison,
  agentMetrics,
  aiperf,
  apacheBench,
  asv,
  autocannon,
  benchmarkDotNet,
  benchmarkJs,
  benchstat,
  cargoBench,
  catch2,
  celero,
  consoleTime,
  criterion,
  divan,
  fio,
  fioLog,
  gnuTime,
  goBench,
  googleBenchmark,
  guidellm,
  h2load,
  hey,
  hpcc,
  hyperfine,
  inferencePerf,
  iperf3,
  jmeter,
  jmh,
  k6,
  kernelBench,
  lighteval,
  llamaBench,
  llmMetricsExport,
  llmperf,
  llmTestResults,
  lmEval,
  locust,
  mitata,
  mlperf,
  ncuRaw,
  nsys,
  nvidiaSmi,
  ollama,
  ollamaRuns,
  ollamaSweepSummary,
  opensslSpeed,
  optimumBenchmark,
  perfStat,
  pgbench,
  pgbenchLog,
  pgbenchTools,
  promptSuiteSummary,
  pytestBenchmark,
  qtestCsv,
  quantizationReport,
  redisBenchmark,
  sglang,
  stressNg,
  sysbench,
  systemMetrics,
  timingBaseline,
  tinybench,
  torchCompileBench,
  triton,
  vitestBench,
  vllm,
  wrk,
  genericCsv,
  genericJson,
  genericJsonl,
];
