import type { Finding, FindingKind } from '../findings/finding.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { Steps } from '../model/steps.ts';
import { headlineSentences } from './headline-sentences.ts';
import { baselineSummary } from './against-baseline.ts';
import type { ReportInput } from './input.ts';
import { scopeSentence } from './ingestion.ts';
import { list, paragraph, type Block } from './model.ts';

const MOST = 6;

/** Kinds that need several findings to say what matters. */
const PER_KIND: Readonly<Partial<Record<FindingKind, number>>> = { limit: 3 };

/** What belongs into an appendix rather than into the first five sentences. */
const MINOR: ReadonlySet<FindingKind> = new Set([
  'few-samples',
  'duplicate',
  'noise',
  'inconsistency',
  'best-worst',
]);

/** The findings that matter most, each in the one sentence that it was written for; where nothing was found, the numbers. */
export function* executiveSummary(input: ReportInput): Steps<Block[]> {
  const chosen = topFindings(input.findings);
  const blocks: Block[] = [paragraph(yield* scopeSentence(input))];
  const against = input.baseline === null ? [] : yield* baselineSummary(input.baseline);
  const isTold = against.length > 0 || chosen.some(({ kind }) => !MINOR.has(kind));
  const numbers = isTold ? [] : headlineSentences(input.snapshot);
  const items = [...against, ...numbers, ...chosen.map(({ statement }) => statement)];
  if (items.length > 0) blocks.push(list(items));
  return blocks;
}

/** The weightiest finding of each kind, or the one that sums its kind up; minor kinds only where there is room. */
export function topFindings(findings: readonly Finding[]): Finding[] {
  const best = [...groupBy(findings, ({ kind }) => kind).values()].flatMap((group) => {
    const summary = group.filter(({ overall }) => overall === true);
    const kind = group[0]?.kind ?? 'ranking';
    return (summary.length > 0 ? summary : group).slice(0, PER_KIND[kind] ?? 1);
  });
  const major = best.filter(({ kind }) => !MINOR.has(kind));
  const minor = best.filter(({ kind }) => MINOR.has(kind));
  return [...byWeight(major), ...byWeight(minor)].slice(0, Math.max(3, Math.min(MOST, major.length)));
}

function byWeight(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => b.weight - a.weight);
}
