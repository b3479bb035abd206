import { runToEnd, type Steps } from '../model/steps.ts';
import { timeIntegral } from '../stats/integral.ts';
import { timeWeightedMean } from '../stats/weighted.ts';
import { runWindow } from './clocks.ts';
import type { Slice } from './readings.ts';
import { samplersOf, type LinkReason, type Sampler, type SamplerLookup } from './samplers.ts';
import { isState } from './states.ts';
import type { CatalogueMeasure, CatalogueRun, Snapshot } from './snapshot.ts';
import { groupBy } from './twins.ts';

/** One time series of a sampler while a run took place. */
export interface LinkedMeasure {
  /** The sampler's measure with the samples inside the run only, in the order of time. */
  readonly entry: CatalogueMeasure;
  readonly n: number;
  /** Weighted by time; the reading itself where there is one; null where several have one and the same time. */
  readonly mean: number | null;
  readonly max: number;
  /** Of power in W: J between the first and the last sample inside. Null for other metrics and below two samples. */
  readonly energy: number | null;
  /** Seconds between the first and the last sample inside. */
  readonly covered: number;
  /** The longest stretch of the run without a sample, its beginning and its end included; seconds. */
  readonly gap: number;
}

/** What one sampler recorded while one run took place. */
export interface Overlap {
  readonly run: CatalogueRun;
  readonly sampler: CatalogueRun;
  readonly because: LinkReason;
  /** Length of the run, s. */
  readonly length: number;
  /** At least one. */
  readonly measures: readonly LinkedMeasure[];
  /** Another run that is linked to this sampler took place at the same time: what was recorded is of both. */
  readonly isShared: boolean;
}

const known = new WeakMap<Snapshot, ReadonlyMap<CatalogueRun, readonly Overlap[]>>();

/**
 * Links samplers (runs whose files record states of the machine over time) to the runs that they overlap in time. Files are
 * linked where both zones are known and the hosts, if both are named, agree; or where the sampler's file lies in the folder of
 * the run's file: then the clocks on the wall are compared. Runs that recorded states themselves, that do not count, or of
 * which start or end is not known are linked to nothing. Runs are in the order of the snapshot.
 */
export function overlapsOf(snapshot: Snapshot): ReadonlyMap<CatalogueRun, readonly Overlap[]> {
  return known.get(snapshot) ?? runToEnd(overlapSteps(snapshot));
}

/** The same in slices, a step a run: afterwards `overlapsOf` answers at once. */
export function* overlapSteps(snapshot: Snapshot): Steps<ReadonlyMap<CatalogueRun, readonly Overlap[]>> {
  const before = known.get(snapshot);
  if (before !== undefined) return before;
  const overlaps = yield* allOverlaps(snapshot);
  known.set(snapshot, overlaps);
  return overlaps;
}

function* allOverlaps(snapshot: Snapshot): Steps<ReadonlyMap<CatalogueRun, readonly Overlap[]>> {
  const samplers = yield* samplersOf(snapshot);
  if (samplers.isEmpty) return new Map();
  const links: Link[] = [];
  for (const run of snapshot.runs) {
    if (isCandidate(run)) links.push(...linksOf(run, samplers));
    yield;
  }
  const shared = sharedLinks(links);
  const result = new Map<CatalogueRun, Overlap[]>();
  for (const link of links) {
    yield;
    const overlap = overlapOf(link, shared.has(link));
    const list = result.get(link.run);
    if (list === undefined) result.set(link.run, [overlap]);
    else list.push(overlap);
  }
  return result;
}

function isCandidate({ measures }: CatalogueRun): boolean {
  return measures.some(({ counted }) => counted) && !measures.some(isState);
}

interface Link {
  readonly run: CatalogueRun;
  readonly sampler: Sampler;
  readonly because: LinkReason;
  /** The run on the clock of the sampler. */
  readonly from: number;
  readonly to: number;
  readonly slices: readonly Slice[];
}

function linksOf(run: CatalogueRun, samplers: SamplerLookup): Link[] {
  const window = runWindow(run);
  if (window === null) return [];
  return samplers.near(run, window).flatMap(({ sampler, because, shift }) => {
    const [from, to] = [window.from + shift, window.to + shift];
    const slices = sampler.slices(from, to);
    return slices.length === 0 ? [] : [{ run, sampler, because, from, to, slices }];
  });
}

/** Links of one sampler whose runs took place at the same time. */
function sharedLinks(links: readonly Link[]): Set<Link> {
  const shared = new Set<Link>();
  for (const group of groupBy(links, ({ sampler }) => sampler.run.id).values()) {
    let latest: Link | null = null;
    for (const link of group.sort((a, b) => a.from - b.from)) {
      if (latest !== null && link.from < latest.to) shared.add(link).add(latest);
      if (latest === null || link.to > latest.to) latest = link;
    }
  }
  return shared;
}

function overlapOf(link: Link, isShared: boolean): Overlap {
  return {
    run: link.run,
    sampler: link.sampler.run,
    because: link.because,
    length: (link.to - link.from) / 1000,
    measures: link.slices.map((slice) => linkedMeasure(slice, link)),
    isShared,
  };
}

function linkedMeasure({ entry, times }: Slice, { from, to }: Link): LinkedMeasure {
  const values = entry.measure.samples?.values ?? new Float64Array();
  const seconds = times.map((time) => (time - from) / 1000);
  const energy =
    entry.measure.metric === 'power' && entry.measure.unit === 'W' ? timeIntegral(values, seconds) : null;
  return {
    entry,
    n: values.length,
    mean: meanOver(values, seconds),
    max: values.reduce((most, value) => Math.max(most, value), -Infinity),
    energy: typeof energy === 'number' ? energy : null,
    covered: (seconds.at(-1) ?? 0) - (seconds[0] ?? 0),
    gap: longestGap(seconds, (to - from) / 1000),
  };
}

function meanOver(values: Float64Array, seconds: Float64Array): number | null {
  if (values.length === 1) return values[0] ?? null;
  const mean = timeWeightedMean(values, seconds);
  return typeof mean === 'number' ? mean : null;
}

function longestGap(seconds: Float64Array, length: number): number {
  let gap = length - (seconds.at(-1) ?? 0);
  let previous = 0;
  for (const second of seconds) {
    gap = Math.max(gap, second - previous);
    previous = second;
  }
  return gap;
}
