import type { Bag, Scalar } from '../model/measure.ts';
import type { ResultBuilder, RunBuilder, RunFacts } from './build.ts';
import type { Steps } from '../model/steps.ts';
import { problem, type Severity } from '../model/problem.ts';
import { environmentKey } from './environment.ts';
import { areStates, fillRun } from './generic-fill.ts';
import { addParameter, groupRows, parameterNames, type RowGroup } from './generic-groups.ts';
import type { Grid } from './generic-grid.ts';
import { withQuantities } from './generic-quantities.ts';
import { rowOutcomes } from './generic-outcome.ts';
import { planColumns, type ColumnPlan } from './generic-plan.ts';
import { labelColumns } from './generic-samples.ts';
import { groupMetrics } from './generic-statistics.ts';
import { isSequence, rowTimes } from './generic-times.ts';
import { isPath, type At } from './places.ts';
import type { ReadMapping } from './mapping.ts';

/** What is known of a grid from outside. */
export interface GridContext {
  readonly mappings: readonly ReadMapping[] | undefined;
  /** Name of benchmarks that no column names. */
  readonly name: string;
  /** Facts from around the records. */
  readonly parameters: Bag;
  readonly environment: Bag;
  readonly run?: RunFacts;
  /** The run to write into; else one of its own is made. */
  readonly into?: RunBuilder | null;
  /** Put before the names of benchmarks, where a file holds several kinds of records. */
  readonly prefix?: string | null;
  /** Read numbers whose meaning nothing tells even where no column is a metric. */
  readonly isUnmapped?: boolean;
  /** Lists of numbers that stand in the records beside their columns: they are read even when no column is a metric. */
  readonly lists?: ((groups: readonly RowGroup[], run: RunBuilder) => void) | null;
}

/** Reads one grid into a run; null where no column is a metric. */
export function* readGrid(given: Grid, context: GridContext, out: ResultBuilder): Steps<RunBuilder | null> {
  for (const column of given.columns.keys()) {
    given.census(column);
    yield;
  }
  const grid = withQuantities(given);
  const plan = yield* planColumns(grid, context.mappings, context.isUnmapped);
  const lists = context.lists ?? null;
  if (!holdsResults(plan, context) || grid.rowCount === 0) return null;
  const outcome = rowOutcomes(grid, plan);
  const { first, last, times } = rowTimes(grid, plan.time);
  const { groups: unprefixed, dropped } = yield* groupRows(grid, plan, {
    warmup: outcome.warmup,
    name: context.name,
  });
  const metrics = groupMetrics(plan.metrics);
  const shared = sharedFacts(grid, plan);
  const groups = unprefixed.map((group) => prefixed(group, context, shared.parameters));
  const run =
    context.into ??
    out.run({
      startedAt: first,
      endedAt: last !== null && last.iso !== first?.iso ? last : null,
      ...context.run,
      environment: { ...context.environment, ...shared.environment },
      parameters: { ...context.parameters, ...shared.parameters },
    });
  const facts = {
    outcomes: outcome.outcomes,
    errors: outcome.errors,
    times,
    labels: labelColumns(grid, plan),
  };
  const isSampler = isSequence(times) && areStates(plan.metrics);
  const input = { grid, plan, metrics, facts, groups, isSampler };
  const remarks = yield* fillRun(input, run);
  lists?.(groups, run);
  if (metrics.statistics.length > 0 && groups.length === grid.rowCount && metrics.repetitions.length === 0)
    out.role = 'summary';
  if (isSampler) out.role = 'timeseries';
  for (const remark of [...outcome.contradictions, ...remarks])
    tell(out, remark.at, 'warning', remark.message);
  for (const column of dropped) {
    const name = grid.columns[column]?.label ?? '';
    tell(
      out,
      grid.at(0, column),
      'info',
      `${name} has nearly as many values as there are rows and does not tell benchmarks apart.`,
    );
  }
  return run;
}

function holdsResults(plan: ColumnPlan, { lists, isUnmapped }: GridContext): boolean {
  if (plan.metrics.length > 0 || (lists ?? null) !== null) return true;
  return isUnmapped === true && plan.unknown.length > 0;
}

/** In a run of several grids, what is constant in one of them tells its benchmarks from the others'. */
function prefixed(group: RowGroup, { prefix, name, into }: GridContext, shared: Bag): RowGroup {
  const isNamed = prefix !== undefined && prefix !== null && group.name !== name;
  return {
    ...group,
    name: isNamed ? `${prefix}/${group.name}` : group.name,
    parameters: into === undefined || into === null ? group.parameters : { ...shared, ...group.parameters },
  };
}

/** A problem at a cell, whether its place is known yet or not. */
export function tell(out: ResultBuilder, at: At, severity: Severity, message: string): void {
  if (isPath(at)) out.problemAt(at, severity, message);
  else out.problem(problem(severity, message, at.line, at.column));
}

function sharedFacts(grid: Grid, plan: ColumnPlan): { readonly environment: Bag; readonly parameters: Bag } {
  const environment: Record<string, Scalar> = {};
  const parameters: Record<string, Scalar> = {};
  const names = parameterNames(grid);
  for (const column of plan.shared) {
    const key = environmentKey(grid.columns[column]?.words ?? '');
    const content = plan.codes.get(column);
    const value = content?.values[content.codes[0] ?? 0] ?? '';
    if (key !== null && value !== '') environment[key] = value;
    else addParameter(parameters, plan, { column, row: 0, name: names[column] ?? '' });
  }
  return { environment, parameters };
}
