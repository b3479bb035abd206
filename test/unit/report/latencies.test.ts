import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../../src/core/report/build.ts';
import { relativeLinks } from '../../../src/core/report/links.ts';
import { renderMarkdown } from '../../../src/core/report/render-markdown.ts';
import { readFiles, type TestFiles } from '../../support/read-folder.ts';

function reportOf(files: TestFiles): string {
  const report = buildReport(readFiles(files), DEFAULT_PROJECT, { generator: 'test', roots: ['.'] });
  if (isNoReport(report)) throw new Error(report.reason);
  const options = { link: relativeLinks(['/'], '/'), charts: 'none' as const, chartTarget: () => '' };
  return renderMarkdown(report, options).markdown.replaceAll(/\]\[f\d+\]/g, ']');
}

const SERVED = JSON.stringify({
  date: '20260102-030405',
  backend: 'vllm',
  model_id: 'acme/tiny',
  num_prompts: 100,
  request_rate: 'inf',
  duration: 10,
  completed: 100,
  total_input_tokens: 1000,
  total_output_tokens: 2000,
  request_throughput: 10,
  output_throughput: 200,
  total_token_throughput: 300,
  mean_ttft_ms: 30.5,
  median_ttft_ms: 28.25,
  p99_ttft_ms: 91.75,
  mean_tpot_ms: 9.5,
  median_tpot_ms: 9.25,
  p99_tpot_ms: 12.5,
  mean_itl_ms: 9.5,
  median_itl_ms: 9.25,
  p99_itl_ms: 12.5,
});

describe('the table of latencies', () => {
  it('holds the percentiles that a tool states where there are no samples', () => {
    const report = reportOf({ 'serve.json': SERVED });
    const [row] = report.split('\n').filter((line) => line.startsWith('| TTFT '));
    expect(row).toContain('| – | [30.5 ms] | [28.25 ms] | – | [91.75 ms] | – |');
    expect(report).toContain('its percentiles are the tool’s own');
  });
});

describe('overall averages', () => {
  const timed = (...names: string[]): string =>
    `name,latency_ms\n${names.flatMap((name) => [1, 2, 3, 4, 5, 6].map((value) => `${name},${String(value)}`)).join('\n')}\n`;

  it('are told where several configurations are pooled, and only there', () => {
    expect(reportOf({ 'a.csv': timed('one', 'two') })).toContain('Overall averages');
    expect(reportOf({ 'a.csv': timed('one') })).not.toContain('Overall averages');
  });
});

describe('a report without a finding', () => {
  it('does not call differences noise that nobody tested', () => {
    const run = (name: string, rate: string): string =>
      `Running 10s test @ ${name}\n  2 threads and 10 connections\n  Thread Stats   Avg      Stdev     Max   +/- Stdev\n    Latency     1.00ms    0.20ms   9.00ms   90.00%\n    Req/Sec     5.00k   300.00     6.00k    80.00%\n  100000 requests in 10.00s, 10.00MB read\nRequests/sec:  ${rate}\nTransfer/sec:      1.00MB\n`;
    const report = reportOf({ 'wrk.txt': run('http://localhost/', '10000.00') });
    expect(report).toContain('no difference could be tested');
    expect(report).not.toContain('nothing differs beyond noise');
  });
});
