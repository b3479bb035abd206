import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { checkedRuns, toolName } from '../findings/checks.ts';
import { countEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import type { Check } from '../model/measure.ts';
import { code, fileLink, say, words, type Inline } from './inline.ts';
import type { ReportInput } from './input.ts';
import { heading, paragraph, table, type Block } from './model.ts';

const MOST_ROWS = 60;

/** The tools' own thresholds, failed ones first; nothing where no tool states any. */
export function checkBlocks({ snapshot }: ReportInput): Block[] {
  const all = checkedRuns(snapshot).flatMap((run) => run.checks.map((check) => ({ run, check })));
  if (all.length === 0) return [];
  const ordered = [...all.filter(({ check }) => !check.passed), ...all.filter(({ check }) => check.passed)];
  const hidden = ordered.length - MOST_ROWS;
  return [
    heading('Checks of the tools'),
    paragraph(
      say`Thresholds that the tools were given and judged themselves. They are shown as the files state them; limits of the project file are apart.`,
    ),
    table(
      ['Run', 'Tool', 'Check', 'Result', 'Stated in'],
      ordered.slice(0, MOST_ROWS).map(({ run, check }) => checkRow(run, check)),
    ),
    ...(hidden > 0 ? [paragraph(hiddenSentence(hidden))] : []),
  ];
}

function checkRow(run: CatalogueRun, { name, passed, line }: Check): readonly (readonly Inline[])[] {
  return [
    [code(run.id)],
    [code(toolName(run))],
    [code(name)],
    [words(passed ? 'passed' : 'not passed')],
    [fileLink(run.file.root, run.file.path, line)],
  ];
}

function hiddenSentence(hidden: number): Inline[] {
  const evidence = countEvidence('rows of the tables', '3-performance-analysis');
  const count = countFigure(evidence, hidden, 'checks beyond those shown');
  return say`${count} further checks are left out here; ${code('benchtrail inspect --json')} lists them all.`;
}
