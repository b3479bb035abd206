import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLabel } from '../../../src/core/normalise/labels.ts';
import { metricInfo } from '../../../src/core/normalise/metrics.ts';
import { parseUnit } from '../../../src/core/normalise/units.ts';

/** label, metric, base, statistic, unit, factor */
type Row = readonly [string, string, string, string | null, string | null, number];

const RATES: readonly Row[] = [
  ['tokens_s', 'throughput', 'tokens_s', null, 'tok/s', 1],
  ['tokens_per_second', 'throughput', 'tokens_per_second', null, 'tok/s', 1],
  ['average_tokens_per_second', 'throughput', 'tokens_per_second', 'mean', 'tok/s', 1],
  ['avg_tokens_per_sec', 'throughput', 'tokens_per_sec', 'mean', 'tok/s', 1],
  ['mean_tokens_s', 'throughput', 'tokens_s', 'mean', 'tok/s', 1],
  ['throughput_tokens_per_sec', 'throughput', 'throughput_tokens_per_sec', null, 'tok/s', 1],
  ['Tokens per Second', 'throughput', 'tokens_per_second', null, 'tok/s', 1],
  ['tok/s', 'throughput', 'tok_s', null, 'tok/s', 1],
  ['P95 Tokens/s', 'throughput', 'tokens_s', 'p95', 'tok/s', 1],
  ['tps', 'throughput', 'tps', null, 'tok/s', 1],
  ['avg_ts', 'throughput', 'ts', 'mean', 'tok/s', 1],
  ['output_throughput', 'throughput', 'output_throughput', null, 'tok/s', 1],
  ['predicted_per_second', 'throughput', 'predicted_per_second', null, 'tok/s', 1],
  ['prompt_per_second', 'prompt-throughput', 'prompt_per_second', null, 'tok/s', 1],
  ['prompt_tps', 'prompt-throughput', 'prompt_tps', null, 'tok/s', 1],
  ['input_tokens_per_sec', 'prompt-throughput', 'input_tokens_per_sec', null, 'tok/s', 1],
  ['total_token_throughput', 'total-throughput', 'total_token_throughput', null, 'tok/s', 1],
  [
    'Output Token Throughput Per User (tokens/sec/user)',
    'throughput-per-user',
    'output_token_throughput_per_user',
    null,
    'tok/s/user',
    1,
  ],
  ['reqs_s', 'request-throughput', 'reqs_s', null, 'req/s', 1],
  ['req/s', 'request-throughput', 'req_s', null, 'req/s', 1],
  ['rps', 'request-throughput', 'rps', null, 'req/s', 1],
  ['requests per second', 'request-throughput', 'requests_per_second', null, 'req/s', 1],
  ['requests_per_minute_(qpm)', 'request-throughput', 'requests_per_minute', null, 'req/s', 1 / 60],
  ['ops/sec', 'operation-throughput', 'ops_sec', null, 'op/s', 1],
  ['ops', 'operation-throughput', 'ops', null, 'op/s', 1],
  ['median_mops', 'operation-throughput', 'mops', 'median', 'op/s', 1e6],
  ['samples_s', 'item-throughput', 'samples_s', null, 'item/s', 1],
  ['images_s', 'item-throughput', 'images_s', null, 'item/s', 1],
  ['iters_s', 'throughput', 'iters_s', null, 'iter/s', 1],
  ['TFLOPS', 'compute-throughput', 'tflops', null, 'FLOP/s', 1e12],
  ['Triton (GB/s)', 'bandwidth', 'triton', null, 'B/s', 1e9],
  ['bits_per_second', 'bandwidth', 'bits_per_second', null, 'B/s', 1 / 8],
  ['bw_bytes', 'bandwidth', 'bw_bytes', null, 'B/s', 1],
  ['dram__bytes.sum.per_second', 'bandwidth', 'dram_bytes_per_second', 'sum', 'B/s', 1],
  ['iops', 'iops', 'iops', null, 'op/s', 1],
  ['tokens_per_joule', 'energy-efficiency', 'tokens_per_joule', null, 'tok/J', 1],
];

const TIMES: readonly Row[] = [
  ['ttft_s', 'ttft', 'ttft', null, 's', 1],
  ['ttft_ms', 'ttft', 'ttft', null, 's', 1e-3],
  ['mean_ttft_ms', 'ttft', 'ttft', 'mean', 's', 1e-3],
  ['meanTtftMs', 'ttft', 'ttft', 'mean', 's', 1e-3],
  ['TTFTms', 'ttft', 'ttft', null, 's', 1e-3],
  ['TTFT (ms)', 'ttft', 'ttft', null, 's', 1e-3],
  ['time_to_first_token_ms', 'ttft', 'time_to_first_token', null, 's', 1e-3],
  ['first-time-to-token_mean_in_ms_(ttft)', 'ttft', 'first_time_to_token_in_ttft', 'mean', 's', 1e-3],
  ['results_ttft_s_quantiles_p99', 'ttft', 'results_ttft', 'p99', 's', 1],
  ['baseline_ttft_ms', 'ttft', 'baseline_ttft', null, 's', 1e-3],
  ['p99_itl_ms', 'itl', 'itl', 'p99', 's', 1e-3],
  ['mean_tpot_ms', 'tpot', 'tpot', 'mean', 's', 1e-3],
  ['per_token_latency_ms', 'tpot', 'per_token_latency', null, 's', 1e-3],
  ['load_s', 'load-time', 'load', null, 's', 1],
  ['load_duration_ms', 'load-time', 'load_duration', null, 's', 1e-3],
  ['prompt_eval_s', 'prompt-eval-time', 'prompt_eval', null, 's', 1],
  ['prompt_eval', 'prompt-eval-time', 'prompt_eval', null, null, 1],
  ['prompt_ms', 'prompt-eval-time', 'prompt', null, 's', 1e-3],
  ['eval_s', 'eval-time', 'eval', null, 's', 1],
  ['eval_s_mean', 'eval-time', 'eval', 'mean', 's', 1],
  ['total_duration_ms', 'total-time', 'total_duration', null, 's', 1e-3],
  ['total_duration_ns', 'total-time', 'total_duration', null, 's', 1e-9],
  ['mean_time_ms', 'latency', 'time', 'mean', 's', 1e-3],
  ['std_time_ms', 'latency', 'time', 'stddev', 's', 1e-3],
  ['min_time_ms', 'latency', 'time', 'min', 's', 1e-3],
  ['time_iqr_s', 'latency', 'time', 'iqr', 's', 1],
  ['p95_ms', 'latency', '', 'p95', 's', 1e-3],
  ['stdev_ms', 'latency', '', 'stddev', 's', 1e-3],
  ['Mean (ms)', 'latency', '', 'mean', 's', 1e-3],
  ['Std (ms)', 'latency', '', 'stddev', 's', 1e-3],
  ['Min [s]', 'latency', '', 'min', 's', 1],
  ['avg_ns', 'latency', '', 'mean', 's', 1e-9],
  ['overall_mean_ms', 'latency', 'overall', 'mean', 's', 1e-3],
  ['latency_s', 'latency', 'latency', null, 's', 1],
  ['mean_latency_ms', 'latency', 'latency', 'mean', 's', 1e-3],
  ['99.00 percentile latency (ns)', 'latency', 'latency', 'p99', 's', 1e-9],
  ['real_time', 'latency', 'real_time', null, null, 1],
  ['cpu_time', 'cpu-time', 'cpu_time', null, null, 1],
  ['Generation Time (ms)', 'generation-time', 'generation_time', null, 's', 1e-3],
  ['compile_time_s', 'compile-time', 'compile_time', null, 's', 1],
  ['Compile Time (s)', 'compile-time', 'compile_time', null, 's', 1],
  ['elapsed_s', 'execution-time', 'elapsed', null, 's', 1],
  ['gpu__time_duration.sum', 'kernel-time', 'gpu_time_duration', 'sum', null, 1],
  ['ns/op', 'time-per-op', 'ns_op', null, 's/op', 1e-9],
];

const OTHERS: readonly Row[] = [
  ['B/op', 'allocated-bytes', 'b_op', null, 'B/op', 1],
  ['allocs/op', 'allocations', 'allocs_op', null, 'alloc/op', 1],
  ['eval_count', 'tokens-generated', 'eval_count', null, 'tok', 1],
  ['prompt_eval_count', 'prompt-tokens', 'prompt_eval_count', null, 'tok', 1],
  ['total_output_tokens', 'tokens-generated', 'total_output_tokens', null, 'tok', 1],
  ['Tokens', 'tokens-generated', 'tokens', null, 'tok', 1],
  ['model_size_bytes', 'model-size', 'model_size', null, 'B', 1],
  ['peak_rss_bytes_noisy', 'memory-peak', 'peak_rss_noisy', null, 'B', 1],
  ['maxVramMiB', 'gpu-memory', 'vram', 'max', 'B', 2 ** 20],
  ['memory_used_gb', 'memory-used', 'memory_used', null, 'B', 1e9],
  ['memory.used [MiB]', 'memory-used', 'memory_used', null, 'B', 2 ** 20],
  ['mem_max,bytes', 'memory', 'mem', 'max', 'B', 1],
  ['cpu_percent', 'cpu-utilization', 'cpu', null, '%', 1],
  ['memory_percent', 'memory-utilization', 'memory', null, '%', 1],
  ['utilization_gpu', 'gpu-utilization', 'utilization_gpu', null, '%', 1],
  ['utilization.gpu [%]', 'gpu-utilization', 'utilization_gpu', null, '%', 1],
  ['utilization.memory [%]', 'gpu-memory-utilization', 'utilization_memory', null, '%', 1],
  ['gpu0_util', 'gpu-utilization', 'gpu0_util', null, null, 1],
  ['vram_pct', 'gpu-memory-utilization', 'vram', null, '%', 1],
  ['power_draw', 'power', 'power_draw', null, 'W', 1],
  ['power.draw [W]', 'power', 'power_draw', null, 'W', 1],
  ['avg_power_watts', 'power', 'power', 'mean', 'W', 1],
  ['temperature.gpu', 'temperature', 'temperature_gpu', null, '\u00b0C', 1],
  ['avg_temp_c', 'temperature', 'temp', 'mean', '\u00b0C', 1],
  ['clock_graphics', 'clock', 'clock_graphics', null, 'Hz', 1e6],
  ['clocks.sm [MHz]', 'clock', 'clocks_sm', null, 'Hz', 1e6],
  ['accuracy', 'accuracy', 'accuracy', null, '1', 1],
  ['acc_norm_stderr', 'accuracy', 'acc_norm', 'stderr', '1', 1],
  ['loss', 'loss', 'loss', null, '1', 1],
  ['speedup', 'speedup', 'speedup', null, '1', 1],
  ['efficiency', 'efficiency', 'efficiency', null, null, 1],
  ['throughput_delta', 'throughput-delta', 'throughput_delta', null, null, 1],
  ['ttft_delta_ms', 'ttft-delta', 'ttft_delta', null, 's', 1e-3],
  ['TTFT \u0394 (ms)', 'ttft-delta', 'ttft_delta', null, 's', 1e-3],
  ['ttft_reduction_percent', 'ttft-reduction', 'ttft_reduction', null, '%', 1],
  ['errors', 'failures', 'errors', null, 'count', 1],
  ['fails,%', 'error-rate', 'fails', null, '%', 1],
  ['count', 'count', 'count', 'count', 'count', 1],
  ['launch__registers_per_thread', 'registers', 'launch_registers_per_thread', null, 'register/thread', 1],
  ['sm__warps_active.avg.pct_of_peak_sustained_active', 'occupancy', 'sm_warps_active', 'mean', '%', 1],
];

const UNKNOWN: readonly Row[] = [
  ['sm__throughput.avg.pct_of_peak_sustained_elapsed', 'sm-throughput', 'sm_throughput', 'mean', '%', 1],
  ['dense_inv_time_s', 'dense-inv-time', 'dense_inv_time', null, 's', 1],
  ['prompt_per_token_ms', 'prompt-per-token', 'prompt_per_token', null, 's', 1e-3],
  ['decode_bad_ms', 'decode-bad', 'decode_bad', null, 's', 1e-3],
  ['kappa', 'kappa', 'kappa', null, null, 1],
  ['temperature', 'temperature', 'temperature', null, null, 1],
  ['Score Error (99.9%)', 'score-error', 'score_error', null, null, 1],
  ['MaxRelativeError', 'relative-error', 'relative_error', 'max', null, 1],
  ['mhz_per_cpu', 'mhz-per-cpu', 'mhz_per_cpu', null, null, 1],
  ['Transfer/sec', 'transfer-sec', 'transfer_sec', null, null, 1],
  ['GFLOPs', 'gflops', 'gflops', null, null, 1],
  ['cv_percent', 'value', '', 'cv', '%', 1],
  ['p999', 'value', '', 'p99.9', null, 1],
  ['process_count', 'process-count', 'process_count', null, 'count', 1],
  ['', 'value', '', null, null, 1],
  ['\u00b1', 'value', '', null, null, 1],
];

describe('readLabel', () => {
  it.each([...RATES, ...TIMES, ...OTHERS, ...UNKNOWN])('reads %s', (...row: Row) => {
    const [label, metric, base, statistic, unit, factor] = row;
    const meaning = readLabel(label);
    expect(meaning).toMatchObject({ metric, base, statistic, unit });
    expect(meaning.factor / factor).toBeCloseTo(1, 12);
  });

  it('knows the metrics of the vocabulary, and no others', () => {
    for (const [label] of [...RATES, ...TIMES, ...OTHERS]) expect(readLabel(label).known, label).toBe(true);
    for (const [label, metric] of UNKNOWN)
      expect(readLabel(label).known, label).toBe(metric === 'temperature');
  });

  it.each([
    ['tokens_s', 'higher'],
    ['ttft_ms', 'lower'],
    ['accuracy', 'higher'],
    ['loss', 'lower'],
    ['utilization_gpu', 'none'],
    ['eval_count', 'none'],
    ['throughput_delta', 'higher'],
    ['ttft_delta_ms', 'lower'],
    ['ttft_reduction_percent', 'higher'],
    ['events_per_second', 'higher'],
    ['dense_inv_time_s', 'lower'],
    ['read_latency', 'lower'],
    ['decode_bad_ms', 'none'],
    ['errors_per_second', 'none'],
    ['kappa', 'none'],
  ])('%s: %s is better', (label, direction) => {
    expect(readLabel(label).direction).toBe(direction);
  });

  it('takes a hint before the label, and keeps a hint that it cannot read', () => {
    expect(readLabel('gpu__time_duration.sum', 'us')).toMatchObject({
      metric: 'kernel-time',
      unit: 's',
      unitInFile: 'us',
      factor: 1e-6,
    });
    expect(readLabel('ttft_ms', 's')).toMatchObject({ base: 'ttft', unit: 's', unitInFile: 's', factor: 1 });
    expect(readLabel('score', 'ops/s')).toMatchObject({
      metric: 'operation-throughput',
      unit: 'op/s',
      direction: 'higher',
    });
    expect(readLabel('latency', 'furlong')).toMatchObject({
      metric: 'latency',
      unit: null,
      unitInFile: 'furlong',
      factor: 1,
    });
    expect(readLabel('ttft_ms', '')).toEqual(readLabel('ttft_ms'));
    expect(readLabel('ttft_ms', null)).toEqual(readLabel('ttft_ms'));
  });

  it('does not convert what a factor cannot convert', () => {
    expect(readLabel('gpu_temp (\u00b0F)')).toMatchObject({
      metric: 'temperature',
      unit: null,
      unitInFile: '\u00b0F',
      factor: 1,
    });
  });

  it.each([
    ['p(95)', 'p95'],
    ['P95', 'p95'],
    ['95th percentile', 'p95'],
    ['p99_9', 'p99.9'],
    ['p99.9', 'p99.9'],
    ['p2_5', 'p2.5'],
    ['p0_001', 'p0.001'],
    ['p001', 'p0.1'],
    ['p05', 'p5'],
    ['p995', 'p99.5'],
    ['p100', 'p100'],
    ['percentiles.50', 'p50'],
    ['scorePercentiles.50.0', 'p50'],
    ['q_25', 'p25'],
    ['Q3', 'p75'],
    ['latency.average', 'mean'],
    ['StandardDeviation', 'stddev'],
    ['standard_error', 'stderr'],
    ['InterquartileRange', 'iqr'],
    ['median_abs_dev', 'mad'],
    ['coefficient_of_variation', 'cv'],
    ['fastest', 'min'],
    ['slowest', 'max'],
    ['moe', 'moe'],
    ['n_cpu_moe', null],
    ['requests_per_min', null],
    ['p999x', null],
  ])('finds the statistic of %s: %s', (label, statistic) => {
    expect(readLabel(label).statistic).toBe(statistic);
  });

  it('gives labels of one quantity one base', () => {
    const bases = ['ttft_s', 'mean_ttft_s', 'p99_ttft_ms', 'TTFT (ms)', 'ttftMedianMs'].map(
      (label) => readLabel(label).base,
    );
    expect(new Set(bases)).toEqual(new Set(['ttft']));
  });

  it('answers every text, consistently', () => {
    const word = fc.constantFrom(
      'mean',
      'ttft',
      'ms',
      's',
      'tokens',
      'per',
      'p99',
      'gpu',
      '(ms)',
      '[',
      ')',
      '/',
      '_',
      ' ',
      '.',
      'X',
      '%',
      'delta',
      'of',
    );
    const label = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(word, { maxLength: 12 }).map((words) => words.join('_')),
    );
    const hint = fc.option(fc.oneof(fc.constantFrom('ms', 'tok/s', 'x y', '%'), fc.string()), { nil: null });
    fc.assert(
      fc.property(label, hint, (text, unit) => {
        const meaning = readLabel(text, unit);
        const spelled = meaning.unitInFile === null ? null : parseUnit(meaning.unitInFile);
        expect(meaning.factor).toBeGreaterThan(0);
        expect(meaning.metric).not.toBe('');
        if (meaning.unit !== null)
          expect(spelled).toMatchObject({ unit: meaning.unit, factor: meaning.factor });
        if (meaning.unit === null) expect(meaning.factor).toBe(1);
        if (meaning.known) expect(meaning.direction).toBe(metricInfo(meaning.metric).direction);
        expect(readLabel(text, unit)).toEqual(meaning);
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it.each(['time ', '(', 'a(', 'p1', 'A', 'aB', 'per ', 'a/', '%', 'ms ', '[a]', 'p99.', '1'])(
    'takes linear time on %j over and over',
    (part) => {
      // Quadratic work on 400 000 characters would take minutes, far beyond the test's time limit.
      expect(readLabel(part.repeat(400_000 / part.length)).factor).toBeGreaterThan(0);
    },
  );
});
