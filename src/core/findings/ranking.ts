import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, ratioFigure } from '../figures/figure.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { say, words } from '../report/inline.ts';
import { sizeWeight, type Finding, type FindingInput } from './finding.ts';
import { LOADS, picked } from './load-names.ts';
import { bagText } from './names.ts';
import { subjectCode } from './subjects.ts';
import { centerFigure, rowEvidence } from './row-figures.ts';
import { perRun } from './row-parts.ts';
import { center, compareBetter, type Row } from './rows.ts';

/** Metrics that are compared over the folder, because they mean the same wherever they are measured. */
const COMPARED = ['throughput', 'request-throughput', 'ttft'];

/** Over the folder: which subject (model, tag) leads a metric under one load, which trails, and how far they are apart. */
export function* ranking({ rows }: FindingInput): Steps<Finding[]> {
  const findings: Finding[] = [];
  const compared = (yield* comparedOfRuns(rows)).flat();
  for (const metric of COMPARED) {
    const own = yield* filterSteps(compared, (row) => row.metric === metric);
    const groups = yield* groupSteps(own, (row) =>
      [row.unit ?? '', row.statistics.source, bagText(picked(row.parameters, LOADS)) ?? ''].join('|'),
    );
    for (const group of groups.values()) {
      findings.push(...rank(metric, group));
      yield;
    }
  }
  return findings;
}

const comparedOfRuns = perRun(function* (rows): Steps<readonly Row[]> {
  return yield* filterSteps(
    rows,
    (row) =>
      COMPARED.includes(row.metric) &&
      center(row) !== null &&
      (row.statistics.n ?? 0) > 1 &&
      // A mean over cold and warm requests tells neither, and latencies are compared warm.
      (row.metric !== 'ttft' || (row.statistics.cold ?? 0) === 0),
  );
});

function rank(metric: string, rows: readonly Row[]): Finding[] {
  const sorted = [...rows].sort((a, b) =>
    compareBetter(a.direction, center(a)?.value ?? 0, center(b)?.value ?? 0),
  );
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined || subjectOf(best) === subjectOf(worst)) return [];
  const [bestFigure, worstFigure] = [centerFigure(best), centerFigure(worst)];
  const [high, low] = [center(best)?.value ?? 0, center(worst)?.value ?? 0];
  if (bestFigure === null || worstFigure === null || high <= 0 || low <= 0) return [];
  const ratio = Math.max(high, low) / Math.min(high, low);
  const evidence = joinedEvidence([rowEvidence(best), rowEvidence(worst)], best.label, 'first and last');
  const times = ratioFigure(evidence, ratio, 'the larger mean / the smaller mean');
  const count = countFigure(
    joinedEvidence(sorted.map(rowEvidence), best.label, 'all rows'),
    rows.length,
    'rows with this metric and more than one observation',
  );
  const title = metricInfo(metric).title;
  return [
    {
      kind: 'ranking',
      category: null,
      weight: metric === 'throughput' ? 0.9 : 0.6 * sizeWeight(ratio),
      statement: say`Mean ${words(title.toLowerCase())} ranges from ${worstFigure} (${subjectCode(worst)}) to ${bestFigure} (${subjectCode(best)}) over ${count} configurations, ${times}: these are different models or settings, so the order tells speed, not merit.`,
      detail: [],
      advice: null,
    },
  ];
}

function subjectOf(row: Row): string {
  return subjectCode(row).text;
}
