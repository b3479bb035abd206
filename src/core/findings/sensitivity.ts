import { groupBy } from '../catalogue/twins.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, figure, pFigure, shareFigure } from '../figures/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, enumerate, say, words, type Inline } from '../report/inline.ts';
import type { ParameterEffect } from '../stats/sweep.ts';
import { spreadFormula, testFormula } from './effect-formulas.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode, categoryName } from './names.ts';
import { reloadSentences } from './reloads.ts';
import { rowEvidence } from './row-figures.ts';
import type { Row } from './rows.ts';
import { sweeps, type AnalysedSweep } from './sweeps.ts';

/**
 * Which parameters of a sweep move a metric, tested on warm rows. Sweeps in which none does are told together, because that is
 * one finding: these parameters need no tuning.
 */
export function sensitivity({ rows, project }: FindingInput): Finding[] {
  const analysed = sweeps(rows, project.noiseFloor);
  const moving = analysed.filter(({ analysis }) => analysis.parameters.some((effect) => effect.moves));
  const still = analysed.filter((sweep) => !moving.includes(sweep));
  const groups = [...groupBy(still, ({ row }) => [...row.varying.keys()].sort().join(',')).values()];
  return [...moving.map((sweep) => effectFinding(sweep)), ...groups.map((group) => nothingMoves(group))];
}

function nothingMoves(group: readonly AnalysedSweep[]): Finding {
  const runs = [...groupBy(group, ({ row }) => row.run.id).values()];
  const names = [...(group[0]?.row.varying.keys() ?? [])].map((name) => code(name));
  const metrics = [...new Set(group.map(({ row }) => metricInfo(row.metric).title.toLowerCase()))].map(
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
  const confounded = [
    ...new Set(
      group.flatMap(({ analysis }) =>
        analysis.parameters.filter((effect) => effect.confoundedWithOrder).map(({ name }) => name),
      ),
    ),
  ];
  const sweepsOf = runs.length === 1 ? say`In the sweep of ${where}` : say`In ${count} sweeps (${where})`;
  const shown = runs.length === 1 ? say`the sweep over them shows` : say`${count} sweeps over them show`;
  return {
    kind: 'sensitivity',
    category: runs.length === 1 ? (group[0]?.row.run.category ?? null) : null,
    overall: true,
    weight: Math.min(0.7, 0.4 + 0.08 * runs.length),
    statement: say`${sweepsOf} no parameter (${enumerate(names)}) is shown to move ${enumerate(metrics, 'or')}, tested on ${warm} warm rows.`,
    detail: [...confoundedSentence(confounded), ...reloadSentences(group)],
    advice: {
      group: 'Inference configuration',
      text: say`Choose ${enumerate(names)} by memory and output quality, not for speed: ${shown} no effect on ${enumerate(metrics, 'or')}.`,
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
  const title = words(metricInfo(row.metric).title.toLowerCase());
  const warm = countFigure(rowEvidence(row), analysis.warm, 'ok rows that paid no cold start');
  const largest = Math.max(0, ...moving.map((effect) => effect.spread ?? 0));
  const effects = enumerate(moving.map((effect) => effectInlines(row, effect)));
  return {
    kind: 'sensitivity',
    category: row.run.category,
    weight: Math.min(0.85, 0.45 + largest),
    statement: say`In ${categoryCode(row.run.category)} ${effects} ${words(moving.length > 1 ? 'move' : 'moves')} ${title}, tested on ${warm} warm rows.`,
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
  const sorted = [...effect.levels].sort((a, b) =>
    row.direction === 'higher' ? b.median - a.median : a.median - b.median,
  );
  const [best] = sorted;
  if (best === undefined) return [words('unknown')];
  const formula = `median of the warm rows with ${effect.name}=${best.level}`;
  return say`${code(best.level)} (${figure(rowEvidence(row), { metric: row.metric, statistic: 'median', value: best.median, unit: row.unit, n: best.n, formula })})`;
}
