import type { SourceFile } from '../model/file.ts';
import type { Problem } from '../model/problem.ts';
import { groupBy } from '../catalogue/twins.ts';
import { lineEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { code, fileLink, say, type Inline } from '../report/inline.ts';
import type { Finding, FindingInput } from './finding.ts';

/** One message of a file with the lines that it is said of. */
interface Told {
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** Where files contradict themselves or each other, or read oddly: one finding per file, each message with its first line. */
export function* inconsistencies({ snapshot }: FindingInput): Steps<Finding[]> {
  const own = yield* filterSteps(snapshot.files, ({ status }) => status === 'used' || status === 'derived');
  const found = yield* mapSteps(own, finding, FILES);
  return found.filter((one) => one !== null);
}

/** So many files are looked at between two turns of the host. */
const FILES = 500;

const SHOWN = 4;

function finding(file: SourceFile): Finding | null {
  if (file.problems.length === 0) return null;
  const warnings = file.problems.filter(({ severity }) => severity !== 'info');
  const messages = [...groupBy(warnings, ({ message }) => message)].map(([message, problems]): Told => ({
    message,
    problems,
  }));
  const [first, ...others] = messages;
  if (first === undefined) return null;
  return {
    kind: 'inconsistency',
    category: null,
    weight: 0.3 + Math.min(0.1, warnings.length / 100),
    statement: say`Read ${code(file.path)} with care: ${sentence(file, first)}`,
    detail: others.slice(0, SHOWN).map((told) => sentence(file, told)),
    advice: { group: 'Data management', text: remedy(file, first) },
  };
}

function remedy(file: SourceFile, { message, problems }: Told): Inline[] {
  return problems.some((one) => one.code === 'summary-disagrees')
    ? say`Correct or drop what ${code(file.path)} says otherwise than its rows: ${code(message)}`
    : say`Settle this before the numbers of ${code(file.path)} are used: ${code(message)}`;
}

/** The message as quoted text, because it holds numbers of the file, and the line that it is about. */
function sentence(file: SourceFile, { message, problems }: Told): Inline[] {
  const [first] = problems;
  const place = fileLink(file.root, file.path, first?.line ?? null);
  if (problems.length === 1) return say`${code(message)} (${place}).`;
  const evidence = lineEvidence(file, first?.line ?? 1, first?.column ?? 1, message);
  return say`${code(message)} (${countFigure(evidence, problems.length, 'times in this file')} times, first ${place}).`;
}
