import type { Finding, FindingKind } from '../findings/finding.ts';
import type { Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { list, paragraph, type Block } from './model.ts';
import { scopeSentence } from './ingestion.ts';

const MOST = 5;

/** At most this many of one kind, so that one loud kind does not hide the others. */
const PER_KIND: Readonly<Partial<Record<FindingKind, number>>> = { limit: 3, ratio: 2, ranking: 1 };

/** The findings that matter most, each in the one sentence that it was written for. */
export function executiveSummary(input: ReportInput): Block[] {
  const chosen = topFindings(input.findings);
  const blocks: Block[] = [paragraph(scopeSentence(input))];
  if (chosen.length > 0) blocks.push(list(chosen.map((finding): readonly Inline[] => finding.statement)));
  return blocks;
}

/** The weightiest findings with each kind held to its share. */
export function topFindings(findings: readonly Finding[]): Finding[] {
  const counts = new Map<FindingKind, number>();
  const chosen: Finding[] = [];
  for (const finding of findings) {
    const count = counts.get(finding.kind) ?? 0;
    if (count >= (PER_KIND[finding.kind] ?? 1)) continue;
    counts.set(finding.kind, count + 1);
    chosen.push(finding);
    if (chosen.length === MOST) break;
  }
  return chosen;
}
