import { describe, expect, it } from 'vitest';
import { llmTestResults } from '../../../src/core/formats/llm-test-results.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readBytes,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('llm-test-results: JSON', () => {
  const file = readFixture('llm-test-results/tests.json', llmTestResults);
  const run = onlyRun(file.result);

  it('is recognised by its tests, and other test reports are not', () => {
    expect(file.recognition?.score).toBeGreaterThanOrEqual(0.8);
    const jest = '{"numTotalTests":2,"success":true,"testResults":[{"name":"a.test.ts","status":"passed"}]}';
    expect(readBytes('results.json', new TextEncoder().encode(jest), llmTestResults).recognition).toBeNull();
  });

  it('makes each test a benchmark', () => {
    const test = benchmarkOf(run, 'Greeting (Short)', { context: 'greeting', tone: 'short' });
    const time = measureOf(test, 'generation_time_ms');
    expect(time).toMatchObject({
      metric: 'generation-time',
      unit: 's',
      unitInFile: 'ms',
      direction: 'lower',
    });
    expect([...time.samples!.values]).toEqual([2]);
    expect(textAt(file, time.place)).toBe('2000.0');
    expect(run.startedAt).toMatchObject({ zone: 'utc' });
    expect(run.startedAt?.iso).toMatch(/^2025-03-04T10:00:00\.5/);
  });

  it('fails a test for each measure of its siblings, at its error', () => {
    const failed = benchmarkOf(run, 'Farewell (Long)');
    expect(failed.measures.map(({ label }) => label)).toEqual([
      'generation_time_ms',
      'tokens',
      'tokens_per_second',
    ]);
    const [sample] = samplesOf(measureOf(failed, 'tokens_per_second'));
    expect(sample).toMatchObject({ value: NaN, outcome: 2, error: "codec can't encode character" });
    expect(textAt(file, sample!)).toBe(`"codec can't encode character"`);
    const none = readFixture('llm-test-results/all_failed.json', llmTestResults);
    const labels = benchmarkOf(onlyRun(none.result), 'Greeting').measures.map(({ label }) => label);
    expect(labels).toEqual(['generation_time_ms', 'tokens', 'tokens_per_second']);
  });

  it('shows the totals without counting them', () => {
    const all = benchmarkOf(run, 'all tests');
    expect(measureOf(all, 'overall_tokens_per_second')).toMatchObject({
      kind: 'value',
      value: 15.5,
      unit: 'tok/s',
      notCountedBecause: 'It repeats the tests of this file in one number.',
    });
    expect(measureOf(all, 'generation_time_ms')).toMatchObject({
      kind: 'summary',
      reported: { n: 4, mean: 2.5, min: 1, max: 5 },
    });
    expect(all.measures.every(({ notCountedBecause }) => notCountedBecause !== null)).toBe(true);
  });

  it('warns where a total is not what the tests give, with both numbers and at its place', () => {
    const messages = file.result.problems.map(({ line, message }) => ({ line, message }));
    expect(messages).toEqual([
      {
        line: expect.any(Number) as number,
        message:
          'This counts as a success in the file, but its text is an error: "Error generating text: all connection attempts failed".',
      },
      {
        line: 8,
        message:
          'overall_tokens_per_second says 15.5 tok/s, but the successful tests of this file give 12 tok/s.',
      },
      { line: 4, message: 'total_tests says 6, but 5 tests are listed.' },
    ]);
    expect(file.lines[(messages[0]?.line ?? 0) - 1]).toContain('Error generating text');
  });
});

describe('llm-test-results: CSV', () => {
  const file = readFixture('llm-test-results/tests.csv', llmTestResults);
  const run = onlyRun(file.result);

  it('reads units from the headers', () => {
    const greeting = benchmarkOf(run, 'Greeting (Short)', { tone: 'short' });
    expect(measureOf(greeting, 'Generation Time (ms)')).toMatchObject({
      unit: 's',
      column: 'Generation Time (ms)',
    });
    expect(samplesOf(measureOf(greeting, 'Generation Time (ms)'))[0]?.value).toBe(2.00025);
    expect(measureOf(greeting, 'Tokens per Second')).toMatchObject({ metric: 'throughput', unit: 'tok/s' });
    expect(textAt(file, measureOf(greeting, 'Tokens per Second').place)).toBe('19.99');
  });

  it('fails what says so, and a rate of zero beside a real time', () => {
    const long = samplesOf(measureOf(benchmarkOf(run, 'Farewell (Long)'), 'Tokens per Second'));
    expect(long).toMatchObject([{ value: NaN, outcome: 2, error: 'Success: FALSE', line: 3 }]);
    const riddle = benchmarkOf(run, 'Riddle');
    expect(samplesOf(measureOf(riddle, 'Generation Time (ms)'))[0]).toMatchObject({ outcome: 0 });
    expect(samplesOf(measureOf(riddle, 'Tokens per Second'))[0]).toMatchObject({
      outcome: 2,
      error: 'Tokens per Second is 0 beside other values: it was not measured',
    });
  });
});
