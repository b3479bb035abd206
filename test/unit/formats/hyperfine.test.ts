import { describe, expect, it } from 'vitest';
import { hyperfine } from '../../../src/core/formats/hyperfine.ts';
import { commandCases } from '../../../src/core/formats/hyperfine-parts.ts';
import {
  benchmarkOf,
  measureOf,
  onlyRun,
  readFixture,
  samplesOf,
  textAt,
} from '../../support/read-fixture.ts';

describe('hyperfine', () => {
  it('reads times as samples, hyperfine’s own statistics as reported, and a scan as parameters', () => {
    const file = readFixture('hyperfine/scan.json', hyperfine);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(run.tool).toBe('hyperfine');
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['nap {s}', { s: 1 }],
      ['nap {s}', { s: 2 }],
      ['nap {s}', { s: 3 }],
    ]);
    const nap = benchmarkOf(run, 'nap {s}', { s: 2 });
    const time = measureOf(nap, 'time');
    expect(time).toMatchObject({
      metric: 'execution-time',
      unit: 's',
      direction: 'lower',
      kind: 'samples',
      reported: { mean: 0.02332565525, stddev: 0.0026035434430625977, median: 0.0223119585, n: null },
    });
    expect(samplesOf(time)).toHaveLength(4);
    expect(textAt(file, { line: time.samples!.lines[3]!, column: time.samples!.columns[3]! })).toBe(
      '0.022979184',
    );
    expect(measureOf(nap, 'user')).toMatchObject({
      metric: 'user-time',
      kind: 'summary',
      reported: { mean: 0.00056425 },
    });
    expect(file.result.problems).toEqual([]);
  });

  it('reads the CSV of the same scan, each statistic at its cell', () => {
    const file = readFixture('hyperfine/scan.csv', hyperfine);
    expect(file.recognition?.score).toBe(0.95);
    const run = onlyRun(file.result);
    expect(file.result.role).toBe('summary');
    const nap = benchmarkOf(run, 'nap {s}', { s: 3 });
    const time = measureOf(nap, 'time');
    expect(time).toMatchObject({
      kind: 'summary',
      unit: 's',
      column: 'mean',
      reported: { mean: 0.032316198750000004, max: 0.033915615 },
    });
    expect(textAt(file, time.place)).toBe('0.032316198750000004');
    expect(measureOf(nap, 'system').reported?.mean).toBe(0);
  });

  it('takes the unit of Markdown from its header', () => {
    const file = readFixture('hyperfine/scan.md', hyperfine);
    expect(file.recognition?.score).toBe(0.95);
    const nap = benchmarkOf(onlyRun(file.result), 'nap 2');
    const time = measureOf(nap, 'time');
    expect(time).toMatchObject({ unit: 's', unitInFile: 'ms' });
    expect(time.reported?.mean).toBeCloseTo(0.0233, 12);
    expect(time.reported?.stddev).toBeCloseTo(0.0026, 12);
    expect(textAt(file, time.place)).toBe('23.3');
    expect(measureOf(nap, 'Relative')).toMatchObject({
      unit: '1',
      notCountedBecause: 'It is made from the means beside it.',
      reported: { mean: 1.46, stddev: 0.71 },
    });
  });

  it('keeps commands that Markdown cannot tell apart as occurrences', () => {
    const run = onlyRun(readFixture('hyperfine/milliseconds.md', hyperfine).result);
    expect(run.benchmarks.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['sleep 0.01', {}],
      ['sleep 0.0a', {}],
      ['sleep 0.01', { occurrence: 2 }],
      ['sleep 0.0b', {}],
    ]);
    expect(measureOf(run.benchmarks[2]!, 'time').reported?.mean).toBeCloseTo(0.0174, 12);
  });

  it('counts runs with a bad exit code as failed and says that hyperfine does not', () => {
    const file = readFixture('hyperfine/failing.json', hyperfine);
    const run = onlyRun(file.result);
    const [first, second] = run.benchmarks;
    expect(samplesOf(measureOf(first!, 'time')).map(({ outcome, error }) => [outcome, error])).toEqual([
      [0, ''],
      [2, 'exit code 1'],
      [2, 'exit code 1'],
      [2, 'exit code 1'],
    ]);
    expect(samplesOf(measureOf(second!, 'time')).every(({ outcome }) => outcome === 2)).toBe(true);
    expect(file.result.problems.map(({ severity, line, message }) => [severity, line, message])).toEqual([
      [
        'warning',
        18,
        `3 of the 4 runs of “${first!.name}” failed; hyperfine's own statistics include them, the samples that count do not.`,
      ],
      [
        'warning',
        40,
        `4 of the 4 runs of “${second!.name}” failed; hyperfine's own statistics include them, the samples that count do not.`,
      ],
    ]);
  });

  it('reads quoted commands of CSV', () => {
    const run = onlyRun(readFixture('hyperfine/failing.csv', hyperfine).result);
    expect(run.benchmarks[1]?.name).toBe(String.raw`sh -c "kill -9 \$\$"`);
  });

  it('reads what is whole of odd and cut files', () => {
    const odd = readFixture('hyperfine/odd.json', hyperfine);
    const run = onlyRun(odd.result);
    const once = benchmarkOf(run, 'tool --once');
    expect(measureOf(once, 'time').reported).toMatchObject({ mean: 0.25, stddev: null });
    expect(samplesOf(measureOf(once, 'time'))[1]).toMatchObject({
      outcome: 2,
      error: 'no time was recorded',
    });
    expect(once.measures.map(({ label }) => label)).toEqual(['time', 'user']);
    expect(samplesOf(measureOf(benchmarkOf(run, 'tool --killed'), 'time'))[0]?.error).toBe(
      'ended by a signal',
    );
    expect(odd.result.problems[0]).toMatchObject({
      line: 3,
      message: 'Result 1 is no object and was not read.',
    });
    const cut = readFixture('hyperfine/cut.json', hyperfine);
    expect(cut.recognition?.score).toBe(0.95);
    expect(benchmarkOf(onlyRun(cut.result), 'nap 1').measures).toHaveLength(3);
  });

  it('names the commands of a scan by their template only where it is one for all', () => {
    const names = (...commands: string[]) =>
      commandCases(commands.map((command, index) => ({ command, parameters: { s: index + 1 } }))).map(
        ({ name }) => name,
      );
    expect(names('a -j 1', 'a -j 2')).toEqual(['a -j {s}', 'a -j {s}']);
    expect(names('a10 -j 1', 'a10 -j 2')).toEqual(['a10 -j 1', 'a10 -j 2']);
    expect(names('a', 'a')).toEqual(['a', 'a']);
    expect(names('a 1')).toEqual(['a 1']);
  });
});
