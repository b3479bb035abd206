import { COLD_BY } from '../catalogue/cold.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { countEvidence, evidenceOf, joinedEvidence, okSamples } from '../figures/evidence.ts';
import { countFigure, figure, ratioFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import { remembered } from '../model/remembered.ts';
import type { Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words } from '../report/inline.ts';
import { quantile } from '../stats/quantile.ts';
import { plural, sizeWeight, type Finding, type FindingInput } from './finding.ts';
import { categoryCode } from './names.ts';

/** Latencies in which a cold start shows, most telling first. */
const SHOWN_IN = ['ttft', 'latency', 'load-time', 'prompt-eval-time'];

/** Below this ratio of medians a cold start is in the table, but no finding. */
const TELLING_RATIO = 1.5;

/** One run's cold rows against its warm ones, in the latency that shows them best. */
export interface ColdWarmSplit {
  readonly run: CatalogueRun;
  readonly metric: string;
  /** Median of the cold rows / median of the warm ones. */
  readonly ratio: number;
  readonly cold: number;
  /** Of these, rows with a slow first prompt evaluation but no reload. */
  readonly withoutReload: number;
  /** Some rows reload; else all of them pay only a slow first prompt evaluation. */
  readonly reloads: boolean;
  readonly figures: {
    /** Cold by load time, where load times are recorded; else by prompt-evaluation time. */
    readonly coldRows: Figure;
    readonly withoutReload: Figure | null;
    readonly warmRows: Figure;
    readonly allRows: Figure;
    readonly coldMedian: Figure;
    readonly warmMedian: Figure;
    readonly ratio: Figure;
  };
}

/** Runs that have cold and warm rows, in the order of the snapshot. */
export function* coldWarmSplits(snapshot: Snapshot): Steps<ColdWarmSplit[]> {
  const splits: ColdWarmSplit[] = [];
  for (const run of snapshot.runs) {
    splits.push(...(yield* splitOfRun(run)));
    yield;
  }
  return splits;
}

/** None or one. */
const splitOfRun = remembered(function* (run: CatalogueRun): Steps<readonly ColdWarmSplit[]> {
  yield;
  const split = splitOf(run);
  return split === null ? [] : [split];
});

function splitOf(run: CatalogueRun): ColdWarmSplit | null {
  const counted = run.measures.filter((entry) => entry.counted && entry.cold !== null);
  const byMetric = groupBy(counted, ({ measure }) => measure.metric);
  const metric = SHOWN_IN.find((id) => byMetric.has(id));
  if (metric === undefined) return null;
  const entries = byMetric.get(metric) ?? [];
  const cold = valuesWhere(entries, isCold);
  const warm = valuesWhere(entries, isWarm);
  return cold.length === 0 || warm.length === 0
    ? null
    : { run, metric, cold: cold.length, ...figuresOf(metric, entries, cold, warm) };
}

function isCold(entry: CatalogueMeasure, index: number): boolean {
  return okSamples(entry, index) && (entry.cold?.[index] ?? 0) !== 0;
}

function isWarm(entry: CatalogueMeasure, index: number): boolean {
  return okSamples(entry, index) && (entry.cold?.[index] ?? 0) === 0;
}

/** Ascending. */
function valuesWhere(entries: readonly CatalogueMeasure[], choose: typeof isCold): number[] {
  const values: number[] = [];
  for (const entry of entries) {
    entry.measure.samples?.values.forEach((value, index) => {
      if (choose(entry, index)) values.push(value);
    });
  }
  return values.sort((a, b) => a - b);
}

function figuresOf(
  metric: string,
  entries: readonly CatalogueMeasure[],
  cold: readonly number[],
  warm: readonly number[],
): Pick<ColdWarmSplit, 'ratio' | 'figures' | 'withoutReload' | 'reloads'> {
  const unit = entries[0]?.measure.unit ?? null;
  const coldEvidence = evidenceOf(entries, 'cold rows', isCold);
  const warmEvidence = evidenceOf(entries, 'warm rows', isWarm);
  const both = joinedEvidence([coldEvidence, warmEvidence], metricInfo(metric).short, 'cold and warm rows');
  const median = (evidence: typeof both, values: readonly number[]): Figure => {
    const facts = {
      metric,
      statistic: 'median' as const,
      value: quantile(values, 0.5),
      unit,
      n: values.length,
    };
    return figure(evidence, { ...facts, formula: 'middle of the sorted values' });
  };
  const ratio = quantile(cold, 0.5) / quantile(warm, 0.5);
  const total = cold.length + warm.length;
  const slowOnly = valuesWhere(
    entries,
    (entry, index) => okSamples(entry, index) && entry.cold?.[index] === COLD_BY.promptEvaluation,
  ).length;
  const withoutReload = slowOnly === cold.length ? 0 : slowOnly;
  const byLoad = slowOnly < cold.length;
  return {
    ratio,
    withoutReload,
    reloads: byLoad,
    figures: {
      coldRows: countFigure(
        coldEvidence,
        cold.length - withoutReload,
        `ok rows whose ${byLoad ? 'load' : 'prompt-evaluation'} time is above 5 × the run’s median`,
      ),
      withoutReload:
        withoutReload === 0
          ? null
          : countFigure(
              coldEvidence,
              withoutReload,
              'ok rows whose prompt-evaluation time alone is above 5 × the run’s median',
            ),
      warmRows: countFigure(warmEvidence, warm.length, 'the other ok rows'),
      allRows: countFigure(both, total, 'ok rows'),
      coldMedian: median(coldEvidence, cold),
      warmMedian: median(warmEvidence, warm),
      ratio: ratioFigure(both, ratio, 'median of the cold rows / median of the warm rows', total),
    },
  };
}

/** Runs in which some observations paid a (re)load: how many, and what it costs; several runs are summed up first. */
export function* coldStarts({ snapshot }: FindingInput): Steps<Finding[]> {
  const splits = (yield* coldWarmSplits(snapshot)).filter(({ ratio }) => ratio >= TELLING_RATIO);
  const single = splits.map((split) => told(split));
  return splits.length > 1 ? [overall(splits), ...single] : single;
}

function overall(splits: readonly ColdWarmSplit[]): Finding {
  const sorted = [...splits].sort((a, b) => a.ratio - b.ratio);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) throw new RangeError('a summary needs runs');
  const evidence = countEvidence('runs with cold rows', 'cold-starts');
  const runs = countFigure(evidence, splits.length, 'runs with cold and warm rows');
  const short = words(inSentence(metricInfo(most.metric).short));
  return {
    kind: 'cold-start',
    category: null,
    overall: true,
    weight: Math.min(0.88, 0.8 * sizeWeight(most.ratio) + 0.1),
    statement: say`In ${runs} runs cold and warm rows are mixed, and a cold row’s median ${short} is ${least.figures.ratio} to ${most.figures.ratio} that of the warm ones (worst: ${most.figures.coldMedian} against ${most.figures.warmMedian} in ${code(most.run.file.path)}): their plain mean describes neither.`,
    detail: [],
    advice: {
      group: 'Benchmarking strategy',
      text: say`Warm the model up before measuring, or report cold and warm ${short} apart: in ${runs} runs both are mixed.`,
    },
  };
}

function told({ run, metric, ratio, cold, withoutReload, reloads, figures }: ColdWarmSplit): Finding {
  const short = words(inSentence(metricInfo(metric).short));
  const { coldRows, allRows, coldMedian, warmMedian } = figures;
  const verb = words(plural(cold - withoutReload, 'pays', 'pay'));
  const more =
    figures.withoutReload === null ? [] : say`, ${figures.withoutReload} more a slow first prompt evaluation`;
  return {
    kind: 'cold-start',
    category: run.category,
    weight: 0.75 * sizeWeight(ratio) + Math.min(0.05, cold / 400),
    statement: say`${code(run.file.path)} (${categoryCode(run.category)}): of ${allRows} rows ${coldRows} ${verb} ${words(reloads ? 'a (re)load' : 'a slow first prompt evaluation')}${more}: median ${short} ${coldMedian} against ${warmMedian} warm, ${figures.ratio}.`,
    detail: [],
    advice: null,
  };
}
