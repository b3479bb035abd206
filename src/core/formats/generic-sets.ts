import { UNNAMED } from '../model/measure.ts';
import type { Steps } from '../model/steps.ts';
import type { ResultBuilder, RunBuilder } from './build.ts';
import { readAround } from './generic-around.ts';
import { sortAround, type Around } from './generic-context.ts';
import type { RowGroup } from './generic-groups.ts';
import { meaningOf } from './generic-meaning.ts';
import { readGrid, type GridContext } from './generic-read.ts';
import { gridOfRecords } from './generic-record-grid.ts';
import {
  isMetricName,
  wordsOf,
  type FoundRecord,
  type FoundRecords,
  type RecordSet,
} from './generic-records.ts';
import type { ReadMapping } from './mapping.ts';

const COMMON_KEYS =
  /^(?:results?|data|records|rows|runs|benchmarks?|measurements|samples|entries|items|metrics|tests|cases)?$/i;

/** Reads all sets of records into runs. */
export function* readRecordSets(
  found: FoundRecords,
  mappings: readonly ReadMapping[] | undefined,
  out: ResultBuilder,
): Steps<void> {
  const around = sortAround(found.around);
  const { run: facts, environment, parameters } = around;
  const several = found.sets.length > 1;
  const shared = several ? out.run({ ...facts, environment, parameters }) : null;
  let run = shared;
  for (const set of found.sets) run = (yield* readSet(set, around, { mappings, into: shared }, out)) ?? run;
  if (run !== null) readAround(around.metrics, found.sets, { run, out });
}

function* readSet(
  set: RecordSet,
  around: Around,
  { mappings, into }: Pick<GridContext, 'mappings'> & { readonly into: RunBuilder | null },
  out: ResultBuilder,
): Steps<RunBuilder | null> {
  const { grid, records } = gridOfRecords(set);
  const isCommon = COMMON_KEYS.test(set.key);
  const context = {
    mappings,
    name: isCommon ? UNNAMED : set.key,
    prefix: into !== null && !isCommon ? set.key : null,
    parameters: around.parameters,
    environment: around.environment,
    run: around.run,
    into,
    lists: records.some((record) => metricLists(record).length > 0)
      ? (groups: readonly RowGroup[], run: RunBuilder) => {
          for (const group of groups) readLists(group, records, run);
        }
      : null,
  };
  return yield* readGrid(grid, context, out);
}

function metricLists(record: FoundRecord): FoundRecord['flat']['lists'] {
  return record.flat.lists.filter((list) => isMetricName(wordsOf(list.keys, null), list.unit));
}

/** Arrays of numbers in a record: the observations of one measure. */
function readLists(group: RowGroup, records: readonly FoundRecord[], run: RunBuilder): void {
  const benchmark = run.benchmark(group.name, group.parameters);
  for (const row of group.rows) {
    const record = records[row];
    if (record === undefined) continue;
    for (const list of metricLists(record)) {
      const label = list.keys.join('.');
      const facts = { label, words: wordsOf(list.keys, null), unit: list.unit, statistic: null };
      const { spec } = meaningOf(facts, null);
      const measure = benchmark.measure(
        label,
        group.isWarmup ? { ...spec, notCountedBecause: 'warm-up' } : spec,
      );
      const labels = group.rows.length > 1 ? { record: row + 1 } : {};
      measure.sampleArray(list.values, list.path, { labels });
    }
  }
}
