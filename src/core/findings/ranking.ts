import { joinedEvidence } from '../figures/evidence.ts';
import { countFigure, ratioFigure } from '../figures/figure.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words } from '../report/inline.ts';
import { sizeWeight, type Finding, type FindingInput } from './finding.ts';
import { LOADS, picked } from './load-names.ts';
import { bagText, categoryCode } from './names.ts';
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
  const values = (yield* valuesOfRuns(rows)).flat();
  for (const metric of COMPARED) {
    const own = yield* filterSteps(compared, (row) => row.metric === metric);
    const groups = yield* groupSteps(own, (row) =>
      [row.unit ?? '', row.statistics.source, bagText(picked(row.parameters, LOADS)) ?? ''].join('|'),
    );
    for (const group of groups.values()) {
      findings.push(...rank(metric, group));
      yield;
    }
    findings.push(...(yield* onceEach(values, metric)));
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

/** Values of runs that have names of their own in their file. */
const valuesOfRuns = perRun(function* (rows): Steps<readonly Row[]> {
  return yield* filterSteps(
    rows,
    (row) =>
      COMPARED.includes(row.metric) && row.kind === 'value' && row.run.name !== '' && center(row) !== null,
  );
});

/** Runs of one file under one load of which each gives a single value: told, and said to be untested. */
function* onceEach(rows: readonly Row[], metric: string): Steps<Finding[]> {
  const own = yield* filterSteps(rows, (row) => row.metric === metric);
  const groups = yield* groupSteps(own, (row) =>
    [row.run.file.root, row.run.file.path, row.unit, bagText(picked(row.parameters, LOADS))].join('|'),
  );
  return [...groups.values()]
    .filter((group) => new Set(group.map(({ run }) => run.name)).size === group.length && group.length > 1)
    .flatMap((group) => onceEachFinding(metric, group));
}

function onceEachFinding(metric: string, rows: readonly Row[]): Finding[] {
  const sorted = [...rows].sort((a, b) =>
    compareBetter(a.direction, center(a)?.value ?? 0, center(b)?.value ?? 0),
  );
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined) return [];
  const [bestFigure, worstFigure] = [centerFigure(best), centerFigure(worst)];
  const [a, b] = [center(best)?.value ?? 0, center(worst)?.value ?? 0];
  if (bestFigure === null || worstFigure === null || a <= 0 || b <= 0) return [];
  const ratio = Math.max(a, b) / Math.min(a, b);
  const evidence = joinedEvidence(sorted.map(rowEvidence), best.label, 'all runs of the file');
  return [
    {
      kind: 'ranking',
      category: best.run.category,
      weight: 0.4 * sizeWeight(ratio),
      statement: say`In ${categoryCode(best.run.category)} ${words(inSentence(metricInfo(metric).title))} ranges from ${worstFigure} (${code(worst.run.name)}) to ${bestFigure} (${code(best.run.name)}) over ${countFigure(evidence, rows.length, 'runs of this file')} runs, ${ratioFigure(evidence, ratio, 'the larger value / the smaller value')}: each ran once, so nothing tells how much of it is noise.`,
      detail: [],
      advice: null,
    },
  ];
}

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
      statement: say`Mean ${words(inSentence(title))} ranges from ${worstFigure} (${subjectCode(worst)}) to ${bestFigure} (${subjectCode(best)}) over ${count} configurations, ${times}: these are different models or settings, so the order tells speed, not merit.`,
      detail: [],
      advice: null,
    },
  ];
}

function subjectOf(row: Row): string {
  return subjectCode(row).text;
}
