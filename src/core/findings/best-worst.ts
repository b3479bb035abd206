import { evidenceOf, joinedEvidence } from '../figures/evidence.ts';
import { countFigure, figure, shareFigure } from '../figures/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, say, words } from '../report/inline.ts';
import type { CatalogueMeasure } from '../catalogue/snapshot.ts';
import type { Finding, FindingInput } from './finding.ts';
import { bagText, categoryCode, ofBenchmark } from './names.ts';
import { isColdEntry } from './row-statistics.ts';
import { perRun } from './row-parts.ts';
import { compareBetter, type Row } from './rows.ts';
import { rowEvidence } from './row-figures.ts';

const HEADLINES = new Set([
  'throughput',
  'request-throughput',
  'ttft',
  'latency',
  'execution-time',
  'accuracy',
]);

/** Best and worst configuration of each sweep, on warm rows, with how far they are apart. */
export function* bestAndWorst({ rows }: FindingInput): Steps<Finding[]> {
  return (yield* extremesOfRuns(rows)).flat();
}

const extremesOfRuns = perRun(function* (rows): Steps<readonly Finding[]> {
  const swept = yield* filterSteps(
    rows,
    (row) =>
      row.entries.length > 1 && row.direction !== 'none' && HEADLINES.has(row.metric) && !isBySize(row),
  );
  const told = yield* mapSteps(swept, extremes, 5);
  return told.filter((finding) => finding !== null);
});

/** How much there is to do: more of it takes longer, which makes no configuration the worse one. */
const SIZE =
  /^(?:(?:problem|input|data|array|list|map|vector|matrix|payload|collection)[ _-]?(?:space|size|len|length)|size|sizes|n|m|k|len|length|rows|elements|items|entries|count|arg\d?|bytes|seq[ _-]?len|num[ _-]?(?:items|elements|rows|keys|entries|ops))$/i;

function isBySize({ direction, varying }: Row): boolean {
  return direction === 'lower' && [...varying.keys()].every((name) => SIZE.test(name));
}

function extremes(row: Row): Finding | null {
  const ok = row.entries.filter(
    (entry) => (entry.measure.samples?.outcomes?.[0] ?? 0) === 0 && Number.isFinite(valueOf(entry)),
  );
  const warm = ok.filter((entry) => !isColdEntry(entry));
  const ranked = [...warm].sort((a, b) => compareBetter(row.direction, valueOf(a), valueOf(b)));
  const [best, worst] = [ranked[0], ranked.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return null;
  const [bestFigure, worstFigure] = [reading(row, best), reading(row, worst)];
  const evidence = joinedEvidence(
    [bestFigure.evidence, worstFigure.evidence],
    row.label,
    'best and worst configuration',
  );
  const spread =
    Math.abs(valueOf(best) - valueOf(worst)) / Math.max(Math.abs(valueOf(best)), Math.abs(valueOf(worst)));
  const apart = shareFigure(evidence, spread, '|best − worst| / the larger of both', ranked.length);
  const count = countFigure(rowEvidence(row), ranked.length, 'warm configurations with an ok row');
  const info = metricInfo(row.metric);
  return {
    kind: 'best-worst',
    category: row.run.category,
    weight: 0.45 * Math.min(1, spread) + 0.1,
    statement: say`Of ${count} warm configurations in ${categoryCode(row.run.category)}${ofBenchmark(row)} the best ${words(inSentence(info.title))} is ${bestFigure} with ${code(name(best))}, the worst ${worstFigure} with ${code(name(worst))}: ${apart} apart.`,
    detail: [],
    advice: null,
  };
}

function valueOf(entry: CatalogueMeasure): number {
  return entry.measure.samples?.values[0] ?? NaN;
}

function reading(row: Row, entry: CatalogueMeasure): ReturnType<typeof figure> {
  const parameters = bagText(entry.benchmark.parameters) ?? entry.benchmark.name;
  const evidence = evidenceOf([entry], parameters);
  return figure(evidence, {
    metric: row.metric,
    statistic: 'reading',
    value: valueOf(entry),
    unit: row.unit,
    n: 1,
  });
}

function name(entry: CatalogueMeasure): string {
  return bagText(entry.benchmark.parameters) ?? entry.benchmark.name;
}
