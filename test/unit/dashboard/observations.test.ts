import { describe, expect, it } from 'vitest';
import { observationsAt, observedValues } from '../../../src/core/dashboard/observations.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFiles } from '../../support/read-folder.ts';

const { measures } = readFiles({
  'a/one.csv': 'benchmark,repetition,latency_ms\ncopy,0,5\ncopy,1,3\ncopy,2,5\ncopy,3,4\n',
  'b/two.csv': 'benchmark,repetition,latency_ms\ncopy,0,4\ncopy,1,6\ncopy,2,5\n',
});
const counted = measures.filter(({ counted: counts }) => counts);

describe('observations of several measures', () => {
  const sorted = runToEnd(observedValues(counted));

  it('are sorted together', () => {
    expect(counted).toHaveLength(2);
    expect([...sorted]).toEqual([0.003, 0.004, 0.004, 0.005, 0.005, 0.005, 0.006]);
  });

  it('are found by rank with their places; equal values in the order of their measures', () => {
    const found = runToEnd(observationsAt([0, 2, 3, 4, 5, 6], sorted, counted));
    expect(found.map(({ value, file, line }) => [value, file, line])).toEqual([
      [0.003, 'a/one.csv', 3],
      [0.004, 'b/two.csv', 2],
      [0.005, 'a/one.csv', 2],
      [0.005, 'a/one.csv', 4],
      [0.005, 'b/two.csv', 4],
      [0.006, 'b/two.csv', 3],
    ]);
  });
});
