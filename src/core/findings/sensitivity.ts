import { groupBy } from '../catalogue/twins.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, figure, pFigure, shareFigure } from '../figures/figure.ts';
import type { Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, enumerate, say, words, type Inline } from '../report/inline.ts';
import type { EffectReason, ParameterEffect, ParameterLevel } from '../stats/sweep.ts';
import { spreadFormula, testFormula } from './effect-formulas.ts';
import type { Advice, Finding, FindingInput } from './finding.ts';
import { categoryCode, categoryName, ofBenchmark } from './names.ts';
import { reloadSentences } from './reloads.ts';
import { rowEvidence } from './row-figures.ts';
import type { Row } from './rows.ts';
import { sweeps, type AnalysedSweep } from './sweeps.ts';

/**
 * Which parameters of a sweep move a metric, tested on warm rows. Sweeps in which none does are told together, because that is
 * one finding: these parameters need no tuning. An effect that follows the order of the run is told apart from both.
 */
export function* sensitivity({ rows, project }: FindingInput): Steps<Finding[]> {
  const analysed = yield* sweeps(rows, project.noiseFloor);
  const moving = analysed.filter((sweep) => hasReason(sweep, 'moves'));
  const confounded = analysed.filter(
    (sweep) => !moving.includes(sweep) && hasReason(sweep, 'confounded-with-order'),
  );
  const still = analysed.filter(
    (sweep) => !moving.includes(sweep) && !confounded.includes(sweep) && testedNames(sweep).length > 0,
  );
  return [
    ...moving.map((sweep) => effectFinding(sweep)),
    ...[...groupBy(stillGroups(still), namesKey).values()].flatMap((groups) => {
      const told = groups.map(nothingMoves);
      const advice = stillAdvice(groups[0] ?? [], told);
      return told.map(({ finding }, index) => (index === 0 ? { ...finding, advice } : finding));
    }),
    ...confounded.map((sweep) => confoundedFinding(sweep)),
  ];
}

function hasReason({ analysis }: AnalysedSweep, reason: EffectReason): boolean {
  return analysis.parameters.some((effect) => effect.reason === reason);
}

/** Parameters that a test could speak of. */
function testedNames({ analysis }: AnalysedSweep): string[] {
  return analysis.parameters.filter(({ adjustedP }) => adjustedP !== null).map(({ name }) => name);
}

/** Sweeps over the same parameters; metrics that were swept in the same runs are told in one sentence. */
function stillGroups(still: readonly AnalysedSweep[]): AnalysedSweep[][] {
  const byMetric = groupBy(still, (sweep) => JSON.stringify([testedNames(sweep).sort(), sweep.row.metric]));
  const runsOf = (group: readonly AnalysedSweep[]): string[] =>
    [...new Set(group.map(({ row }) => row.run.id))].sort();
  const merged = groupBy(byMetric.values(), (group) =>
    JSON.stringify([group[0] === undefined ? [] : testedNames(group[0]).sort(), runsOf(group)]),
  );
  return [...merged.values()].map((groups) => groups.flat());
}

function namesKey([first]: readonly AnalysedSweep[]): string {
  return first === undefined ? '' : JSON.stringify(testedNames(first).sort());
}

/** A finding, and what follows from it for the choice of its parameters. */
interface Told {
  readonly finding: Finding;
  readonly because: readonly Inline[];
}

/** What several findings say of the same parameters calls for one thing. */
function stillAdvice(group: readonly AnalysedSweep[], told: readonly Told[]): Advice {
  const names = (group[0] === undefined ? [] : testedNames(group[0])).map((name) => code(name));
  return {
    group: 'Inference configuration',
    text: say`Choose ${enumerate(names)} by memory and output quality, not for speed: ${enumerate(told.map(({ because }) => because))}.`,
  };
}

function nothingMoves(group: readonly AnalysedSweep[]): Told {
  const runs = [...groupBy(group, ({ row }) => row.run.id).values()];
  const names = (group[0] === undefined ? [] : testedNames(group[0])).map((name) => code(name));
  const metrics = [...new Set(group.map(({ row }) => inSentence(metricInfo(row.metric).title)))].map(
    (title) => words(title),
  );
  const evidence = joinedEvidence(
    group.map(({ row }) => rowEvidence(row)),
    'sweeps',
    'all sweeps without an effect',
  );
  const count = countFigure(evidence, runs.length, 'sweeps without an effect');
  const warmRows = runs.reduce((sum, [sweep]) => sum + (sweep?.analysis.warm ?? 0), 0);
  const warm = countFigure(evidence, warmRows, 'warm ok rows of these sweeps');
  const where = enumerate(runs.map(([sweep]) => categoryCode(sweep?.row.run.category ?? [])));
  const sweepsOf = runs.length === 1 ? say`In the sweep of ${where}` : say`In ${count} sweeps (${where})`;
  const shown = runs.length === 1 ? say`the sweep of ${where} shows` : say`${count} sweeps over them show`;
  const finding: Finding = {
    kind: 'sensitivity',
    category: runs.length === 1 ? (group[0]?.row.run.category ?? null) : null,
    overall: true,
    tested: false,
    weight: Math.min(0.7, 0.4 + 0.08 * runs.length),
    statement: say`${sweepsOf} no parameter (${enumerate(names)}) is shown to move ${enumerate(metrics, 'or')}, tested on ${warm} warm rows.`,
    detail: [...confoundedSentence(orderNames(group)), ...reloadSentences(group)],
    advice: null,
  };
  return { finding, because: say`${shown} no effect on ${enumerate(metrics, 'or')}` };
}

/** Parameters whose levels follow the order of the run. */
function orderNames(group: readonly AnalysedSweep[]): string[] {
  const names = group.flatMap(({ analysis }) =>
    analysis.parameters.filter((effect) => effect.confoundedWithOrder).map(({ name }) => name),
  );
  return [...new Set(names)];
}

/** A difference between levels that the order of the run explains as well. */
function confoundedFinding({ row, analysis }: AnalysedSweep): Finding {
  const effects = analysis.parameters.filter(({ reason }) => reason === 'confounded-with-order');
  const title = words(inSentence(metricInfo(row.metric).title));
  const names = enumerate(effects.map(({ name }) => code(name)));
  return {
    kind: 'sensitivity',
    category: row.run.category,
    tested: false,
    weight: 0.38,
    statement: say`In ${categoryCode(row.run.category)}${ofBenchmark(row)} ${title} differs between the levels of ${enumerate(effects.map((effect) => effectInlines(row, effect)))}, but these follow the order of the run: confounded with drift, not a cause.`,
    detail: [],
    advice: {
      group: 'Benchmarking strategy',
      text: say`Run the sweep of ${categoryCode(row.run.category)} in random order, and each configuration several times: only then can an effect of ${names} on ${title} be told from drift.`,
    },
  };
}

function confoundedSentence(names: readonly string[]): Inline[][] {
  if (names.length === 0) return [];
  return [
    say`The levels of ${enumerate(names.map((name) => code(name)))} follow the order of the runs, so an effect of it could not be told from drift anyway.`,
  ];
}

function effectFinding({ row, analysis }: AnalysedSweep): Finding {
  const moving = analysis.parameters.filter((effect) => effect.moves);
  const confounded = analysis.parameters
    .filter((effect) => effect.reason === 'confounded-with-order')
    .map(({ name }) => name);
  const title = words(inSentence(metricInfo(row.metric).title));
  const warm = countFigure(rowEvidence(row), analysis.warm, 'ok rows that paid no cold start');
  const largest = Math.max(0, ...moving.map((effect) => effect.spread ?? 0));
  const effects = enumerate(moving.map((effect) => effectInlines(row, effect)));
  return {
    kind: 'sensitivity',
    category: row.run.category,
    tested: true,
    weight: Math.min(0.85, 0.45 + largest),
    statement: say`In ${categoryCode(row.run.category)}${ofBenchmark(row)} ${effects} ${words(moving.length > 1 ? 'move' : 'moves')} ${title}, tested on ${warm} warm rows.`,
    detail: confoundedSentence(confounded),
    advice: {
      group: 'Inference configuration',
      text: say`Set ${enumerate(moving.map((effect) => say`${code(effect.name)} to ${bestLevel(row, effect)}`))} for ${title} in ${code(categoryName(row.run.category))}, then confirm it with repeated runs in another order.`,
    },
  };
}

/** "`num_ctx` (4.2 % between its levels, best `1024` with …, p = 0.003)". */
function effectInlines(row: Row, effect: ParameterEffect): Inline[] {
  const evidence = rowEvidence(row);
  const p = pFigure(evidence, effect.adjustedP ?? 1, testFormula(effect));
  if (effect.spread === null) return say`${code(effect.name)} (p ${p})`;
  const spread = shareFigure(evidence, effect.spread, spreadFormula(effect));
  return say`${code(effect.name)} (${spread} between its levels, best ${bestLevel(row, effect)}, p ${p})`;
}

function bestLevel(row: Row, effect: ParameterEffect): Inline[] {
  const size = (level: ParameterLevel): number =>
    effect.spreadOf === 'adjusted-means' ? (level.adjustedMean ?? level.median) : level.median;
  const sorted = [...effect.levels].sort((a, b) =>
    row.direction === 'higher' ? size(b) - size(a) : size(a) - size(b),
  );
  const [best] = sorted;
  if (best === undefined) return [words('unknown')];
  const formula = `median of the warm rows with ${effect.name}=${best.level}`;
  return say`${code(best.level)} (${figure(rowEvidence(row), { metric: row.metric, statistic: 'median', value: best.median, unit: row.unit, n: best.n, formula })})`;
}
