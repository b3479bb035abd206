import { plural, type Finding, type FindingKind } from '../findings/finding.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { topFindings } from './executive-summary.ts';
import { say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { paragraph, type Block } from './model.ts';

/** What can and what cannot be said from these results: drawn from the verdicts, never a constant. */
export function conclusion(input: ReportInput): Block[] {
  const { findings } = input;
  const tested = findings.filter((finding) => finding.tested !== undefined);
  const shown = tested.filter((finding) => finding.tested === true);
  const [lead] = topFindings(findings);
  const sentences: Inline[][] = [];
  if (lead !== undefined) sentences.push([...lead.statement]);
  // One test with an effect is a finding, and the sentence above or the list of findings states it.
  if (tested.length > 1 || (tested.length === 1 && shown.length === 0))
    sentences.push(testedSentence(shown, tested));
  sentences.push(...gaps(findings));
  return sentences.length === 0
    ? [paragraph(say`These results name no winner: nothing in them could be tested against anything else.`)]
    : [
        paragraph(
          sentences.flatMap((sentence, index) => (index === 0 ? sentence : [words(' '), ...sentence])),
        ),
      ];
}

function testedSentence(shown: readonly Finding[], tested: readonly Finding[]): Inline[] {
  const evidence = countEvidence('tested comparisons', '4-key-findings');
  const total = countFigure(evidence, tested.length, 'findings that state the outcome of a test');
  const clear = countFigure(evidence, shown.length, 'tested findings with an effect');
  if (tested.length === 1 && shown.length === 0)
    return say`The one comparison that could be tested shows no effect.`;
  if (shown.length === 0) return say`None of the ${total} tested comparisons shows an effect.`;
  return say`${clear} of ${total} tested comparisons ${words(plural(shown.length, 'shows', 'show'))} an effect beyond noise.`;
}

const GAPS: readonly (readonly [FindingKind, string])[] = [
  ['failure', 'Some measurements failed and are missing from every number here.'],
  ['few-samples', 'Where repetitions are too few, differences could not be judged.'],
  ['missing-metric', 'What bounds the runs cannot be told where utilization was not recorded.'],
  ['noise', 'Some means are too noisy to be used.'],
];

function gaps(findings: readonly Finding[]): Inline[][] {
  return GAPS.filter(([kind]) => findings.some((finding) => finding.kind === kind)).map(([, text]) => [
    words(text),
  ]);
}
