import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { say, words, type Inline } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';
import { categoryName, nameList } from './names.ts';
import { centerFigure, nFigure, rowFigure } from './row-figures.ts';
import type { Row } from './rows.ts';

/** Metrics that people ask for and that are often recorded for some runs only. */
const EXPECTED = ['gpu-utilization', 'gpu-memory', 'power', 'cpu-utilization'];

/** Where a utilization metric was recorded, and where not: nothing is said of what was not measured. */
export function missingMetrics({ rows, snapshot }: FindingInput): Finding[] {
  const counted = snapshot.runs.filter((run) => run.measures.some((entry) => entry.counted));
  const all = [...new Set(counted.map((run) => categoryName(run.category)))];
  return EXPECTED.map((metric) => {
    const having = rows.filter((row) => row.metric === metric);
    const present = new Set(having.map((row) => categoryName(row.run.category)));
    const missing = all.filter((name) => !present.has(name));
    if (having.length === 0 || missing.length === 0) return null;
    return partly(metric, having, missing);
  }).filter((finding) => finding !== null);
}

function partly(metric: string, having: readonly Row[], missing: readonly string[]): Finding | null {
  const [row] = having;
  const mean = row === undefined ? null : centerFigure(row);
  if (row === undefined || mean === null) return null;
  const title = metricInfo(metric).title;
  const without = countFigure(
    countEvidence(`categories without ${title}`, 'sources'),
    missing.length,
    'categories whose runs do not hold this metric',
  );
  const max = rowFigure(row, 'max');
  const n = nFigure(row);
  const spread: Inline[] = max === null || n === null ? [] : say`, max ${max}, ${n} samples`;
  const isGpu = metric === 'gpu-utilization';
  return {
    kind: 'missing-metric',
    category: null,
    weight: isGpu ? 0.5 : 0.15,
    statement: say`${words(title)} was recorded in ${nameList([...new Set(having.map(({ run }) => run.file.path))], 2)} only (mean ${mean}${spread}); the other ${without} categories hold none, so nothing can be said of it there.`,
    detail: [say`Without it: ${nameList(missing, 30)}.`],
    advice: isGpu
      ? {
          group: 'GPU and kernel optimization',
          text: say`Record GPU utilization beside each run before calling anything GPU-bound: ${without} categories have none, and where it was recorded its mean is ${mean}.`,
        }
      : null,
  };
}
