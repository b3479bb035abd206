import type { Finding, FindingKind } from '../findings/finding.ts';
import { groupBy } from '../catalogue/twins.ts';
import type { Inline } from './inline.ts';
import { words } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, type Block } from './model.ts';
import { say } from './inline.ts';

const TITLES: Readonly<Record<FindingKind, string>> = {
  limit: 'Limits that are not met',
  ranking: 'Across the folder',
  ratio: 'Backend against backend',
  failure: 'What failed',
  sensitivity: 'Parameter sensitivity',
  'cold-start': 'Cold starts',
  'best-worst': 'Best and worst configuration',
  'missing-metric': 'What was not recorded',
  noise: 'Noise',
  drift: 'Drift within a run',
  inconsistency: 'Sources that disagree',
  duplicate: 'Repeated results',
  'few-samples': 'Too few samples',
};

const MOST_OF_A_KIND = 12;

/** All findings, grouped by what they are about; groups by their weightiest finding, findings by weight. */
export function keyFindings({ findings }: ReportInput): Block[] {
  if (findings.length === 0)
    return [
      paragraph(
        say`The results give no reason for a finding: nothing failed, and nothing differs beyond noise.`,
      ),
    ];
  return [...groupBy(findings, ({ kind }) => kind)].flatMap(([kind, group]) => [
    heading(TITLES[kind as FindingKind]),
    list(group.slice(0, MOST_OF_A_KIND).map((finding) => withDetail(finding))),
    ...(group.length > MOST_OF_A_KIND
      ? [
          paragraph(
            say`Weaker findings of this kind are left out here; the JSON form of this report holds them.`,
          ),
        ]
      : []),
  ]);
}

function withDetail(finding: Finding): readonly Inline[] {
  return [...finding.statement, ...finding.detail.flatMap((sentence) => [words(' '), ...sentence])];
}
