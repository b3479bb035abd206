import {
  comparableSets,
  isForeign,
  levelName,
  referenceOf,
  type ComparableSet,
} from '../findings/comparable.ts';
import { categoryName } from '../findings/names.ts';
import { centerFigure, nFigure, rowEvidence, rowFigure } from '../findings/row-figures.ts';
import { center, type Row } from '../findings/rows.ts';
import { testRows } from '../findings/two-rows.ts';
import { joinedEvidence } from '../figures/evidence.ts';
import { pFigure, ratioFigure } from '../figures/figure.ts';
import { groupBy } from '../catalogue/twins.ts';
import { inSentence, metricInfo } from '../normalise/metrics.ts';
import { barsOf } from './charts.ts';
import { code, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

const METRICS = new Set(['latency', 'execution-time', 'time-per-op', 'throughput']);

/** Backend against backend per device: ranked inside one run each, because runs of other models do other work. */
export function backendBlocks({ rows }: ReportInput): Block[] {
  const sets = comparableSets(rows).filter((set) => METRICS.has(set.metric) && set.parameter === 'backend');
  if (sets.length === 0) return [];
  const devices = groupBy(sets, (set) => String(set.rows[0]?.parameters.device ?? 'device not recorded'));
  return [
    heading('Backend against backend'),
    paragraph(
      say`Ranked inside each run. The ratio tells how many times slower a backend is than the fastest one of its run on that device; the test compares it with the reference of the run, from the tool’s own means and standard deviations.`,
    ),
    ...[...devices].flatMap(([device, group]) => deviceBlocks(device, group)),
  ];
}

function deviceBlocks(device: string, sets: readonly ComparableSet[]): Block[] {
  const rows = sets.flatMap((set) => {
    const ranked = [
      ...set.rows.filter((row) => !isForeign(row)),
      ...set.rows.filter((row) => isForeign(row)),
    ];
    return ranked.map((row) => backendRow(set, row, ranked[0]));
  });
  return [
    heading(`On ${device}`, 4),
    table(
      ['Model', 'Backend', '>Mean ± interval', '>n', '>Times the fastest', 'Against the reference'],
      rows,
    ),
    ...caveats(sets, device),
    ...barsOf(`backends-${device}`, sets, device),
  ];
}

function backendRow(set: ComparableSet, row: Row, best: Row | undefined): readonly (readonly Inline[])[] {
  const mean = centerFigure(row);
  const half = rowFigure(row, 'half-width');
  const n = nFigure(row);
  return [
    [code(categoryName(row.run.category))],
    [code(levelName(set, row))],
    mean === null ? [words('–')] : half === null ? say`${mean}` : say`${mean} ± ${half}`,
    n === null ? [words('–')] : say`${n}`,
    best === undefined || isForeign(row) ? [words('–')] : timesBest(set, best, row),
    isForeign(row) ? [words('ran on another device')] : againstReference(set, row),
  ];
}

function timesBest(set: ComparableSet, best: Row, row: Row): readonly Inline[] {
  const [a, b] = [center(best)?.value ?? 0, center(row)?.value ?? 0];
  if (a <= 0 || b <= 0) return [words('–')];
  const ratio = row.direction === 'higher' ? a / b : b / a;
  const evidence = joinedEvidence([rowEvidence(best), rowEvidence(row)], row.label, 'fastest and this one');
  return say`${ratioFigure(evidence, ratio, `${levelName(set, row)} / ${levelName(set, best)}`)}`;
}

function againstReference(set: ComparableSet, row: Row): readonly Inline[] {
  const reference = referenceOf(set);
  if (reference === null) return [words('–')];
  if (reference === row) return [words('reference')];
  const test = testRows(reference, row);
  const better = (center(row)?.value ?? 0) < (center(reference)?.value ?? 0) === (row.direction === 'lower');
  if (test === null) return say`${words(better ? 'better' : 'worse')}, not testable`;
  const evidence = joinedEvidence(
    [rowEvidence(reference), rowEvidence(row)],
    row.label,
    'reference and this one',
  );
  const p = pFigure(evidence, test.p, `two-sided ${test.test} test`, test.n);
  if (test.p >= 0.05) return say`no difference shown (p ${p})`;
  return say`${words(better ? 'faster' : 'slower')} (p ${p})`;
}

function caveats(sets: readonly ComparableSet[], device: string): Block[] {
  const elsewhere = sets
    .flatMap((set) => set.rows.map((row) => ({ set, row })))
    .filter(({ row }) => isForeign(row));
  if (elsewhere.length === 0) return [];
  const names = [...new Set(elsewhere.map(({ set, row }) => levelName(set, row)))];
  const [first] = elsewhere;
  const provider = String(first?.row.entries[0]?.benchmark.parameters.provider ?? '');
  return [
    paragraph(
      say`${code(names.join(', '))} ran with ${code(provider)} in these runs: its ${words(inSentence(metricInfo(first?.set.metric ?? 'latency').title))} is not one of ${code(device)}.`,
    ),
  ];
}
