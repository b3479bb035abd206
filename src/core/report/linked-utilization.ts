import { overlapsOf, type LinkedMeasure, type Overlap } from '../catalogue/overlaps.ts';
import type { CatalogueRun, Snapshot } from '../catalogue/snapshot.ts';
import { STATE_METRICS } from '../catalogue/states.ts';
import { linkedFigures, tokenEnergy } from '../findings/linked-figures.ts';
import { benchmarkText } from '../findings/names.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { metricInfo } from '../normalise/metrics.ts';
import { code, fileLink, say, words, type Inline } from './inline.ts';
import { list, paragraph, table, type Block } from './model.ts';
import { figureCell } from './performance-rows.ts';

const MOST_ROWS = 48;

/** What samplers recorded while runs of other files took place, and how the two were brought together. */
export function linkedBlocks(snapshot: Snapshot): Block[] {
  const overlaps = overlapsOf(snapshot);
  if (overlaps.size === 0) return [];
  const rows = [...overlaps.values()].flat().flatMap(rowsOf);
  const hidden = rows.length - MOST_ROWS;
  return [
    paragraph(
      say`While these runs took place a sampler recorded the machine. What it recorded is of the whole machine or device, not of the run alone.`,
    ),
    table(
      ['Run', 'Metric', 'Device', '>Samples inside', '>Mean', '>Max', '>Energy', 'Recorded in', 'Linked by'],
      rows.slice(0, MOST_ROWS).map(({ overlap, linked }) => linkedRow(overlap, linked)),
    ),
    ...(hidden > 0 ? [paragraph(hiddenSentence(hidden))] : []),
    ...tokenEnergyBlocks(overlaps),
  ];
}

/** How series and runs are brought together, where they are. */
export function linkedMethod(snapshot: Snapshot): Inline[][] {
  if (overlapsOf(snapshot).size === 0) return [];
  return [
    say`A time series of another file is linked to the runs that took place meanwhile: where the zones of both are known, or where it lies in the folder of the run and the clocks agree. Samples from start to end of the run count, both included. Energy is the integral of power by the trapezoid rule between the first and the last of them.`,
  ];
}

interface LinkedRow {
  readonly overlap: Overlap;
  readonly linked: LinkedMeasure;
}

function rowsOf(overlap: Overlap): LinkedRow[] {
  const rank = ({ entry }: LinkedMeasure): number => STATE_METRICS.indexOf(entry.measure.metric);
  return overlap.measures.toSorted((a, b) => rank(a) - rank(b)).map((linked) => ({ overlap, linked }));
}

function linkedRow(overlap: Overlap, linked: LinkedMeasure): readonly (readonly Inline[])[] {
  const { n, mean, max, energy } = linkedFigures(overlap, linked);
  const { benchmark, measure } = linked.entry;
  const device = benchmarkText(benchmark.name, benchmark.parameters);
  const { file } = overlap.sampler;
  return [
    [code(overlap.run.id)],
    [words(metricInfo(measure.metric).title)],
    [code(device)],
    figureCell(n),
    figureCell(mean),
    figureCell(max),
    figureCell(energy),
    [fileLink(file.root, file.path, measure.samples?.lines[0] ?? null)],
    [words(overlap.isShared ? `${overlap.because}; shared with another run` : overlap.because)],
  ];
}

function hiddenSentence(hidden: number): Inline[] {
  const evidence = countEvidence('rows of the tables', '3-performance-analysis');
  const count = countFigure(evidence, hidden, 'rows of linked series beyond those shown');
  return say`${count} further rows are left out here.`;
}

function tokenEnergyBlocks(overlaps: ReadonlyMap<CatalogueRun, readonly Overlap[]>): Block[] {
  const items = [...overlaps].flatMap(([run, links]) => {
    const found = tokenEnergy(links);
    if (found === null) return [];
    return [
      say`${code(run.id)} took ${found.perToken}: ${found.energy} in all sampled devices for ${found.tokens} generated.`,
    ];
  });
  return items.length === 0 ? [] : [list(items.slice(0, MOST_ROWS))];
}
