import { categoryName } from '../findings/names.ts';
import type { Row } from '../findings/rows.ts';
import { groupBy } from '../catalogue/twins.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { compareText } from '../format/compare.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import type { SourceFile } from '../model/file.ts';
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

/** The angles that people ask for. */
const ANGLES: readonly ((input: ReportInput) => Block[] | Steps<Block[]>)[] = [
  loadCurveBlocks,
  latencyBlocks,
  utilizationBlocks,
  checkBlocks,
  sensitivityBlocks,
  trendBlocks,
  baselineBlocks,
];

/** What was measured: overall, per category and configuration, and from the angles that people ask for. */
export function* performance(input: ReportInput): Steps<Block[]> {
  const counted = input.snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  const blocks: Block[] = [
    ...(yield* overallBlocks(input)),
    heading('Environment'),
    ...environmentBlocks(counted),
    ...backendBlocks(input),
    heading('Results by category'),
  ];
  const byRun = yield* groupSteps(input.rows, ({ run }) => run);
  const categories = groupBy(byRun, ([run]) => categoryName(run.category));
  for (const [name, runs] of [...categories].sort(([a], [b]) => compareText(a, b))) {
    const files = new Map(runs.map(([{ file }]) => [file.path, file]));
    const rows: Row[] = [];
    for (const [, own] of runs) {
      for (const row of own) rows.push(row);
      yield;
    }
    blocks.push(...(yield* categoryBlocks(name, [...files.values()], rows)));
  }
  for (const write of ANGLES) {
    const written = write(input);
    blocks.push(...('next' in written ? yield* written : written));
    yield;
  }
  return blocks;
}

/** Ranks end far below this: metrics of which there is no better come after all others. */
const WITHOUT_DIRECTION = 1e6;

/** The rows of a category, run by run: headline metrics first, then in the order of the files. */
function* categoryBlocks(name: string, files: readonly SourceFile[], rows: readonly Row[]): Steps<Block[]> {
  const failed = yield* filterSteps(rows, (row) => row.statistics.n === 0);
  const ranks = new Map<string, number>();
  const rankOf = ({ metric, direction }: Row): number => {
    const rank = ranks.get(metric) ?? metricInfo(metric).rank;
    ranks.set(metric, rank);
    return direction === 'none' ? rank + WITHOUT_DIRECTION : rank;
  };
  const measured = yield* groupSteps(yield* filterSteps(rows, (row) => row.statistics.n !== 0), rankOf);
  const shown = [...measured]
    .sort(([a], [b]) => a - b)
    .flatMap(([, same]) => same.slice(0, MOST_ROWS))
    .slice(0, MOST_ROWS);
  const hidden = rows.length - failed.length - shown.length;
  return [
    heading(name, 4),
    paragraph([...sourceSentence(files), ...sharedSentence(shown), ...failedSentence(name, failed)]),
    ...(shown.length === 0 ? [] : [rowsTable(shown)]),
    ...(hidden === 0 ? [] : [paragraph(hiddenSentence(name, hidden))]),
  ];
}

function sourceSentence(files: readonly SourceFile[]): Inline[] {
  const links = files.slice(0, 6).map((file) => fileLink(file.root, file.path));
  const more = files.length > links.length ? say` and others` : [];
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
