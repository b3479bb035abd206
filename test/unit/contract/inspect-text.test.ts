import { describe, expect, it } from 'vitest';
import { inspectJson } from '../../../src/core/contract/inspect.ts';
import { inspectText } from '../../../src/core/contract/inspect-text.ts';
import { readFiles } from '../../support/read-folder.ts';

const SUMMARY = 'num_gpu,num_ctx,mean_tokens_s,mean_ttft_s\n99,1024,61.5,1.25\n99,2048,59,0.5\n';
const PLAIN = 'method,time_ms\na,1.5\na,1.75\n';

describe('inspectText', () => {
  it('names the other formats that claimed a file, with score and reason', () => {
    const [headline, claims] = [...inspectText(readFiles({ 'sweep_summary.csv': SUMMARY }))];
    expect(headline).toBe('sweep_summary.csv [ollama-sweep-summary]: used\n');
    expect(claims).toMatch(/^ {4}also claimed by generic-csv \(0\.\d+: .+\)\n$/);
  });

  it('says nothing of other claims where there is none', () => {
    expect([...inspectText(readFiles({ 'times.csv': PLAIN }))].join('')).not.toContain('also claimed');
  });
});

describe('a summary without a mean', () => {
  it('shows the statistic that it gives', () => {
    const [, line] = [...inspectText(readFiles({ 'm.csv': 'name,max_latency_ms\nsort,15\n' }))];
    expect(line).toContain('max 15 ms');
  });
});

describe('the interval of a mean', () => {
  it('follows from a standard error and n', () => {
    const score = {
      config_general: { model_name: 'tiny' },
      results: { 'suite|facts|0': { acc: 0.5, acc_stderr: 0.05 } },
      versions: { 'suite|facts|0': 0 },
      config_tasks: { 'suite|facts': { name: 'facts', effective_num_docs: 101 } },
    };
    const text = [
      ...inspectJson(readFiles({ 'results_2026-01-02T03-04-05.json': JSON.stringify(score) }), ['.'], false),
    ].join('');
    // t(0.975, 100) = 1.984: 0.5 ± 0.0992
    const { measures } = JSON.parse(text) as {
      measures: readonly { n: number; interval: { low: number; high: number } | null }[];
    };
    const own = measures.find(({ interval }) => interval !== null);
    expect(own?.n).toBe(101);
    expect(own?.interval?.low).toBeCloseTo(0.4008, 4);
    expect(own?.interval?.high).toBeCloseTo(0.5992, 4);
  });
});

describe('inspectJson', () => {
  it('keeps other claims out of the contract', () => {
    const text = [...inspectJson(readFiles({ 'sweep_summary.csv': SUMMARY }), ['.'], false)].join('');
    const { files } = JSON.parse(text) as { files: readonly object[] };
    expect(Object.keys(files[0] ?? {})).toEqual([
      'root',
      'path',
      'bytes',
      'modifiedAt',
      'fileType',
      'format',
      'role',
      'status',
      'of',
      'reason',
      'problems',
    ]);
  });
});
