import type { Steps } from '../model/steps.ts';
import { folderOf } from '../reading/file-type.ts';
import { zoneOf, type Window } from './clocks.ts';
import { readingsOf, sliceOf, type Readings, type Slice } from './readings.ts';
import type { CatalogueRun, Snapshot } from './snapshot.ts';
import { isState } from './states.ts';
import { groupBy } from './twins.ts';

/** Why the times of a sampler and of a run may be compared, in words for people. */
export type LinkReason =
  | 'both times are in UTC'
  | 'both zones are known'
  | 'beside the run; zone unknown'
  | 'beside the run; zone of the run unknown'
  | 'beside the run; zone of the sampler unknown';

/** A run that recorded states of the machine over time. */
export interface Sampler extends Window {
  readonly run: CatalogueRun;
  /** Its series between two times on its clock, both included; those without a sample there are left out. */
  slices: (from: number, to: number) => readonly Slice[];
}

/** A sampler that may have recorded a run; a time of the run plus `shift` is one on the clock of the sampler. */
export interface Candidate {
  readonly sampler: Sampler;
  readonly because: LinkReason;
  readonly shift: number;
}

/** Finds the samplers that overlap a run. */
export interface SamplerLookup {
  readonly isEmpty: boolean;
  near: (run: CatalogueRun, window: Window) => readonly Candidate[];
}

/** The samplers of a snapshot whose series count, in slices. */
export function* samplersOf(snapshot: Snapshot): Steps<SamplerLookup> {
  const samplers: Sampler[] = [];
  for (const run of snapshot.runs) {
    const sampler = yield* samplerOf(run);
    if (sampler !== null) samplers.push(sampler);
  }
  const zoned = new ByTime(samplers.filter(({ zone }) => zone !== 'unknown'));
  const beside = groupBy(samplers, ({ run }) => folderKey(run));
  return {
    isEmpty: samplers.length === 0,
    near: (run, window) => [
      ...(window.zone === 'unknown' ? [] : zoned.overlapping(window))
        .filter((sampler) => isSameHost(run, sampler.run))
        .map((sampler) => ({ sampler, because: zonedReason(window, sampler), shift: 0 })),
      ...(beside.get(folderKey(run)) ?? []).flatMap((sampler) => besideCandidate(window, sampler)),
    ],
  };
}

/** A step a run, and one a series. */
function* samplerOf(run: CatalogueRun): Steps<Sampler | null> {
  const series: Readings[] = [];
  for (const entry of run.measures) {
    if (!entry.counted || !isState(entry)) continue;
    const readings = readingsOf(entry);
    if (readings !== null) series.push(readings);
    yield;
  }
  yield;
  if (series.length === 0) return null;
  const slices = (from: number, to: number): Slice[] =>
    series.map((readings) => sliceOf(readings, from, to)).filter((slice) => slice !== null);
  return { run, ...spanOf(series), ...zoneOf(run), slices };
}

function spanOf(series: readonly Readings[]): Pick<Window, 'from' | 'to'> {
  return {
    from: series.reduce((first, { times }) => Math.min(first, times[0] ?? Infinity), Infinity),
    to: series.reduce((last, { times }) => Math.max(last, times.at(-1) ?? -Infinity), -Infinity),
  };
}

function folderKey({ file }: CatalogueRun): string {
  return `${String(file.root)}:${folderOf(file.path)}`;
}

/** Hosts that are both named and differ are two machines. */
function isSameHost(a: CatalogueRun, b: CatalogueRun): boolean {
  const [left, right] = [a.environment.host, b.environment.host];
  return left === undefined || right === undefined || left === right;
}

function zonedReason(run: Window, sampler: Sampler): LinkReason {
  return run.zone === 'utc' && sampler.zone === 'utc' ? 'both times are in UTC' : 'both zones are known';
}

/** One zone at least is unknown: what the two clocks on the wall show is compared. */
function besideCandidate(run: Window, sampler: Sampler): Candidate[] {
  if (run.zone !== 'unknown' && sampler.zone !== 'unknown') return [];
  const shift = run.ahead - sampler.ahead;
  if (run.from + shift > sampler.to || run.to + shift < sampler.from) return [];
  return [{ sampler, because: besideReason(run, sampler), shift }];
}

function besideReason(run: Window, sampler: Sampler): LinkReason {
  if (run.zone === sampler.zone) return 'beside the run; zone unknown';
  return run.zone === 'unknown'
    ? 'beside the run; zone of the run unknown'
    : 'beside the run; zone of the sampler unknown';
}

/** Samplers by their start, with the latest end up to each: what overlaps is found without asking all. */
class ByTime {
  readonly #samplers: readonly Sampler[];
  readonly #latestEnd: Float64Array;

  constructor(samplers: readonly Sampler[]) {
    this.#samplers = samplers.toSorted((a, b) => a.from - b.from);
    let latest = -Infinity;
    this.#latestEnd = Float64Array.from(this.#samplers, ({ to }) => (latest = Math.max(latest, to)));
  }

  /** In the order of their start. */
  overlapping({ from, to }: Pick<Window, 'from' | 'to'>): Sampler[] {
    const found: Sampler[] = [];
    for (let i = this.#startedBy(to) - 1; i >= 0 && (this.#latestEnd[i] ?? -Infinity) >= from; i--) {
      const sampler = this.#samplers[i];
      if (sampler !== undefined && sampler.to >= from) found.push(sampler);
    }
    return found.reverse();
  }

  /** How many samplers started at this time or before. */
  #startedBy(time: number): number {
    let low = 0;
    let high = this.#samplers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#samplers[middle]?.from ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
