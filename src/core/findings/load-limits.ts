import type { Limit, ProjectFile } from '../project/project-file.ts';
import { checkLimits, limitApplies, type LimitResult } from './limits.ts';
import { rowsAt, type LoadCurve, type LoadPoint } from './load-curves.ts';

/** A curve against the limits of the project file that speak of its latencies. */
export interface CurveLimits {
  /** Limits that can be told at one load at least. */
  readonly limits: readonly Limit[];
  /** Limits whose statistic no load gives. */
  readonly untold: readonly Limit[];
  /** The highest load at which every run meets every limit; null: no load does. */
  readonly highest: LoadPoint | null;
  /** What was checked there. */
  readonly results: readonly LimitResult[];
  /** Loads below the highest one that do not meet every limit. */
  readonly exceptions: readonly LoadPoint[];
  /** No measured load breaks a limit. */
  readonly all: boolean;
}

/** Null where the project file has no limit for a latency of this curve. A load without the statistic meets no limit. */
export function curveLimits(curve: LoadCurve, project: ProjectFile): CurveLimits | null {
  const spoken = project.limits.filter((limit) => speaksOf(limit, curve));
  if (spoken.length === 0) return null;
  const checked = curve.points.map((point) => ({
    point,
    results: resultsAt(point, curve, { ...project, limits: spoken }),
  }));
  const limits = spoken.filter((limit) =>
    checked.some(({ results }) => results.some((one) => one.limit === limit)),
  );
  const met = checked.filter(({ results }) =>
    limits.every((limit) => {
      const own = results.filter((one) => one.limit === limit);
      return own.length > 0 && own.every((one) => one.met);
    }),
  );
  const best = limits.length === 0 ? undefined : met.at(-1);
  const below = checked.slice(0, best === undefined ? 0 : checked.indexOf(best));
  return {
    limits,
    untold: spoken.filter((limit) => !limits.includes(limit)),
    highest: best?.point ?? null,
    results: best?.results ?? [],
    exceptions: below.filter((one) => !met.includes(one)).map(({ point }) => point),
    all: limits.length > 0 && met.length === checked.length,
  };
}

function speaksOf(limit: Limit, { latencies, points }: LoadCurve): boolean {
  return points.some((point) =>
    latencies.some((metric) => rowsAt(point, metric).some((row) => limitApplies(limit, row))),
  );
}

function resultsAt(point: LoadPoint, { latencies }: LoadCurve, project: ProjectFile): LimitResult[] {
  return checkLimits({ rows: latencies.flatMap((metric) => rowsAt(point, metric)), project });
}
