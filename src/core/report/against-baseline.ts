import { changesTable, differenceBlocks, summaryItems } from '../compare/comparison-blocks.ts';
import type { ComparisonPlace, Told } from '../compare/comparison-blocks.ts';
import type { ComparisonResult } from '../compare/compare.ts';
import { withoutPartner } from '../compare/without-partner.ts';
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
export function baselineBlocks({ baseline, options }: ReportInput): Block[] {
  if (baseline === null) return [];
  const { sides, result } = baseline;
  return [
    heading('Against the baseline'),
    paragraph(baselineStory(sides, options.date)),
    list(summaryItems(result, PLACE)),
    ...TABLES.flatMap(([told, name, otherwise]) => [
      heading(name, 4),
      ...(changesTable(result, told, PLACE) ?? [paragraph([words(otherwise)])]),
    ]),
    heading('What else differs from the baseline', 4),
    ...differenceBlocks(result, PLACE),
    ...partnerBlocks(result),
  ];
}

function partnerBlocks(result: ComparisonResult): Block[] {
  const blocks = withoutPartner(result, PLACE);
  return blocks === null ? [] : [heading('Without a partner in the baseline', 4), ...blocks];
}

/** The verdicts in one sentence, for the summary. */
export function baselineSentence({ baseline }: ReportInput): (readonly Inline[])[] {
  if (baseline === null) return [];
  const [verdicts] = summaryItems(baseline.result, PLACE, 'of');
  return verdicts === undefined
    ? []
    : [[...say`Against the baseline ${baselineName(baseline.sides.title)}: `, ...verdicts]];
}
