import { metricInfo } from '../normalise/metrics.ts';
import { countFigure, figure, pFigure, shareFigure } from '../figures/figure.ts';
import { code, enumerate, say, words, type Inline } from '../report/inline.ts';
import type { ParameterEffect, SweepAnalysis } from '../stats/sweep.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode } from './names.ts';
import { rowEvidence } from './row-figures.ts';
import type { Row } from './rows.ts';
import { sweeps, type AnalysedSweep } from './sweeps.ts';

/** Which parameters of a sweep move a metric, tested on warm rows; that none does is a finding too. */
export function sensitivity({ rows, project }: FindingInput): Finding[] {
  return sweeps(rows, project.noiseFloor)
    .filter(({ row }) => row.metric !== 'load-time')
    .map((sweep) => told(sweep));
}

function told({ row, analysis }: AnalysedSweep): Finding {
  const moving = analysis.parameters.filter((effect) => effect.moves);
  const confounded = analysis.parameters.filter((effect) => effect.reason === 'confounded-with-order');
  const where = say`In ${categoryCode(row.run.category)} (${code(row.run.file.path)})`;
  const metric = metricInfo(row.metric);
  const title = words(metric.title.toLowerCase());
  const statement: Inline[] =
    moving.length > 0
      ? say`${where} ${enumerate(moving.map((effect) => effectInlines(row, effect)))} ${words(moving.length > 1 ? 'move' : 'moves')} ${title}, tested on ${warmCount(row, analysis)} warm rows.`
      : say`${where} no parameter is shown to move ${title} (${enumerate(analysis.parameters.map(({ name }) => code(name)))}, tested on ${warmCount(row, analysis)} warm rows).`;
  const largest = Math.max(0, ...moving.map((effect) => effect.spread ?? 0));
  return {
    kind: 'sensitivity',
    category: row.run.category,
    weight: moving.length > 0 ? Math.min(0.85, 0.45 + largest) : 0.4,
    statement,
    detail: [
      ...confounded.map((effect) => confoundedSentence(row, effect)),
      ...reloadSentences(row, analysis),
    ],
    advice: advice(row, moving),
  };
}

function warmCount(row: Row, analysis: SweepAnalysis): ReturnType<typeof countFigure> {
  return countFigure(rowEvidence(row), analysis.warm, 'ok rows that paid no cold start');
}

/** "`num_ctx` (4.2 % between its medians, p = 0.003)". */
function effectInlines(row: Row, effect: ParameterEffect): Inline[] {
  const evidence = rowEvidence(row);
  const p = pFigure(
    evidence,
    effect.adjustedP ?? 1,
    `one-way F test on ${effect.name}, adjusted over the parameters (Benjamini-Hochberg)`,
  );
  if (effect.spread === null) return say`${code(effect.name)} (p = ${p})`;
  const spread = shareFigure(
    evidence,
    effect.spread,
    `(largest − smallest median over the levels of ${effect.name}) / median`,
  );
  const best = bestLevel(row, effect);
  return say`${code(effect.name)} (${spread} between the medians of its levels, best ${best}, p = ${p})`;
}

function bestLevel(row: Row, effect: ParameterEffect): Inline[] {
  const sorted = [...effect.levels].sort((a, b) =>
    row.direction === 'higher' ? b.median - a.median : a.median - b.median,
  );
  const [best] = sorted;
  if (best === undefined) return [words('unknown')];
  const formula = `median of the warm rows with ${effect.name}=${best.level}`;
  return say`${code(best.level)} with ${figure(rowEvidence(row), { metric: row.metric, statistic: 'median', value: best.median, unit: row.unit, n: best.n, formula })}`;
}

function confoundedSentence(row: Row, effect: ParameterEffect): Inline[] {
  return say`The levels of ${code(effect.name)} follow the order of the run, so their differences in ${words(metricInfo(row.metric).short)} cannot be told from drift: confounded, not a cause.`;
}

/** What the cold rows have in common, so that nobody takes the reloads for an effect of that parameter. */
export function reloadSentences(row: Row, analysis: SweepAnalysis): Inline[][] {
  const by = analysis.coldBy;
  if (by === null) return [];
  const cold = countFigure(
    rowEvidence(row),
    analysis.cold,
    'ok rows with a load or prompt-evaluation time above 5 × the median',
  );
  const sentences = by.sharedLevels.map(({ name, level, becauseOfOrder }) => {
    const order = by.afterChangeOf;
    const explained =
      becauseOfOrder && order !== null
        ? say` because each of them follows a change of ${code(order)}, and the sweep starts every block there`
        : [];
    return say`All ${cold} cold rows have ${code(`${name}=${level}`)}${explained}: the reloads are confounded with ${code(name)}, which therefore explains none of them.`;
  });
  if (sentences.length > 0) return sentences;
  return by.afterChangeOf === null
    ? []
    : [say`All ${cold} cold rows follow a change of ${code(by.afterChangeOf)}, which reloads the model.`];
}

function advice(row: Row, moving: readonly ParameterEffect[]): Finding['advice'] {
  const title = metricInfo(row.metric).title.toLowerCase();
  if (moving.length === 0) {
    return {
      group: 'Inference configuration',
      text: say`Do not tune ${enumerate([...row.varying.keys()].map((name) => code(name)))} for ${words(title)} in ${categoryCode(row.run.category)}: this sweep shows no effect; choose them by memory and quality.`,
    };
  }
  return {
    group: 'Inference configuration',
    text: say`Set ${enumerate(moving.map((effect) => effectInlines(row, effect)))} in ${categoryCode(row.run.category)}, then confirm it with repeated runs in another order.`,
  };
}
