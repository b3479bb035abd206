import type { SourceFile } from '../model/file.ts';
import type { Problem } from '../model/problem.ts';
import { groupBy } from '../catalogue/twins.ts';
import { lineEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { code, fileLink, say, type Inline } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';

interface Found {
  readonly file: SourceFile;
  readonly problem: Problem;
}

/** Where files contradict themselves or each other, or read oddly: one finding per file, each with its lines. */
export function inconsistencies({ snapshot }: FindingInput): Finding[] {
  const found = snapshot.files
    .filter((file) => file.status === 'used' || file.status === 'derived')
    .flatMap((file) =>
      file.problems
        .filter(({ severity }) => severity !== 'info')
        .map((problem): Found => ({ file, problem })),
    );
  return [...groupBy(found, ({ file }) => `${String(file.root)}:${file.path}`).values()].map((group) =>
    told(group),
  );
}

const SHOWN = 3;

function told(group: readonly Found[]): Finding {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group has a member');
  const { file } = first;
  const evidence = lineEvidence(
    file,
    first.problem.line ?? 1,
    first.problem.column ?? 1,
    'problems of this file',
  );
  const count = countFigure(evidence, group.length, 'warnings and errors of this file');
  const statement: Inline[] =
    group.length === 1
      ? say`${code(file.path)} says something that its own rows do not bear out: ${sentence(first)}`
      : say`${code(file.path)} holds ${count} statements that its rows do not bear out, first: ${sentence(first)}`;
  return {
    kind: 'inconsistency',
    category: null,
    weight: 0.35,
    statement,
    detail: group.slice(1, 1 + SHOWN).map((one) => sentence(one)),
    advice: {
      group: 'Data management',
      text: say`Take numbers from the rows of ${code(file.path)} and correct or drop what disagrees with them.`,
    },
  };
}

/** The message as quoted text, because it holds numbers of the file, and the line that it is about. */
function sentence({ file, problem }: Found): Inline[] {
  return say`${code(problem.message)} (${fileLink(file.root, file.path, problem.line)}).`;
}
