import { categoryName } from '../findings/names.ts';
import type { Row } from '../findings/rows.ts';
import { groupBy } from '../catalogue/twins.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { compareText } from '../format/compare.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { environmentBlocks } from './environment.ts';
import { enumerate, fileLink, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, type Block } from './model.ts';
import { baselineBlocks } from './against-baseline.ts';
import { backendBlocks } from './backends.ts';
import { checkBlocks } from './checks.ts';
import { latencyBlocks } from './latencies.ts';
import { loadCurveBlocks } from './load-curves.ts';
import { overallBlocks } from './overall.ts';
import { rowsTable, sharedSentence } from './performance-rows.ts';
import { sensitivityBlocks } from './sensitivities.ts';
import { trendBlocks } from './trend.ts';
import { utilizationBlocks } from './utilization.ts';

/** A category's table ends here; what is left out is counted and stands in the machine-readable output. */
const MOST_ROWS = 24;

/** What was measured: overall, per category and configuration, and from the angles that people ask for. */
export function performance(input: ReportInput): Block[] {
  const counted = input.snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  return [
    ...overallBlocks(input),
    heading('Environment'),
    ...environmentBlocks(counted),
    ...backendBlocks(input),
    heading('Results by category'),
    ...[...groupBy(input.rows, (row) => categoryName(row.run.category))]
      .sort(([a], [b]) => compareText(a, b))
      .flatMap(([name, rows]) => categoryBlocks(name, rows)),
    ...loadCurveBlocks(input),
    ...latencyBlocks(input),
    ...utilizationBlocks(input),
    ...checkBlocks(input),
    ...sensitivityBlocks(input),
    ...trendBlocks(input),
    ...baselineBlocks(input),
  ];
}

function categoryBlocks(name: string, rows: readonly Row[]): Block[] {
  const failed = rows.filter((row) => (row.statistics.n ?? 1) === 0);
  const ordered = rows.filter((row) => !failed.includes(row)).sort(byImportance);
  const shown = ordered.slice(0, MOST_ROWS);
  const hidden = ordered.length - shown.length;
  return [
    heading(name, 4),
    paragraph([...sourceSentence(rows), ...sharedSentence(shown), ...failedSentence(name, failed)]),
    ...(shown.length === 0 ? [] : [rowsTable(shown)]),
    ...(hidden === 0 ? [] : [paragraph(hiddenSentence(name, hidden))]),
  ];
}

/** Metrics of which there is a better before others, headline metrics first, then in the order of the files. */
function byImportance(a: Row, b: Row): number {
  const side = (row: Row): number => (row.direction === 'none' ? 1 : 0);
  return side(a) - side(b) || metricInfo(a.metric).rank - metricInfo(b.metric).rank;
}

function sourceSentence(rows: readonly Row[]): Inline[] {
  const files = new Map(rows.map((row) => [row.run.file.path, row.run.file]));
  const links = [...files.values()].slice(0, 6).map((file) => fileLink(file.root, file.path));
  const more = files.size > links.length ? say` and others` : [];
  return [words('From '), ...enumerate(links), ...more, words('.')];
}

function failedSentence(name: string, failed: readonly Row[]): Inline[] {
  if (failed.length === 0) return [];
  const evidence = countEvidence('rows of the tables', '3-performance-analysis');
  const count = countFigure(evidence, failed.length, `rows of ${name} in which every observation failed`);
  return say` In ${count} rows every observation failed, so they hold no number; the reasons are under “What failed”.`;
}

function hiddenSentence(name: string, hidden: number): Inline[] {
  const count = countFigure(
    countEvidence('rows of the tables', '3-performance-analysis'),
    hidden,
    `rows of ${name} beyond those shown`,
  );
  return say`${count} further rows are left out here; the JSON form of this report and ${{ kind: 'code', text: 'benchtrail inspect --json' }} hold them all.`;
}
