import { groupBy } from '../catalogue/twins.ts';
import type { AdviceGroup } from '../findings/finding.ts';
import { plainText, say } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, list, paragraph, type Block } from './model.ts';

const ORDER: readonly AdviceGroup[] = [
  'GPU and kernel optimization',
  'Quantization',
  'Inference configuration',
  'Reliability',
  'Data management',
  'Benchmarking strategy',
];

const MOST_OF_A_GROUP = 6;

/** What to do, each named with the finding that it follows from. Without findings there is no advice. */
export function recommendations({ findings }: ReportInput): Block[] {
  const advice = findings.map(({ advice: found }) => found).filter((found) => found !== null);
  const groups = groupBy(advice, ({ group }) => group);
  if (advice.length === 0) return [paragraph(say`No finding calls for a change.`)];
  return ORDER.flatMap((group) => {
    const entries = groups.get(group) ?? [];
    const unique = [...new Map(entries.map((entry) => [plainText(entry.text), entry])).values()].slice(
      0,
      MOST_OF_A_GROUP,
    );
    return unique.length === 0 ? [] : [heading(group), list(unique.map(({ text }) => text))];
  });
}
