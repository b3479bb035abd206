import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { code, enumerate, say, words, type Inline } from '../report/inline.ts';
import type { Figure } from '../model/figure.ts';
import type { Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import { sizeWeight, type Advice, type Finding, type FindingInput } from './finding.ts';
import {
  failedFigure,
  headlineLatency,
  latencyAt,
  throughputFigure,
  type HeadlineLatency,
} from './load-figures.ts';
import { loadCurvesSteps, throughputAt, type LoadCurve, type LoadPoint } from './load-curves.ts';
import { curveLimits, type CurveLimits } from './load-limits.ts';
import { categoryName, nameList } from './names.ts';
import { limitFigure } from './limits.ts';

/** A finding for each load curve: its knee, and the highest load within the limits of the project file. */
export function* loadCurveFindings({ rows, project }: FindingInput): Steps<Finding[]> {
  const findings: Finding[] = [];
  for (const curve of yield* loadCurvesSteps(rows)) {
    const told = curveSentences(curve, project);
    if (told !== null) findings.push(findingOf(curve, told));
    yield;
  }
  return findings;
}

/** What is said of a curve. */
export interface CurveSentences {
  readonly statement: readonly Inline[];
  readonly detail: readonly (readonly Inline[])[];
}

/** The statement and the sentences that follow it; null for a curve whose numbers do not reach from one load to another. */
export function curveSentences(curve: LoadCurve, project: ProjectFile): CurveSentences | null {
  const limits = curveLimits(curve, project);
  const latency = headlineLatency(curve, limits?.limits ?? []);
  const statement = throughputStatement(curve, latency) ?? latencyStatement(curve, latency);
  if (statement === null) return null;
  const detail = [atOnceSentence(curve, latency), ...limitSentences(limits), failedSentence(curve)];
  return { statement, detail: detail.filter((sentence) => sentence !== null) };
}

function findingOf(curve: LoadCurve, { statement, detail }: CurveSentences): Finding {
  const categories = new Map(
    curve.points.flatMap(({ cases }) => cases.map(({ run }) => [run.category.join('/'), run.category])),
  );
  const [category] = categories.values();
  return {
    kind: 'load-curve',
    category: categories.size === 1 ? (category ?? null) : null,
    weight: 0.5 + 0.3 * sizeWeight(gain(curve)),
    statement,
    detail,
    advice: adviceOf(curve),
  };
}

/** How many times its lowest load's throughput the curve reaches; 1 where it has none. */
function gain({ points, throughputs: [metric] }: LoadCurve): number {
  if (metric === undefined) return 1;
  const values = points.flatMap((point) => throughputAt(point, metric) ?? []);
  return Math.max(...values) / (values[0] ?? NaN);
}

interface Measured {
  readonly point: LoadPoint;
  readonly figure: Figure;
}

/** Loads with a throughput, without the one of requests sent at once: it has no place on the curve. */
function measured({ points, throughputs: [metric] }: LoadCurve): Measured[] {
  return points.flatMap((point) => {
    const found = metric === undefined ? null : throughputFigure(point, metric);
    return found === null || !Number.isFinite(point.load) ? [] : [{ point, figure: found }];
  });
}

function throughputStatement(curve: LoadCurve, latency: HeadlineLatency | null): readonly Inline[] | null {
  const { knee, throughputs } = curve;
  const places = measured(curve);
  const [lowest, highest] = [places[0], places.at(-1)];
  const [metric] = throughputs;
  if (metric === undefined || lowest === undefined || highest === undefined || lowest === highest)
    return null;
  const subject = say`${words(metricInfo(metric.metric).title)} of ${code(curve.name)}`;
  switch (knee.kind) {
    case 'knee': {
      const at = places.find(({ point }) => point === knee.point) ?? highest;
      return say`${subject} rises to ${at.figure} at ${code(at.point.label)} (the knee)${latencyThere(at.point, latency)}; at the highest load, ${code(highest.point.label)}, it is ${highest.figure}${latencyWith(highest.point, latency)}.`;
    }
    case 'rising':
      return say`${subject} still rises at the highest load: ${highest.figure} at ${code(highest.point.label)}${latencyWith(highest.point, latency)}, from ${lowest.figure} at ${code(lowest.point.label)}; no knee was reached.`;
    case 'flat': {
      const isLoss = highest.figure.value < lowest.figure.value;
      const verdict = isLoss
        ? say`; no higher load gains throughput, so no knee can be told`
        : say`: its knee is at the lowest load or below it`;
      return say`${subject} ${words(isLoss ? 'falls' : 'hardly rises')} with the load, from ${lowest.figure} at ${code(lowest.point.label)} to ${highest.figure} at ${code(highest.point.label)}${latencyWith(highest.point, latency)}${verdict}.`;
    }
    case 'not-enough-data':
      return say`${subject} goes from ${lowest.figure} at ${code(lowest.point.label)} to ${highest.figure} at ${code(highest.point.label)}${latencyWith(highest.point, latency)}; too few loads have a throughput to tell a knee.`;
  }
}

/** "; p95 TTFT there is 210 ms" */
function latencyThere(point: LoadPoint, latency: HeadlineLatency | null): readonly Inline[] {
  const found = latency === null ? null : latencyAt(point, latency.metric, latency.statistic);
  return latency === null || found === null ? [] : say`; ${latencyName(latency)} there is ${found}`;
}

/** " with p95 TTFT of 1.4 s" */
function latencyWith(point: LoadPoint, latency: HeadlineLatency | null): readonly Inline[] {
  const found = latency === null ? null : latencyAt(point, latency.metric, latency.statistic);
  return latency === null || found === null ? [] : say` with ${latencyName(latency)} of ${found}`;
}

/** "p95 TTFT", "median latency" */
export function latencyName({ metric, statistic }: HeadlineLatency): Inline {
  const { short } = metricInfo(metric.metric);
  return words(`${statistic} ${inSentence(short)}`);
}

function latencyStatement(curve: LoadCurve, latency: HeadlineLatency | null): readonly Inline[] | null {
  if (latency === null) return null;
  const places = curve.points.flatMap((point) => {
    const found = latencyAt(point, latency.metric, latency.statistic);
    return found === null ? [] : [{ point, figure: found }];
  });
  const [lowest, highest] = [places[0], places.at(-1)];
  if (lowest === undefined || highest === undefined || lowest === highest) return null;
  return say`The ${latencyName(latency)} of ${code(curve.name)} goes from ${lowest.figure} at ${code(lowest.point.label)} to ${highest.figure} at ${code(highest.point.label)}; no throughput is recorded, so no knee can be told.`;
}

function atOnceSentence(curve: LoadCurve, latency: HeadlineLatency | null): readonly Inline[] | null {
  const point = curve.points.find(({ load }) => load === Infinity);
  const [metric] = curve.throughputs;
  const found = point === undefined || metric === undefined ? null : throughputFigure(point, metric);
  if (point === undefined || found === null) return null;
  return say`With all requests sent at once (${code(point.label)}) it is ${found}${latencyWith(point, latency)}.`;
}

function limitSentences(found: CurveLimits | null): readonly (readonly Inline[])[] {
  if (found === null) return [];
  const untold = enumerate(found.untold.map(({ text }) => code(text)));
  return [
    ...(found.limits.length === 0 ? [] : [highestSentence(found)]),
    ...(found.exceptions.length === 0
      ? []
      : [
          say`Below it, ${nameList(found.exceptions.map(({ label }) => label))} is outside the limits or lacks their statistic.`,
        ]),
    ...(found.untold.length === 0
      ? []
      : [say`Whether ${untold} is met cannot be told: no load gives that statistic.`]),
  ];
}

function highestSentence({ limits, highest, results, all }: CurveLimits): readonly Inline[] {
  const texts = enumerate(limits.map(({ text }) => code(text)));
  if (highest === null) return say`No measured load meets ${texts}.`;
  const values = enumerate(results.map((result) => limitFigure(result)));
  return all
    ? say`Every measured load meets ${texts}; at the highest, ${code(highest.label)}, it is ${values}.`
    : say`The highest load that meets ${texts} is ${code(highest.label)}, with ${values}.`;
}

function failedSentence({ points }: LoadCurve): readonly Inline[] | null {
  const failed = points.flatMap((point) =>
    point.cases.flatMap((one) => {
      const count = failedFigure(one);
      return count === null || count.value === 0 ? [] : [say`${count} at ${code(point.label)}`];
    }),
  );
  return failed.length === 0 ? null : say`Failed requests: ${enumerate(failed)}.`;
}

/** Said once for each category: curves side by side are measured together. */
function adviceOf({ knee, points }: LoadCurve): Advice | null {
  const group = 'Benchmarking strategy';
  const [lowest] = points;
  const highest = points.filter(({ load }) => Number.isFinite(load)).at(-1);
  const category = code(categoryName(lowest?.cases[0]?.category ?? []));
  if (knee.kind === 'rising' && highest !== undefined) {
    return {
      group,
      text: say`Measure ${category} at loads above ${code(highest.label)}: throughput still rises there, so the knee is not reached.`,
    };
  }
  if (knee.kind === 'flat' && lowest !== undefined && lowest.load > 1) {
    return {
      group,
      text: say`Measure ${category} at loads below ${code(lowest.label)}: throughput hardly rises from there on, so the knee was passed.`,
    };
  }
  return null;
}
