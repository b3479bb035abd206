import type { Snapshot } from '../catalogue/snapshot.ts';
import { appendixSection, bodySection, figuresOfSections, type NoReport } from '../report/build.ts';
import { code, enumerate, say, words, type Inline } from '../report/inline.ts';
import { heading, list, paragraph, type Block, type Report, type Section } from '../report/model.ts';
import type { Steps } from '../model/steps.ts';
import { fingerprint } from '../reading/hash.ts';
import { changesTable, differenceBlocks, type ComparisonPlace } from './comparison-blocks.ts';
import { summarySteps } from './comparison-summary.ts';
import { compareMany, type ComparisonResult } from './compare.ts';
import { NOTHING_IGNORED } from './match.ts';
import { comparisonMethods } from './comparison-methods.ts';
import { withoutPartner } from './without-partner.ts';

/** One side of a comparison; its files name roots of the whole comparison. */
export interface ComparisonSide {
  /** As people chose it: a path, a run, a series. */
  readonly title: string;
  readonly snapshot: Snapshot;
}

export interface ComparisonOptions {
  readonly generator: string;
  /** ISO date; null: none is shown. */
  readonly date: string | null;
  /** Labels of the roots that the files of all sides name. */
  readonly roots: readonly string[];
  /** Relative change, 0.01 for 1 %. */
  readonly noiseFloor: number;
}

/** Compares in slices. The first side is the baseline of all others; a side in which nothing counts gives the reason why. */
export function* buildComparison(
  sides: readonly ComparisonSide[],
  options: ComparisonOptions,
): Steps<Report | NoReport> {
  const [baseline, ...others] = sides;
  const empty = sides.find(({ snapshot }) => !snapshot.measures.some(({ counted }) => counted));
  if (baseline === undefined || others.length === 0)
    return { kind: 'no-report', reason: 'A comparison needs two sides.' };
  if (empty !== undefined) return { kind: 'no-report', reason: nothingIn(empty) };
  const results = yield* compareMany(
    baseline.snapshot.measures,
    others.map(({ snapshot }) => snapshot.measures),
    { noiseFloor: options.noiseFloor, ignored: NOTHING_IGNORED },
  );
  const pairs = results.map((result, index) => ({ result, title: others[index]?.title ?? '' }));
  const sections = yield* sectionsOf(pairs, options.noiseFloor);
  const files = sides.flatMap(({ snapshot }) => snapshot.files);
  return {
    kind: 'comparison',
    title: titleOf(baseline, others),
    date: options.date,
    generator: options.generator,
    roots: options.roots.map((label) => ({ label })),
    fingerprint: yield* fingerprint(files.map(({ hash, path }) => `${hash} ${path}`)),
    header: header(baseline, others),
    sections,
    ...(yield* figuresOfSections(sections)),
  };
}

function titleOf(baseline: ComparisonSide, others: readonly ComparisonSide[]): string {
  const [only] = others;
  return others.length === 1 && only !== undefined
    ? `Comparison: ${only.title} against ${baseline.title}`
    : `Comparison with ${baseline.title}`;
}

/** Why nothing of a side counts, with the first reason that its files give. */
function nothingIn({ title, snapshot }: ComparisonSide): string {
  const because =
    snapshot.measures.find(({ notCountedBecause }) => notCountedBecause !== null)?.notCountedBecause ??
    snapshot.files.find(({ reason }) => reason !== null)?.reason;
  const why = because === undefined || because === null ? '' : ` ${because}`;
  return `Nothing in ${title} counts, so there is nothing to compare.${why}`;
}

function header(
  baseline: ComparisonSide,
  others: readonly ComparisonSide[],
): (readonly [string, readonly Inline[]])[] {
  return [
    ['Baseline', sideText(baseline)],
    [
      'Compared',
      others.flatMap((other, index) => [...(index === 0 ? [] : [words(', ')]), ...sideText(other)]),
    ],
  ];
}

function sideText({ title, snapshot }: ComparisonSide): Inline[] {
  const starts = snapshot.runs
    .filter(({ startedAtFrom }) => startedAtFrom !== 'mtime')
    .flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt.slice(0, 10)]))
    .sort();
  const days = [...new Set([starts[0], starts.at(-1)])].filter((day) => day !== undefined);
  const when =
    days.length === 0
      ? []
      : say` of ${enumerate(
          days.map((day) => code(day)),
          'to',
        )}`;
  return [code(title), ...when];
}

const ANCHORS = {
  changed: '2-what-changed',
  unchanged: '3-no-change-shown',
  open: '4-what-cannot-be-told',
  partner: '6-without-a-partner',
};

interface TitledResult {
  readonly result: ComparisonResult;
  readonly title: string;
}

function* sectionsOf(pairs: readonly TitledResult[], noiseFloor: number): Steps<Section[]> {
  const several = pairs.length > 1;
  const place: ComparisonPlace = { anchors: ANCHORS, before: 'Baseline', after: 'Compared' };
  const sections: Section[] = [];
  for (const { title, blocksOf, otherwise } of PARTS) {
    const blocks: Block[] = [];
    for (const { result, title: side } of pairs) {
      const own = (yield* blocksOf(result, place)) ?? [paragraph([words(otherwise)])];
      blocks.push(...(several ? [heading(side)] : []), ...own);
      yield;
    }
    sections.push(bodySection(title, blocks));
  }
  return [...sections, appendixSection('Methods', comparisonMethods(noiseFloor))];
}

interface Part {
  readonly title: string;
  readonly blocksOf: (result: ComparisonResult, place: ComparisonPlace) => Steps<Block[] | null>;
  /** What is said where there is nothing to show. */
  readonly otherwise: string;
}

const PARTS: readonly Part[] = [
  {
    title: 'Verdicts',
    *blocksOf(result, at) {
      return [list(yield* summarySteps(result, at))];
    },
    otherwise: '',
  },
  {
    title: 'What changed',
    blocksOf: (result, at) => changesTable(result, 'changed', at),
    otherwise: 'No metric is shown to have changed.',
  },
  {
    title: 'No change shown',
    blocksOf: (result, at) => changesTable(result, 'unchanged', at),
    otherwise: 'No metric that could be tested came out without a change.',
  },
  {
    title: 'What cannot be told',
    blocksOf: (result, at) => changesTable(result, 'open', at),
    otherwise: 'Every metric that both sides have could be tested.',
  },
  { title: 'Configuration and environment', blocksOf: differenceBlocks, otherwise: '' },
  {
    title: 'Without a partner',
    blocksOf: withoutPartner,
    otherwise: 'Every benchmark and metric of one side is on the other side too.',
  },
];
