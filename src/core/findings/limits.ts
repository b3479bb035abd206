import { figure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import { matchesGlob } from '../normalise/globs.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import type { Limit } from '../project/project-file.ts';
import { say, code, words } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryCode, configurationCode } from './names.ts';
import { rowEvidence, rowFigure } from './row-figures.ts';
import type { Row } from './rows.ts';

/** One limit against one row. */
export interface LimitResult {
  readonly limit: Limit;
  readonly row: Row;
  readonly value: number;
  readonly met: boolean;
}

/** Every limit of the project file against every row that has its metric and statistic. */
export function checkLimits({ rows, project }: Pick<FindingInput, 'rows' | 'project'>): LimitResult[] {
  return project.limits.flatMap((limit) =>
    rows
      .filter((row) => limitApplies(limit, row))
      .flatMap((row) => {
        const value = statisticOf(row, limit.statistic);
        return value === null ? [] : [{ limit, row, value, met: meets(value, limit) }];
      }),
  );
}

/** Whether a limit speaks of a row; the row may still lack the statistic. */
export function limitApplies(limit: Limit, row: Row): boolean {
  if (row.metric !== limit.metric || (limit.unit !== null && row.unit !== limit.unit)) return false;
  const { file } = row.run;
  if (limit.holdsFor?.(file.root, file.path) === false) return false;
  return (
    limit.category === null || matchesGlob(row.run.category.join('/'), limit.category.replaceAll(' / ', '/'))
  );
}

function statisticOf(row: Row, statistic: Limit['statistic']): number | null {
  const { statistics } = row;
  switch (statistic) {
    case 'mean':
      return statistics.mean ?? statistics.value;
    case 'median':
    case 'min':
    case 'max':
    case 'p95':
    case 'p99':
      return statistics[statistic];
    default:
      return row.entries.length === 1
        ? (row.entries[0]?.measure.reported?.percentiles[statistic.slice(1)] ?? null)
        : null;
  }
}

function meets(value: number, limit: Limit): boolean {
  switch (limit.operator) {
    case '<':
      return value < limit.value;
    case '<=':
      return value <= limit.value;
    case '>':
      return value > limit.value;
    case '>=':
      return value >= limit.value;
  }
}

/** Limits that are not met. */
export function brokenLimits(input: FindingInput): Finding[] {
  return checkLimits(input)
    .filter(({ met }) => !met)
    .map((result) => {
      const { limit, row } = result;
      return {
        kind: 'limit' as const,
        category: row.run.category,
        weight: 1,
        statement: say`The limit ${code(limit.text)} is not met: ${words(inSentence(metricInfo(row.metric).title))} of ${configurationCode(row)} in ${categoryCode(row.run.category)} is ${limitFigure(result)}.`,
        detail: [],
        advice: null,
      };
    });
}

/** The measured value that a limit is held against, with the statistic's own line or formula. */
export function limitFigure({ limit: { statistic }, row, value }: LimitResult): Figure {
  const facts = { metric: row.metric, statistic, value, unit: row.unit, n: row.statistics.n, formula: null };
  return rowFigure(row, statistic) ?? figure(rowEvidence(row), facts);
}
