import { changesTable, differenceBlocks } from '../compare/comparison-blocks.ts';
import type { ComparisonPlace, Told } from '../compare/comparison-blocks.ts';
import { summarySteps, verdictSentence } from '../compare/comparison-summary.ts';
import type { ComparisonResult } from '../compare/compare.ts';
import { movedSentences } from '../compare/moved.ts';
import { withoutPartner } from '../compare/without-partner.ts';
import type { Steps } from '../model/steps.ts';
import type { BaselineSides } from './baseline-sides.ts';
import { baselineName, baselineStory } from './baseline-words.ts';
import { say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, type Block } from './model.ts';

/** The comparison of a report's results with its baseline. */
export interface AgainstBaseline {
  readonly sides: BaselineSides;
  readonly result: ComparisonResult;
}

const PLACE: ComparisonPlace = {
  anchors: {
    changed: 'what-changed-against-the-baseline',
    unchanged: 'what-is-not-shown-to-have-changed',
    open: 'what-cannot-be-told-of-the-baseline',
    partner: 'without-a-partner-in-the-baseline',
  },
  before: 'Baseline',
  after: 'Now',
};

const TABLES: readonly (readonly [Told, title: string, otherwise: string])[] = [
  ['changed', 'What changed against the baseline', 'No metric is shown to have changed.'],
  [
    'unchanged',
    'What is not shown to have changed',
    'No metric that could be tested came out without a change.',
  ],
  ['open', 'What cannot be told of the baseline', 'Every metric that both have could be tested.'],
];

/** What changed, what did not, and what cannot be told; nothing without a baseline. */
export function* baselineBlocks({ baseline, options }: ReportInput): Steps<Block[]> {
  if (baseline === null) return [];
  const { sides, result } = baseline;
  const blocks: Block[] = [
    heading('Against the baseline'),
    paragraph(baselineStory(sides, options.date)),
    list(yield* summarySteps(result, PLACE)),
  ];
  for (const [told, name, otherwise] of TABLES) {
    const own = yield* changesTable(result, told, PLACE);
    blocks.push(heading(name, 4), ...(own ?? [paragraph([words(otherwise)])]));
  }
  const differences = yield* differenceBlocks(result, PLACE);
  blocks.push(heading('What else differs from the baseline', 4), ...differences);
  const alone = yield* withoutPartner(result, PLACE);
  if (alone !== null) blocks.push(heading('Without a partner in the baseline', 4), ...alone);
  return blocks;
}

/** The verdicts in one sentence, and what moved most in one each, for a summary. */
export function* baselineSummary({ sides, result }: AgainstBaseline): Steps<Inline[][]> {
  const verdicts = verdictSentence(result, PLACE, 'of');
  const moved = yield* movedSentences(result.changes);
  return [[...say`Against the baseline ${baselineName(sides.title)}, `, ...verdicts], ...moved];
}
