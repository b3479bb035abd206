import { overlapSteps } from '../catalogue/overlaps.ts';
import type { Steps } from '../model/steps.ts';
import type { Finding, FindingInput, FindingRule } from './finding.ts';
import { backendSummary } from './backend-summary.ts';
import { bestAndWorst } from './best-worst.ts';
import { failedChecks } from './checks.ts';
import { comparableSetsSteps } from './comparable.ts';
import { coldStarts } from './cold-start.ts';
import { drifts } from './drifts.ts';
import { duplicates } from './duplicates.ts';
import { failures } from './failures.ts';
import { fewSamples } from './few-samples.ts';
import { historiesSteps } from './histories.ts';
import { inconsistencies } from './inconsistencies.ts';
import { brokenLimits } from './limits.ts';
import { loadCurvesSteps } from './load-curves.ts';
import { loadCurveFindings } from './load-statements.ts';
import { missingMetrics } from './missing.ts';
import { noise } from './noise.ts';
import { ranking } from './ranking.ts';
import { ratios } from './ratios.ts';
import { sensitivity } from './sensitivity.ts';
import { confirmedStepsSteps, steps } from './steps.ts';

/** Every rule, in the order in which equally weighty findings are told. */
const RULES: readonly FindingRule[] = [
  brokenLimits,
  failedChecks,
  steps,
  loadCurveFindings,
  ranking,
  backendSummary,
  ratios,
  failures,
  sensitivity,
  coldStarts,
  bestAndWorst,
  missingMetrics,
  noise,
  drifts,
  inconsistencies,
  duplicates,
  fewSamples,
];

/** All findings, the weightiest first. */
export function* findAllSteps(input: FindingInput): Steps<Finding[]> {
  yield* historiesSteps(input.rows, input.project.noiseFloor);
  yield* confirmedStepsSteps(input.rows, input.project.noiseFloor);
  yield* comparableSetsSteps(input.rows);
  yield* loadCurvesSteps(input.rows);
  yield* overlapSteps(input.snapshot);
  const all: Finding[] = [];
  for (const rule of RULES) {
    const found = rule(input);
    all.push(...('next' in found ? yield* found : found));
    yield;
  }
  return all
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => b.finding.weight - a.finding.weight || a.index - b.index)
    .map(({ finding }) => finding);
}
