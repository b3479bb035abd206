import type { Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { isNonFiniteWord } from '../text/number.ts';
import type { BenchmarkBuilder, MeasureBuilder, MeasureSpec } from './build-measure.ts';
import type { SampleExtra } from './build-samples.ts';
import type { RunBuilder } from './build.ts';
import type { RowGroup } from './generic-groups.ts';
import type { Grid } from './generic-grid.ts';
import { outcomeOf, type Remark } from './generic-outcome.ts';
import type { ColumnPlan, MetricColumn } from './generic-plan.ts';
import { RowSamples, type RowFacts } from './generic-samples.ts';
import {
  edgeOfRows,
  extremeRow,
  reportedAs,
  standsForRow,
  type MetricGroups,
  type RepetitionGroup,
  type StatisticGroup,
} from './generic-statistics.ts';
import { OUTCOME_CODES } from '../model/sample.ts';

const UNKNOWN = 'neither its name nor a unit says what it measures';
const EDGE = 'a statistic of each row; those of several rows are not averaged';
const WARMUP = 'warm-up';
const ALWAYS_ZERO = 'always zero, so it was not measured';

/** Metrics that cannot be zero while something runs. */
const NEVER_ZERO = new Set(['throughput', 'energy', 'energy-efficiency', 'memory-peak', 'gpu-memory-peak']);

/** Units of quantities that are never exactly zero. */
const NEVER_ZERO_UNITS = new Set(['Hz', 'W', '°C']);

/** States of a machine: a column of them with times is a time series. */
const STATES = new Set([
  'gpu-utilization',
  'gpu-memory-utilization',
  'cpu-utilization',
  'memory-utilization',
  'disk-utilization',
  'utilization',
  'power',
  'temperature',
  'clock',
  'memory-clock',
  'fan-speed',
  'memory-used',
  'gpu-memory',
]);

/** Everything that is known of a grid before its numbers are handed on. */
export interface FillInput {
  readonly grid: Grid;
  readonly plan: ColumnPlan;
  readonly metrics: MetricGroups;
  readonly facts: RowFacts;
  readonly groups: readonly RowGroup[];
  /** Rows of a sampler: states of a machine, one after the other in time. */
  readonly isSampler: boolean;
}

/** True when all columns are states of a machine. */
export function areStates(metrics: readonly MetricColumn[]): boolean {
  return metrics.length > 0 && metrics.every((column) => STATES.has(column.metric));
}

/** Writes the numbers of a grid into a run. Returns remarks about cells that are no numbers. */
export function* fillRun(input: FillInput, run: RunBuilder): Steps<Remark[]> {
  const filler = new Filler(input);
  for (const group of input.groups) {
    yield* filler.fill(group, run.benchmark(group.name, group.parameters));
  }
  return filler.remarks;
}

class Filler {
  readonly remarks: Remark[] = [];
  readonly #input: FillInput;
  /** Some benchmark has several rows: then each row is an observation, whatever it sums up. */
  readonly #repeats: boolean;
  readonly #remarked = new Set<number>();

  constructor(input: FillInput) {
    this.#input = input;
    this.#repeats = input.groups.length < input.grid.rowCount;
  }

  *fill(group: RowGroup, benchmark: BenchmarkBuilder): Steps<void> {
    const { metrics, plan, grid, facts } = this.#input;
    const samples = new RowSamples(grid, facts, group.rows);
    for (const column of metrics.single) {
      const measure = (): MeasureBuilder => benchmark.measure(column.label, this.#spec(column, group));
      if (this.#isOneNumber(column)) this.#addValues(column, group, measure);
      else this.#addSamples(column, group, samples, measure);
      yield;
    }
    for (const statistics of metrics.statistics) this.#addStatistics(statistics, group, samples, benchmark);
    yield;
    for (const repetitions of metrics.repetitions) this.#addRepetitions(repetitions, group, benchmark);
    for (const column of plan.unknown) {
      const spec = { ...this.#spec(column, group), notCountedBecause: UNKNOWN };
      this.#addSamples(column, group, samples, () => benchmark.measure(column.label, spec));
    }
  }

  #spec(column: MetricColumn, group: RowGroup): MeasureSpec {
    const spec: MeasureSpec = {
      ...column.spec,
      ...(this.#input.grid.isTable ? { column: column.label } : {}),
    };
    if (group.isWarmup) return { ...spec, notCountedBecause: WARMUP };
    const edge = edgeOfRows(group.parameters);
    if (edge !== null) return { ...spec, notCountedBecause: `the ${edge} of observations, not one of them` };
    if (this.#isUnmeasured(column, group)) return { ...spec, notCountedBecause: ALWAYS_ZERO };
    return this.#input.isSampler && STATES.has(column.metric) ? { ...spec, kind: 'timeseries' } : spec;
  }

  #isUnmeasured(column: MetricColumn, group: RowGroup): boolean {
    if (!NEVER_ZERO.has(column.metric) && !NEVER_ZERO_UNITS.has(column.unit ?? '')) return false;
    const values = this.#input.grid.numbers(column.column);
    return group.rows.every((row) => values[row] === 0 && this.#input.facts.outcomes?.[row] !== 2);
  }

  /** A total, a size or a count of a benchmark that stands in one row only, and all numbers beside summaries. */
  #isOneNumber(column: MetricColumn): boolean {
    if (this.#repeats || this.#input.isSampler) return false;
    if (this.#input.metrics.statistics.length > 0) return true;
    return metricInfo(column.metric).aggregate === 'total' || column.unit === 'B' || column.unit === 'count';
  }

  #addValues(column: MetricColumn, group: RowGroup, measure: () => MeasureBuilder): void {
    for (const row of group.rows) {
      const cell = this.#cell(row, column);
      if (cell === null) continue;
      if (cell.extra.outcome === undefined)
        measure().value(cell.value, this.#input.grid.at(row, column.column));
      else measure().sample(cell.value, this.#input.grid.at(row, column.column), cell.extra);
    }
  }

  #addSamples(
    column: MetricColumn,
    group: RowGroup,
    samples: RowSamples,
    measure: () => MeasureBuilder,
  ): void {
    const { grid } = this.#input;
    const { text, nonFinite } = grid.census(column.column);
    if (text === 0 && nonFinite === 0 && grid.isTable) {
      const set = samples.set(column.column);
      if (set !== null) measure().samplesFrom(set);
      return;
    }
    for (const row of group.rows) {
      const cell = this.#cell(row, column);
      if (cell !== null) measure().sample(cell.value, grid.at(row, column.column), cell.extra);
    }
  }

  #addStatistics(
    group: StatisticGroup,
    rows: RowGroup,
    samples: RowSamples,
    benchmark: BenchmarkBuilder,
  ): void {
    if (this.#repeats) {
      if (this.#addExtreme(group, rows, benchmark)) return;
      for (const column of group.members) {
        const spec = this.#spec(column, rows);
        const told = standsForRow(column, group) ? spec : { notCountedBecause: EDGE, ...spec };
        this.#addSamples(column, rows, samples, () => benchmark.measure(column.label, told));
      }
      return;
    }
    const { grid, facts, plan } = this.#input;
    const row = rows.rows[0] ?? 0;
    const isEmpty = group.members.every(({ column }) => Number.isNaN(grid.number(row, column)));
    if (isEmpty && facts.outcomes?.[row] !== 2) return;
    const measure = benchmark.measure(group.label, this.#spec(group.headline, rows));
    const at = grid.at(row, group.headline.column);
    const state = OUTCOME_CODES[facts.outcomes?.[row] ?? 0] ?? 'ok';
    if (state === 'failed') {
      measure.sample(NaN, at, this.#extra(row));
      return;
    }
    const value = group.members.find(({ statistic }) => statistic === 'value');
    if (value !== undefined) measure.value(grid.number(row, value.column), grid.at(row, value.column));
    this.#report(measure, group, row);
    const n = plan.count === null ? NaN : grid.number(row, plan.count);
    if (plan.count !== null && !Number.isNaN(n)) measure.reported({ n }, grid.at(row, plan.count));
  }

  /**
   * The greatest of all maxima is the maximum of all rows together, which is all that such a column says by itself. What
   * was logged over time, and rows that failed, stay observations.
   */
  #addExtreme(group: StatisticGroup, rows: RowGroup, benchmark: BenchmarkBuilder): boolean {
    const { grid, facts } = this.#input;
    const { statistic, column } = group.headline;
    const { text, nonFinite } = grid.census(column);
    const isPlain = facts.times === null && text + nonFinite === 0;
    if (group.members.length > 1 || !isPlain || rows.rows.some((row) => facts.outcomes?.[row] === 2))
      return false;
    const most = extremeRow(statistic, rows.rows, grid.numbers(column));
    if (most === null || statistic === null) return false;
    const measure = benchmark.measure(group.label, this.#spec(group.headline, rows));
    const reported = reportedAs(statistic, grid.number(most, column));
    if (reported !== null) measure.reported(reported, grid.at(most, column));
    return true;
  }

  /** Each statistic at its own place, the headline first. */
  #report(measure: MeasureBuilder, group: StatisticGroup, row: number): void {
    const { grid } = this.#input;
    const others = group.members.filter((member) => member !== group.headline);
    for (const { column, statistic } of [group.headline, ...others]) {
      const reported = reportedAs(statistic ?? 'value', grid.number(row, column));
      if (reported !== null) measure.reported(reported, grid.at(row, column));
    }
  }

  #addRepetitions(group: RepetitionGroup, rows: RowGroup, benchmark: BenchmarkBuilder): void {
    const { grid } = this.#input;
    const first = group.members[0]?.column;
    if (first === undefined) return;
    const spec = this.#spec({ ...first, label: group.label }, rows);
    const measure = (): MeasureBuilder => benchmark.measure(group.label, spec);
    for (const row of rows.rows) {
      for (const { column, repetition } of group.members) {
        const cell = this.#cell(row, column);
        if (cell === null) continue;
        const labels = { ...cell.extra.labels, repetition };
        measure().sample(cell.value, grid.at(row, column.column), { ...cell.extra, labels });
      }
      if (group.statistics === null || rows.rows.length > 1) continue;
      this.#report(measure(), group.statistics, row);
    }
  }

  /** The observation in a cell; null where there is none. */
  #cell(row: number, column: MetricColumn): { readonly value: number; readonly extra: SampleExtra } | null {
    const { grid } = this.#input;
    const value = grid.number(row, column.column);
    const extra = this.#extra(row);
    if (!Number.isNaN(value)) return { value, extra };
    if (extra.outcome === 'failed') return { value, extra };
    const text = grid.text(row, column.column);
    if (text === '' || text === '-' || /^#?n\/?a$/i.test(text)) return null;
    this.#remark(row, column, text);
    if (isNonFiniteWord(text))
      return { value, extra: { ...extra, outcome: 'failed', error: `not a finite number: ${text}` } };
    return outcomeOf(text, '') === 'failed'
      ? { value, extra: { ...extra, outcome: 'failed', error: text } }
      : null;
  }

  /** One remark per column is enough. */
  #remark(row: number, column: MetricColumn, text: string): void {
    if (this.#remarked.has(column.column)) return;
    this.#remarked.add(column.column);
    const { text: texts, nonFinite } = this.#input.grid.census(column.column);
    const others = texts + nonFinite > 1 ? ` (${texts + nonFinite} cells of this column are no numbers)` : '';
    this.remarks.push({
      at: this.#input.grid.at(row, column.column),
      message: `${column.label} holds “${text.slice(0, 80)}” where a number belongs${others}.`,
    });
  }

  #extra(row: number): SampleExtra {
    const { outcomes, errors, times, labels } = this.#input.facts;
    const outcome = OUTCOME_CODES[outcomes?.[row] ?? 0] ?? 'ok';
    const error = errors?.dictionary[errors.codes[row] ?? 0] ?? '';
    const time = times?.[row] ?? NaN;
    const said: Record<string, string> = {};
    for (const label of labels) {
      const text = label.dictionary[label.codes[row] ?? 0] ?? '';
      if (text !== '') said[label.name] = text;
    }
    return {
      labels: said,
      time: Number.isNaN(time) ? null : time,
      ...(outcome === 'ok' ? {} : { outcome }),
      ...(error === '' || outcome === 'ok' ? {} : { error }),
    };
  }
}
