import type { Snapshot } from '../catalogue/snapshot.ts';
import type { Steps } from '../model/steps.ts';
import type { ProjectFile } from '../project/project-file.ts';
import type { Inline } from '../report/inline.ts';
import type { Row } from './rows.ts';

/** What a finding is about; also the group that it is listed under. */
export type FindingKind =
  | 'ranking'
  | 'ratio'
  | 'best-worst'
  | 'sensitivity'
  | 'cold-start'
  | 'failure'
  | 'noise'
  | 'drift'
  | 'step'
  | 'missing-metric'
  | 'few-samples'
  | 'inconsistency'
  | 'duplicate'
  | 'check'
  | 'limit'
  | 'load-curve';

/** Where a recommendation belongs in the report. */
export type AdviceGroup =
  | 'GPU and kernel optimization'
  | 'Quantization'
  | 'Inference configuration'
  | 'Reliability'
  | 'Data management'
  | 'Benchmarking strategy';

/** What to do about a finding. */
export interface Advice {
  readonly group: AdviceGroup;
  readonly text: readonly Inline[];
}

/** A true statement about the results, with the figures that it stands on. */
export interface Finding {
  readonly kind: FindingKind;
  /** Category that it is about; null: several, or the whole folder. */
  readonly category: readonly string[] | null;
  /** 0..1: size and certainty of the effect; findings are listed by it. */
  readonly weight: number;
  /** It sums up the others of its kind: what an executive summary says of them. */
  readonly overall?: boolean;
  /** It states the outcome of a test of one thing against another: whether that showed an effect. Left out: nothing was tested. */
  readonly tested?: boolean;
  /** One sentence that can stand alone. */
  readonly statement: readonly Inline[];
  /** Further sentences. */
  readonly detail: readonly (readonly Inline[])[];
  readonly advice: Advice | null;
}

/** What the rules look at. */
export interface FindingInput {
  readonly snapshot: Snapshot;
  readonly project: ProjectFile;
  readonly rows: readonly Row[];
}

/** A rule: states what is true, or nothing; in slices where it looks at every row. */
export type FindingRule = (input: FindingInput) => readonly Finding[] | Steps<readonly Finding[]>;

/** Bigger effects weigh more, without a limit that all reach: 0 for no effect, 0.5 for a factor of e, towards 1. */
export function sizeWeight(ratio: number): number {
  const distance = Math.abs(Math.log(ratio));
  return Number.isFinite(distance) ? distance / (1 + distance) : 1;
}

/** Picks the singular or the plural of our own words. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
