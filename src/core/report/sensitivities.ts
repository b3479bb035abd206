import { shareFormula, spreadFormula, testFormula } from '../findings/effect-formulas.ts';
import { categoryName } from '../findings/names.ts';
import { rowEvidence } from '../findings/row-figures.ts';
import { reloadSentences } from '../findings/reloads.ts';
import { sweeps, type AnalysedSweep } from '../findings/sweeps.ts';
import type { Row } from '../findings/rows.ts';
import { figure, pCell, shareFigure } from '../figures/figure.ts';
import { mapSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import type { EffectReason, ParameterEffect } from '../stats/sweep.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, table, type Block } from './model.ts';

const REASONS: Readonly<Record<EffectReason, string>> = {
  moves: 'moves it',
  'one-level': 'one level only',
  'no-repeats': 'one row per level: not testable',
  aliased: 'tied to another parameter: not testable',
  constant: 'no variation',
  'p-not-below-alpha': 'no effect shown',
  'within-noise-floor': 'within the noise floor',
  'confounded-with-order': 'confounded with the run order',
};

/** What each parameter of each sweep does to each metric, with the test that says so. */
export function* sensitivityBlocks(input: ReportInput): Steps<Block[]> {
  const analysed = yield* sweeps(input.rows, input.project.noiseFloor);
  if (analysed.length === 0) return [];
  const sentences = reloadSentences(analysed);
  return [
    heading('Parameter sensitivity'),
    paragraph(
      say`One row per configuration, warm rows only: a parameter moves a metric when an F test of it beside the other parameters (p adjusted over the parameters) and the spread of its levels beyond the noise floor both say so. Partial η² is the share that the parameter accounts for of the variance that the others leave.`,
    ),
    table(
      [
        'Category',
        'Metric',
        'Parameter',
        'Medians by level',
        '>Spread',
        '>Partial η²',
        '>p, adjusted',
        'Verdict',
      ],
      (yield* mapSteps(analysed, effectRows, 5)).flat(),
    ),
    ...(sentences.length === 0 ? [] : [list(sentences)]),
  ];
}

function effectRows(sweep: AnalysedSweep): (readonly (readonly Inline[])[])[] {
  return sweep.analysis.parameters.map((effect) => effectRow(sweep, effect));
}

function effectRow({ row }: AnalysedSweep, effect: ParameterEffect): readonly (readonly Inline[])[] {
  const evidence = rowEvidence(row);
  const dash: readonly Inline[] = [words('–')];
  return [
    [code(categoryName(row.run.category))],
    [words(metricInfo(row.metric).short)],
    [code(effect.name)],
    levelsCell(row, effect),
    effect.spread === null ? dash : say`${shareFigure(evidence, effect.spread, spreadFormula(effect))}`,
    effect.etaSquared === null
      ? dash
      : say`${figure(evidence, { statistic: 'eta-squared', value: effect.etaSquared, unit: '1', formula: shareFormula(effect), text: effect.etaSquared.toFixed(2) })}`,
    effect.adjustedP === null ? dash : say`${pCell(evidence, effect.adjustedP, testFormula(effect))}`,
    [words(REASONS[effect.reason])],
  ];
}

const MOST_LEVELS = 6;

function levelsCell(row: Row, effect: ParameterEffect): readonly Inline[] {
  const cells = effect.levels.slice(0, MOST_LEVELS).map(({ level, median, n }) => {
    const formula = `median of the warm rows with ${effect.name}=${level}`;
    return say`${code(level)}: ${figure(rowEvidence(row), { metric: row.metric, statistic: 'median', value: median, unit: row.unit, n, formula })}`;
  });
  const joined = cells.flatMap((cell, index) => (index === 0 ? cell : [words(', '), ...cell]));
  return effect.levels.length > MOST_LEVELS ? [...joined, words(', …')] : joined;
}
