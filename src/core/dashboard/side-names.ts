import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { sideName, type CompareSide } from '../compare/side.ts';
import { formatDate } from '../format/times.ts';

/** A run as far as it names its side. */
export type NamingRun = Pick<CatalogueRun, 'startedAt'> & {
  readonly file: Pick<CatalogueRun['file'], 'path'>;
};

/**
 * What the sides of a comparison are called. Several runs that were chosen by hand are told by their days ("5 runs,
 * 2026-01-02 to 2026-01-06"), where those do not tell the sides apart by the folder that they share.
 * @param runs of each side, oldest first
 */
export function sideNames(
  sides: readonly CompareSide[],
  runs: readonly (readonly NamingRun[])[],
): readonly string[] {
  const ways = [daysOf, folderOf].map((way) =>
    sides.map((side, at) => {
      const own = runs[at] ?? [];
      return side.kind === 'runs' && side.ids.length > 1 ? `${runCount(own)}${way(own)}` : sideName(side);
    }),
  );
  return ways.find((names) => new Set(names).size === names.length) ?? ways[0] ?? [];
}

/** "1 run", "5 runs". */
export function runCount(runs: readonly unknown[]): string {
  return runs.length === 1 ? '1 run' : `${String(runs.length)} runs`;
}

/** ", 2026-01-02 to 2026-01-06"; empty where no run says when it started. */
export function daysOf(runs: readonly NamingRun[]): string {
  const days = runs.flatMap(({ startedAt }) =>
    startedAt === null ? [] : [formatDate(startedAt.slice(0, 10))],
  );
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

/** " in runs/before/"; empty where the runs share no folder. */
function folderOf(runs: readonly NamingRun[]): string {
  const [first = [], ...others] = runs.map(({ file }) => file.path.split('/').slice(0, -1));
  const end = first.findIndex((part, at) => others.some((own) => own[at] !== part));
  const shared = end === -1 ? first : first.slice(0, end);
  return shared.length === 0 ? '' : ` in ${shared.join('/')}/`;
}
