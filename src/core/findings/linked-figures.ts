import type { LinkedMeasure, Overlap } from '../catalogue/overlaps.ts';
import { evidenceOf, joinedEvidence } from '../figures/evidence.ts';
import { countFigure, figure } from '../figures/figure.ts';
import { formatQuantity } from '../format/quantity.ts';
import type { Evidence, Figure } from '../model/figure.ts';
import { runTokens } from './run-tokens.ts';

/** The figures of one series of a sampler inside one run; each stands on the sampler's lines of that time. */
export interface LinkedFigures {
  readonly n: Figure;
  readonly mean: Figure | null;
  readonly max: Figure | null;
  readonly energy: Figure | null;
}

/** A run whose longest stretch without a sample is more than this share of it is not covered well enough for its energy. */
const WIDEST_GAP = 0.1;

export function linkedFigures(overlap: Overlap, linked: LinkedMeasure): LinkedFigures {
  const evidence = linkedEvidence(overlap, linked);
  const { n, mean, max } = linked;
  const { metric, unit } = linked.entry.measure;
  const facts = { metric, unit, n };
  const isOne = n === 1;
  return {
    n: countFigure(evidence, n, 'samples between start and end of the run'),
    mean:
      mean === null
        ? null
        : figure(evidence, {
            ...facts,
            statistic: isOne ? 'reading' : 'mean',
            value: mean,
            formula: isOne ? null : 'mean weighted by the time between samples',
          }),
    max: isOne
      ? null
      : figure(evidence, { ...facts, statistic: 'max', value: max, formula: 'largest value inside the run' }),
    energy: energyFigure(overlap, linked, evidence),
  };
}

function linkedEvidence({ run }: Overlap, { entry }: LinkedMeasure): Evidence {
  const evidence = evidenceOf([entry], `while ${run.id} ran`);
  return { ...evidence, key: `${evidence.key}|while ${run.id}` };
}

function energyFigure(overlap: Overlap, linked: LinkedMeasure, evidence: Evidence): Figure | null {
  if (linked.energy === null) return null;
  const [covered, length] = [linked.covered, overlap.length].map((s) => formatQuantity(s, 's').text);
  const formula = `∫ power dt by the trapezoid rule from the first to the last sample inside (${covered ?? ''} of the ${length ?? ''} of the run)`;
  const facts = { metric: 'energy', statistic: 'sum', unit: 'J', n: linked.n, formula } as const;
  return figure(evidence, { ...facts, value: linked.energy });
}

/** Energy per generated token of a run. */
export interface TokenEnergy {
  readonly perToken: Figure;
  readonly energy: Figure;
  readonly tokens: Figure;
}

/**
 * Energy of all sampled devices over the tokens that the run generated. Null unless one sampler recorded the power of each
 * device once, without a stretch of more than a tenth of the run between samples, nothing else that is known ran beside it,
 * and the number of tokens is known without doubt.
 */
export function tokenEnergy(overlaps: readonly Overlap[]): TokenEnergy | null {
  const powered = overlaps.filter(({ measures }) => measures.some(({ energy }) => energy !== null));
  const [overlap] = powered;
  if (overlap === undefined || powered.length > 1 || overlap.isShared) return null;
  const parts = overlap.measures.filter(({ entry }) => entry.measure.metric === 'power');
  const devices = new Set(parts.map(({ entry }) => entry.benchmark));
  const isCovered = parts.every(({ gap, energy }) => energy !== null && gap <= WIDEST_GAP * overlap.length);
  const tokens = runTokens(overlap.run);
  if (!isCovered || devices.size < parts.length || tokens === null) return null;
  const joules = parts.reduce((sum, { energy }) => sum + (energy ?? 0), 0);
  const power = joinedEvidence(
    parts.map((part) => linkedEvidence(overlap, part)),
    'energy of the sampled devices',
    `while ${overlap.run.id} ran`,
  );
  const both = joinedEvidence([power, tokens.evidence], 'energy per generated token', overlap.run.id);
  const formula = '∫ power dt by the trapezoid rule, Σ over the sampled devices';
  return {
    energy: figure(power, {
      metric: 'energy',
      statistic: 'sum',
      value: joules,
      unit: 'J',
      n: parts.reduce((sum, { n }) => sum + n, 0),
      formula,
    }),
    tokens,
    perToken: figure(both, {
      metric: 'energy-per-token',
      statistic: 'ratio',
      value: joules / tokens.value,
      unit: 'J/tok',
      formula: `${formula}, / ${tokens.text} generated`,
    }),
  };
}
