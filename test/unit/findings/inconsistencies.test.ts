import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/core/report/inline.ts';
import { findings, rows, told } from '../../support/findings.ts';
import type { TestFiles } from '../../support/read-folder.ts';

describe('sources to read with care', () => {
  const odd = rows('kernel,repetition,time_ms', ['sort,1,10', 'sort,2,11,left over', 'sort,3,10']);
  const advice = (files: TestFiles): string[] =>
    findings(files).flatMap((one) =>
      one.kind === 'inconsistency' && one.advice !== null ? [plainText(one.advice.text)] : [],
    );

  it('are named one by one, with their lines', () => {
    const texts = told(findings({ 'a/k.csv': odd, 'b/k.csv': odd.replace('10', '12') }), 'inconsistency');
    expect(texts).toEqual([
      expect.stringMatching(/^Read a\/k\.csv with care: .*a\/k\.csv:3/u),
      expect.stringMatching(/^Read b\/k\.csv with care: .*b\/k\.csv:3/u),
    ]);
  });

  it('call for one thing to do', () => {
    expect(advice({ 'a/k.csv': odd })).toEqual([
      expect.stringMatching(/^Settle this before the numbers of a\/k\.csv are used: /u),
    ]);
    expect(advice({ 'a/k.csv': odd, 'b/k.csv': odd.replace('10', '12') })).toEqual([
      'Settle what the key findings say of their sources before the numbers of these files are used: a/k.csv and b/k.csv.',
    ]);
  });
});
