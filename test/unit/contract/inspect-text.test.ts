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
