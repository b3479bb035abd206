import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { plainText } from '../../../src/core/report/inline.ts';
import { around, backendBench, findings, rows, told } from '../../support/findings.ts';
import type { TestFiles } from '../../support/read-folder.ts';

describe('backend against backend', () => {
  it('tells the ratio with the test behind it', () => {
    const [text] = told(findings({ 'net_bench.json': backendBench('6', '2') }), 'ratio');
    expect(text).toBe(
      'onnx is the best of 2 by latency in net_bench on cpu: 2 ms against 6 ms for eager, 3.00× better (Welch from the tool’s summaries, p < 0.0001).',
    );
  });

  it('does not call noise a difference', () => {
    const [text] = told(findings({ 'net_bench.json': backendBench('2.01', '2.00') }), 'ratio');
    expect(text).toContain('which the test does not tell from noise');
  });

  it('names no winner where nothing was tested and the lead is inside the noise floor', () => {
    const two = (b: number): string =>
      rows('kernel,algorithm,repetition,time_ms', ['sort,radix,1,100', `sort,merge,1,${String(b)}`]);
    const files = { 'a/k.csv': two(100.4), 'b/k.csv': two(100.9), 'c/k.csv': two(120) };
    const texts = told(findings(files), 'ratio');
    expect(texts).toEqual([
      expect.stringMatching(/^radix is the best of 2 by latency .*, 1\.20× better; too few repetitions/u),
      expect.stringMatching(
        /^2 comparisons name no winner: nothing could be tested, and the best leads by 1\.00× to 1\.01×, which is inside the noise floor \(in .*\)\.$/u,
      ),
    ]);
    const strict = findings(files, { ...DEFAULT_PROJECT, noiseFloor: 0.001 });
    expect(told(strict, 'ratio').filter((text) => text.includes('is the best of 2'))).toHaveLength(3);
  });

  it('says of sizes of the work nothing: more of it takes longer', () => {
    const sized = rows(
      'kernel,n,repetition,time_ms',
      [100, 1000, 10_000].flatMap((n) =>
        around(n / 10, n / 1000, 8).map((value, i) => `sort,${String(n)},${String(i)},${String(value)}`),
      ),
    );
    expect(told(findings({ 'k.csv': sized }), 'ratio')).toEqual([]);
    const threads = told(findings({ 'k.csv': sized.replace(',n,', ',threads,') }), 'ratio');
    expect(threads[0]).toContain('is the best of 3');
  });

  it('compares at equal sizes, and tells what many such comparisons come to', () => {
    const lines = [100, 1000, 10_000, 100_000].flatMap((n) =>
      ['radix', 'merge'].flatMap((algorithm) =>
        around(algorithm === 'radix' ? 5 : 10, 0.5, 8).map(
          (value, i) => `sort,${algorithm},${String(n)},${String(i)},${String(value)}`,
        ),
      ),
    );
    const texts = told(findings({ 'k.csv': rows('kernel,algorithm,n,repetition,time_ms', lines) }), 'ratio');
    expect(texts[0]).toMatch(
      /^By latency in k, everything but algorithm equal, radix is best in 4 of 4 comparisons \(2\.01× better than the next\); a test tells the best from the next in 4 of the 4 that could be tested\.$/u,
    );
    expect(texts[1]).toContain('with n=');
  });

  it('does not call untestable what is not told from noise', () => {
    const three = rows(
      'kernel,algorithm,repetition,time_ms',
      ['radix', 'merge'].flatMap((name, at) =>
        [1, 2, 3].map((i) => `sort,${name},${String(i)},${String(5 * (at + 1) + i / 10)}`),
      ),
    );
    expect(told(findings({ 'k.csv': three }), 'ratio')[0]).toContain('too few repetitions to test it');
  });

  it('compares columns that are named after their method', () => {
    const triton = rows(
      'size,Triton (GB/s),Torch (GB/s)',
      [1, 2, 3, 4, 5, 6].map(
        (n) => `${String(n * 1024)}.000000,${String(n * 10)}.250000,${String(n * 20)}.750000`,
      ),
    );
    expect(told(findings({ 'vector-add.csv': triton }), 'ratio')[0]).toMatch(
      /^By bandwidth in vector-add, everything but provider equal, Torch is best in 6 of 6 comparisons .*; none of them could be tested\.$/u,
    );
  });

  it('warns of a ratio that one call makes', () => {
    const csv = 'command,mean,stddev,median,user,system,min,max\n';
    const text = `${csv}a --impl fast,1.0,0.1,1.0,0.9,0.1,0.9,1.1\na --impl naive,9.0,20.0,2.0,1.9,0.1,1.9,60.0\n`;
    expect(told(findings({ 'h.csv': text }), 'ratio')[0]).toContain(
      'The mean of a --impl naive has a coefficient of variation of 222.2 %, so a few of its values make this ratio.',
    );
  });

  it('does not compare different work because several names say base', () => {
    const named = (names: readonly string[]): string =>
      rows(
        'kernel,repetition,time_ms',
        names.flatMap((name, at) =>
          around(10 ** at, 0.01, 8).map((value, i) => `${name},${String(i)},${String(value)}`),
        ),
      );
    const json = (names: readonly string[]): TestFiles => ({ 'k.csv': named(names) });
    expect(told(findings(json(['noop', 'copy_base', 'fill_base'])), 'ratio')).toEqual([]);
  });

  it('says why nothing was tested', () => {
    const csv = 'command,mean,stddev,median,user,system,min,max\n';
    const text = `${csv}a --impl fast,1.0,0.1,1.0,0.9,0.1,0.9,1.1\na --impl naive,2.0,0.1,2.0,1.9,0.1,1.9,2.1\n`;
    expect(told(findings({ 'h.csv': text }), 'ratio')).toEqual([
      'a --impl fast is the best of 2 by execution time in h: 1 s against 2 s for a --impl naive, 2.00× better; not tested, because the file does not say over how many repetitions.',
    ]);
  });

  it('sums several runs up', () => {
    const all = findings({
      'a_bench.json': backendBench('6', '2'),
      'b_bench.json': backendBench('8', '2').replace('"net"', '"other"'),
    });
    const overall = all.find((one) => one.kind === 'ratio' && one.overall === true);
    expect(plainText(overall?.statement ?? [])).toContain(
      'on cpu onnx is fastest in 2 of 2 (3.00× to 4.00× faster than eager)',
    );
  });
});
