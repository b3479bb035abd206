import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { autocannon } from '../../../src/core/formats/autocannon.ts';
import { fio } from '../../../src/core/formats/fio.ts';
import { fioLog } from '../../../src/core/formats/fio-log.ts';
import type { Format } from '../../../src/core/formats/format.ts';
import { hyperfine } from '../../../src/core/formats/hyperfine.ts';
import { iperf3 } from '../../../src/core/formats/iperf3.ts';
import { k6 } from '../../../src/core/formats/k6.ts';
import { pgbench } from '../../../src/core/formats/pgbench.ts';
import { pgbenchTools } from '../../../src/core/formats/pgbench-tools.ts';
import { redisBenchmark } from '../../../src/core/formats/redis-benchmark.ts';
import { sysbench } from '../../../src/core/formats/sysbench.ts';
import { wrk } from '../../../src/core/formats/wrk.ts';
import { benchmarkOf, measureOf, onlyRun, readBytes, samplesOf } from '../../support/read-fixture.ts';

const root = new URL('../../../../shared/corpus/', import.meta.url);
const present = existsSync(root);
const read = (path: string, format: Format) => readBytes(path, readFileSync(new URL(path, root)), format);

describe.skipIf(!present)(
  'real files of systems and services (skipped where ../shared/corpus is not there)',
  () => {
    it('fio: eight clones, and a bandwidth log', () => {
      const run = onlyRun(read('fio/disk-test-results-2019-07-21.json', fio).result);
      const rates = run.benchmarks.flatMap(({ measures }) =>
        measures.filter(({ label }) => label === 'iops'),
      );
      expect(rates).toHaveLength(8);
      expect(rates[0]).toMatchObject({ value: 7341.118486, place: { line: 29 } });
      const log = onlyRun(read('fio/random-read-depth-16_bw.1.log', fioLog).result);
      const bandwidth = measureOf(log.benchmarks[0]!, 'bandwidth');
      expect(samplesOf(bandwidth)).toHaveLength(120);
      expect(bandwidth.samples!.times![8]).toBe(4499);
    });

    it('iperf3: 31 intervals and a damaged key', () => {
      const { result } = read('iperf3/wifiAnalyzer-iperf.json', iperf3);
      const tcp = benchmarkOf(onlyRun(result), 'TCP');
      expect(samplesOf(measureOf(tcp, 'sum.bits_per_second'))).toHaveLength(31);
      expect(measureOf(tcp, 'sum_sent.bytes').notCountedBecause).not.toBeNull();
      expect(result.problems).toMatchObject([{ line: 22, severity: 'warning' }]);
    });

    it('sysbench: four runs of one log, 240 intervals together', () => {
      const { runs } = read('sysbench/TonyHuanSheng-sysbench.log', sysbench).result;
      expect(runs.map(({ parameters }) => parameters.threads)).toEqual([8, 16, 32, 64]);
      const intervals = runs.map((run) => samplesOf(measureOf(benchmarkOf(run, 'sql'), 'tps')).length);
      expect(intervals.reduce((sum, count) => sum + count, 0)).toBe(240);
    });

    it('pgbench: both rates, and 481 seconds of latency', () => {
      const run = onlyRun(read('pgbench/gregs1104-results-normal.txt', pgbench).result);
      const [script] = run.benchmarks;
      expect(measureOf(script!, 'tps (excluding connections establishing)').value).toBe(540.578481);
      const seconds = onlyRun(read('pgbench/gregs1104-latency_1s.csv', pgbenchTools).result);
      expect(samplesOf(measureOf(seconds.benchmarks[0]!, 'avg_latency'))).toHaveLength(481);
    });

    it('redis-benchmark: sixteen tests without a header', () => {
      const run = onlyRun(read('redis-benchmark/redis_1.csv', redisBenchmark).result);
      expect(run.benchmarks).toHaveLength(16);
      expect(measureOf(run.benchmarks[0]!, 'rps')).toMatchObject({ value: 452488.69, place: { line: 1 } });
    });

    it('wrk: four runs under their headings', () => {
      const { runs } = read('wrk/polka-results.txt', wrk).result;
      expect(runs.map(({ name }) => name)).toEqual([
        'NODE v9.1.0 / POLKA',
        'NODE v9.1.0 / EXPRESS',
        'NODE v6.11.1 / POLKA',
        'NODE v6.11.1 / EXPRESS',
      ]);
      expect(runs[3]?.parameters).toEqual({ threads: 12, connections: 100, duration: '30s' });
    });

    it('autocannon: one framework that could not be measured', () => {
      const run = onlyRun(read('autocannon/fastify-benchmark-results.json', autocannon).result);
      expect(run.benchmarks).toHaveLength(22);
      const failed = run.benchmarks.filter(({ measures }) =>
        measures.some(({ outcome }) => outcome === 'failed'),
      );
      expect(failed.map(({ name }) => name)).toEqual(['restify']);
    });

    it('k6: thresholds, and a mean above its p95', () => {
      const run = onlyRun(read('k6/mn1809-k6-summary.json', k6).result);
      expect(run.checks).toHaveLength(4);
      expect(run.checks.every(({ passed }) => passed)).toBe(true);
      const { reported } = measureOf(run.benchmarks[0]!, 'http_req_duration');
      expect(reported?.mean ?? 0).toBeGreaterThan(reported?.percentiles['95'] ?? Infinity);
    });

    it('hyperfine: times, cells and Markdown', () => {
      const two = onlyRun(read('hyperfine/two.json', hyperfine).result);
      expect(two.benchmarks.map((benchmark) => samplesOf(measureOf(benchmark, 'time')).length)).toEqual([
        27, 13,
      ]);
      const nbody = onlyRun(read('hyperfine/hyperfine-nbody.md', hyperfine).result);
      expect(measureOf(nbody.benchmarks[3]!, 'time').reported).toMatchObject({ mean: 4.85, stddev: 0.074 });
    });
  },
);
