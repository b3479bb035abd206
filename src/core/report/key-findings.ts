import type { Finding, FindingKind } from '../findings/finding.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { Inline } from './inline.ts';
import { words } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, type Block } from './model.ts';
import { say } from './inline.ts';

const TITLES: Readonly<Record<FindingKind, string>> = {
  limit: 'Limits that are not met',
  check: 'Checks of the tools that did not pass',
  ranking: 'Across the folder',
  ratio: 'Backend against backend',
  failure: 'What failed',
  'load-curve': 'Under load',
  sensitivity: 'Parameter sensitivity',
  'cold-start': 'Cold starts',
  'best-worst': 'Best and worst configuration',
  'missing-metric': 'What was not recorded',
  noise: 'Noise',
  drift: 'Drift within a run',
  step: 'Steps over the runs',
  inconsistency: 'Sources to read with care',
  duplicate: 'Repeated results',
  'few-samples': 'Too few samples',
};

/** What holds for all findings of a kind. */
const NOTES: Readonly<Partial<Record<FindingKind, string>>> = {
  'best-worst': 'Each configuration of a sweep ran once, so the order among neighbors is not tested.',
};

const MOST_OF_A_KIND: Readonly<Partial<Record<FindingKind, number>>> = { noise: 6, drift: 6 };
const MOST = 12;

/** All findings, grouped by what they are about; groups by their weightiest finding, findings by weight. */
export function keyFindings({ findings }: ReportInput): Block[] {
  if (findings.length === 0)
    return [
      paragraph(
        say`Nothing failed, and no difference could be tested: the tables above tell the numbers, not which of their differences are more than noise.`,
      ),
    ];
  return [...groupBy(findings, ({ kind }) => kind).values()].flatMap((group) => kindBlocks(group));
}

function kindBlocks(group: readonly Finding[]): Block[] {
  const kind = group[0]?.kind ?? 'ranking';
  const most = MOST_OF_A_KIND[kind] ?? MOST;
  const ordered = [
    ...group.filter(({ overall }) => overall === true),
    ...group.filter(({ overall }) => overall !== true),
  ];
  const note = NOTES[kind];
  return [
    heading(TITLES[kind]),
    ...(note === undefined ? [] : [paragraph([words(note)])]),
    list(ordered.slice(0, most).map((finding) => withDetail(finding))),
    ...(group.length > most ? [paragraph(say`Weaker findings of this kind are left out here.`)] : []),
  ];
}

function withDetail(finding: Finding): readonly Inline[] {
  return [...finding.statement, ...finding.detail.flatMap((sentence) => [words(' '), ...sentence])];
}
