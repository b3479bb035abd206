import type { BarsSpec, ChartPoint, ChartSource } from '../charts/spec.ts';
import { formatPercent } from '../format/quantity.ts';
import type { CompareModel, CompareRow, SideChange } from './compare-model.ts';

/** Changes beyond these are in the table. */
const MOST = 60;

type Compared = Pick<CompareModel, 'rows' | 'sides' | 'noiseFloor'>;

/** Every change as a dot with its interval on one axis, in per cent; null where no change has a number. */
export function changeChart({ rows, sides, noiseFloor }: Compared): BarsSpec | null {
  const told = rows.filter(({ changes }) => changes.some(({ change }) => change !== null));
  if (told.length === 0) return null;
  const drawn = told.slice(0, MOST);
  const sources: ChartSource[] = [];
  const others = sides.slice(1);
  const series = others.map(({ name }, index) => ({
    name,
    points: drawn.map((row) =>
      pointOf(
        row,
        row.changes.find(({ side }) => side === index + 1),
        sources,
      ),
    ),
  }));
  const floor = formatPercent(noiseFloor);
  return {
    id: 'changes',
    type: 'bars-with-intervals',
    mark: 'dot',
    title: 'Changes against the baseline',
    subtitle: sides[0]?.name ?? null,
    description: `Relative change of each benchmark and metric against ${sides[0]?.name ?? 'the baseline'}, with its interval.`,
    value: { title: 'Change', unit: '%', scale: 'linear', zero: true, direction: 'none', signed: true },
    references: [],
    notes: [
      'Whiskers: 95 % interval of the change.',
      `Changes within ${floor} count as noise.`,
      ...(drawn.length < told.length
        ? [`${String(drawn.length)} of ${String(told.length)} changes are drawn, those that matter most.`]
        : []),
    ],
    sources,
    categories: namesOf(drawn),
    series,
  };
}

/** Benchmark and metric; the label and the category where names repeat. */
function namesOf(rows: readonly CompareRow[]): string[] {
  const ways: readonly ((row: CompareRow) => string)[] = [
    ({ benchmark, metricTitle }) => join(benchmark, metricTitle),
    ({ benchmark, metricTitle, label }) => join(benchmark, `${metricTitle} (${label})`),
    ({ benchmark, metricTitle, label, category }) => join(category, benchmark, `${metricTitle} (${label})`),
  ];
  const names = ways.map((way) => rows.map(way));
  return names.find((own) => new Set(own).size === own.length) ?? names.at(-1) ?? [];
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function toneOf({ verdict }: SideChange): Pick<ChartPoint, 'tone'> {
  if (verdict === 'improved') return { tone: 'better' };
  return verdict === 'regressed' ? { tone: 'worse' } : {};
}

function pointOf(row: CompareRow, change: SideChange | undefined, sources: ChartSource[]): ChartPoint {
  const place = change?.after.source ?? null;
  if (place !== null) sources.push(place);
  const source = place === null ? null : sources.length - 1;
  const base = { label: row.benchmark, source, figure: null };
  if (change === undefined) return { ...base, value: null, gap: 'not on this side', n: null, interval: null };
  if (change.change === null)
    return { ...base, value: null, gap: change.verdictText, n: change.after.n, interval: null };
  const { interval } = change;
  return {
    ...base,
    label: change.verdictText,
    ...toneOf(change),
    value: change.change * 100,
    gap: null,
    n: change.before.n + change.after.n,
    interval:
      interval === null
        ? null
        : { low: interval.low * 100, high: interval.high * 100, level: interval.level },
  };
}
