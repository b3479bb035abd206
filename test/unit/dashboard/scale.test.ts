import { describe, expect, it } from 'vitest';
import { chartSteps } from '../../../src/core/dashboard/chart.ts';
import { choicesSteps } from '../../../src/core/dashboard/choices.ts';
import { compareModelSteps } from '../../../src/core/dashboard/compare.ts';
import { metricIndexSteps } from '../../../src/core/dashboard/metric-index.ts';
import { overviewSteps } from '../../../src/core/dashboard/overview.ts';
import { NO_FILTER } from '../../../src/core/dashboard/query.ts';
import { runToEnd, type Steps } from '../../../src/core/model/steps.ts';
import { DEFAULT_PROJECT } from '../../../src/core/project/project-file.ts';
import { largeSnapshot } from '../../support/large-snapshot.ts';

function slices<T>(steps: Steps<T>): number {
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
}

describe('a folder of many benchmarks', () => {
  const shape = { runs: 10, benchmarks: 50, metrics: 8, samples: 3 };
  const perMetric = shape.runs * shape.benchmarks;
  const all = perMetric * shape.metrics;

  it('is indexed once; a chart looks at the measures of its own metric only', () => {
    let looked = 0;
    const snapshot = largeSnapshot({ ...shape, onMeasure: () => looked++ });
    const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER));
    if (query === null) throw new Error('nothing to choose');
    expect(looked).toBeGreaterThanOrEqual(all);
    looked = 0;
    runToEnd(choicesSteps(snapshot, NO_FILTER));
    expect(looked, 'choices again').toBeLessThan(12 * perMetric);
    looked = 0;
    runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, { ...query, type: 'bars', grouping: 'configuration' }));
    expect(looked, 'a chart').toBeLessThan(20 * perMetric);
    looked = 0;
    runToEnd(chartSteps(snapshot, DEFAULT_PROJECT, { ...query, type: 'load-curve' }));
    expect(looked, 'no load, no rows').toBeLessThan(4 * perMetric);
  });

  it('gives the host turns while it works', () => {
    const snapshot = largeSnapshot({ ...shape, runs: 12 });
    const big = largeSnapshot({ runs: 6, benchmarks: 1000, metrics: 8, samples: 1 });
    expect(slices(metricIndexSteps(big))).toBeGreaterThan(8);
    expect(slices(overviewSteps(snapshot, DEFAULT_PROJECT, null))).toBeGreaterThan(40);
    const [before, after] = [snapshot.runs.slice(0, 6), snapshot.runs.slice(6)].map((runs) => ({
      kind: 'runs' as const,
      ids: runs.map(({ id }) => id),
    }));
    if (before === undefined || after === undefined) throw new Error('no sides');
    const query = { sides: [before, after], ignore: [], filter: NO_FILTER, metrics: [] };
    const pairs = shape.benchmarks * shape.metrics;
    expect(slices(compareModelSteps(snapshot, DEFAULT_PROJECT, query))).toBeGreaterThanOrEqual(pairs / 20);
  });

  it('says what it left out, and how to see it', () => {
    const snapshot = largeSnapshot({ ...shape, benchmarks: 200, runs: 2 });
    const { query } = runToEnd(choicesSteps(snapshot, NO_FILTER, { type: 'bars' }));
    if (query === null) throw new Error('nothing to choose');
    const result = runToEnd(
      chartSteps(snapshot, DEFAULT_PROJECT, { ...query, grouping: 'configuration', split: null }),
    );
    if (result.kind !== 'chart') throw new Error(result.why);
    expect(result.leftOut).toEqual([
      {
        drawn: 60,
        total: 200,
        of: 'groups',
        what: '60 of 200 groups are drawn.',
        how: 'Filter by text, category, tool or run, or group by something with fewer values.',
      },
    ]);
  });
});
