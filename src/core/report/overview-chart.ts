import { configurationCode } from '../findings/names.ts';
import { subjectCode } from '../findings/subjects.ts';
import { center, compareBetter, type Row } from '../findings/rows.ts';
import { filterSteps, groupSteps, type Steps } from '../model/steps.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
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
export function* overviewChart({ rows }: ReportInput): Steps<Block[]> {
  const usable = yield* filterSteps(
    rows,
    (row) => CHARTED.includes(row.metric) && (row.statistics.n ?? 0) > 1 && center(row) !== null,
  );
  const byMetric = yield* groupSteps(usable, ({ metric: id }) => id);
  const metric = CHARTED.find((id) => (byMetric.get(id)?.length ?? 0) > 2);
  if (metric === undefined) return [];
  const own = byMetric.get(metric) ?? [];
  const unit = own[0]?.unit ?? null;
  const chosen = own
    .filter((row) => row.unit === unit)
    .sort((a, b) => compareBetter(a.direction, center(a)?.value ?? 0, center(b)?.value ?? 0))
    .slice(0, MOST);
  const title = metricInfo(metric).title;
  const labels = labelsOf(chosen);
  const spec = dotsOf(
    `overview-${metric}`,
    `${title} by configuration`,
    chosen,
    (row) => labels.get(row) ?? '',
  );
  if (spec === null) return [];
  const caption = say`Mean ${words(inSentence(title))} of each configuration with more than one observation, best first.`;
  return [{ kind: 'chart', id: spec.id, spec, caption }];
}

/** Each row's name: its subject, with the benchmark or the file where subjects repeat. */
function labelsOf(rows: readonly Row[]): ReadonlyMap<Row, string> {
  const file = (row: Row): string => row.run.file.path.split('/').at(-1) ?? '';
  const ways: readonly ((row: Row) => string)[] = [
    (row) => subjectCode(row).text,
    (row) =>
      `${subjectCode(row).text} · ${row.entries.length > 1 ? row.benchmark : configurationCode(row).text}`,
    (row) => `${subjectCode(row).text} (${file(row)})`,
    (row) => `${subjectCode(row).text} · ${row.benchmark} (${file(row)})`,
  ];
  const distinct = ways.find((way) => new Set(rows.map(way)).size === rows.length) ?? ways.at(-1);
  return new Map(rows.map((row) => [row, distinct?.(row) ?? '']));
}
