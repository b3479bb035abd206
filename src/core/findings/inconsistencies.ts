import type { SourceFile } from '../model/file.ts';
import type { Problem } from '../model/problem.ts';
import { groupBy } from '../catalogue/twins.ts';
import { lineEvidence } from '../figures/evidence.ts';
import { countFigure } from '../figures/figure.ts';
import { filterSteps, mapSteps, type Steps } from '../model/steps.ts';
import { code, fileLink, say, type Inline } from '../report/inline.ts';
import type { Advice, Finding, FindingInput } from './finding.ts';
import { nameList } from './names.ts';

/** One message of a file with the lines that it is said of. */
interface Told {
  readonly message: string;
  readonly problems: readonly Problem[];
}

/**
 * Where files contradict themselves or each other, or read oddly: one finding per file, each message with its first line. What
 * calls for the same in several files is advised once.
 */
export function* inconsistencies({ snapshot }: FindingInput): Steps<Finding[]> {
  const own = yield* filterSteps(snapshot.files, ({ status }) => status === 'used' || status === 'derived');
  const found = (yield* mapSteps(own, oddFile, FILES)).filter((one) => one !== null);
  const unsettled = found.filter((one) => !contradictsRows(one));
  const adviceOf = (one: OddFile): Advice | null => {
    if (contradictsRows(one) || unsettled.length === 1) return remedy(one);
    return one === unsettled[0] ? remedyOfSeveral(unsettled) : null;
  };
  return found.map((one) => ({ ...finding(one), advice: adviceOf(one) }));
}

/** So many files are looked at between two turns of the host. */
const FILES = 500;

const SHOWN = 4;

/** A file with what is odd about it, at least one thing. */
interface OddFile {
  readonly file: SourceFile;
  readonly first: Told;
  readonly others: readonly Told[];
  readonly warnings: number;
}

function oddFile(file: SourceFile): OddFile | null {
  if (file.problems.length === 0) return null;
  const warnings = file.problems.filter(({ severity }) => severity !== 'info');
  const messages = [...groupBy(warnings, ({ message }) => message)].map(([message, problems]): Told => ({
    message,
    problems,
  }));
  const [first, ...others] = messages;
  return first === undefined ? null : { file, first, others, warnings: warnings.length };
}

function finding({ file, first, others, warnings }: OddFile): Omit<Finding, 'advice'> {
  return {
    kind: 'inconsistency',
    category: null,
    weight: 0.3 + Math.min(0.1, warnings / 100),
    statement: say`Read ${code(file.path)} with care: ${sentence(file, first)}`,
    detail: others.slice(0, SHOWN).map((told) => sentence(file, told)),
  };
}

function contradictsRows({ first }: OddFile): boolean {
  return first.problems.some((one) => one.code === 'summary-disagrees');
}

function remedy(odd: OddFile): Advice {
  const { file, first } = odd;
  const text = contradictsRows(odd)
    ? say`Correct or drop what ${code(file.path)} says otherwise than its rows: ${code(first.message)}`
    : say`Settle this before the numbers of ${code(file.path)} are used: ${code(first.message)}`;
  return { group: 'Data management', text };
}

function remedyOfSeveral(all: readonly OddFile[]): Advice {
  const paths = nameList(all.map(({ file }) => file.path));
  return {
    group: 'Data management',
    text: say`Settle what the key findings say of their sources before the numbers of these files are used: ${paths}.`,
  };
}

/** The message as quoted text, because it holds numbers of the file, and the line that it is about. */
function sentence(file: SourceFile, { message, problems }: Told): Inline[] {
  const [first] = problems;
  const place = fileLink(file.root, file.path, first?.line ?? null);
  if (problems.length === 1) return say`${code(message)} (${place}).`;
  const evidence = lineEvidence(file, first?.line ?? 1, first?.column ?? 1, message);
  return say`${code(message)} (${countFigure(evidence, problems.length, 'times in this file')} times, first ${place}).`;
}
