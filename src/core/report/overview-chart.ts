import { subjectCode } from '../findings/subjects.ts';
import { center, compareBetter, type Row } from '../findings/rows.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { dotsOf } from './charts.ts';
import { say, words } from './inline.ts';
import type { ReportInput } from './input.ts';
import type { Block } from './model.ts';

const MOST = 24;
const CHARTED = [
  'throughput',
  'request-throughput',
  'op-rate',
  'bandwidth',
  'ttft',
  'latency',
  'execution-time',
];

/** The metric that most configurations of the folder share, drawn for all of them. */
export function overviewChart({ rows }: ReportInput): Block[] {
  const usable = rows.filter((row) => center(row) !== null && (row.statistics.n ?? 0) > 1);
  const metric = CHARTED.find((id) => usable.filter((row) => row.metric === id).length > 2);
  if (metric === undefined) return [];
  const own = usable.filter((row) => row.metric === metric);
  const unit = own[0]?.unit ?? null;
  const chosen = own
    .filter((row) => row.unit === unit)
    .sort((a, b) => compareBetter(a.direction, center(a)?.value ?? 0, center(b)?.value ?? 0))
    .slice(0, MOST);
  const title = metricInfo(metric).title;
  const spec = dotsOf(`overview-${metric}`, `${title} by configuration`, chosen, labelOf);
  if (spec === null) return [];
  const caption = say`Mean ${words(title.toLowerCase())} of each configuration with more than one observation, best first.`;
  return [{ kind: 'chart', id: spec.id, spec, caption }];
}

function labelOf(row: Row): string {
  const name = row.run.file.path.split('/').at(-1) ?? '';
  return `${subjectCode(row).text} (${name})`;
}
