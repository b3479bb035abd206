import type { LimitResult } from '../core/findings/limits.ts';
import { rowScope } from '../core/findings/row-figures.ts';
import { formatQuantity } from '../core/format/quantity.ts';
import type { ProjectFile } from '../core/project/project-file.ts';

/** One line per limit and row, what is not met first; a limit that met no row is said to have been checked on nothing. */
export function limitLines(results: readonly LimitResult[], project: ProjectFile): string {
  const line = ({ limit, row, value, met }: LimitResult): string =>
    `${met ? 'met' : 'NOT MET'}: ${limit.text}: ${formatQuantity(value, row.unit).text} in ${row.run.id} (${rowScope(row)})`;
  const ordered = [...results.filter(({ met }) => !met), ...results.filter(({ met }) => met)];
  const unused = project.limits.filter((limit) => !results.some((result) => result.limit === limit));
  const lines = [
    ...ordered.map(line),
    ...unused.map(({ text }) => `not checked: ${text}: no result has this metric and statistic`),
  ];
  return `${lines.join('\n')}\n`;
}
