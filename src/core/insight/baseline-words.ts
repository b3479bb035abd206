import type { CatalogueRun } from '../catalogue/snapshot.ts';
import { differingEnvironment } from '../compare/match.ts';
import { formatAge } from '../format/times.ts';
import { nameOf } from '../reading/file-type.ts';
import type { Baseline } from './baseline.ts';
import { startMillis } from './run-times.ts';

/** A baseline of this age is told to be old, in days. */
export const OLD_DAYS = 30;

export const DAY_MS = 86_400_000;

/** What people are told of a baseline. */
export interface BaselineWords {
  /** "the previous run, sort_20250102.json", "4 runs of before". */
  readonly name: string;
  /** "3 days old"; null where no time is known, or the file's own time is all that is. */
  readonly age: string | null;
  /** What may make it a bad baseline: its age, another tool version, another environment. Sentences. */
  readonly hints: readonly string[];
}

/** Names a baseline, with its age at `now` (milliseconds since 1970) and what speaks against it for this run. */
export function describeBaseline(baseline: Baseline, run: CatalogueRun, now: number): BaselineWords {
  const latest = baseline.runs.at(-1);
  const at = latest === undefined || latest.startedAtFrom === 'mtime' ? null : startMillis(latest);
  const seconds = at === null ? null : (now - at) / 1000;
  const age = seconds === null ? null : `${formatAge(seconds)} old`;
  const before = baseline.runs.flatMap(({ measures }) => measures.slice(0, 1));
  const environment = differingEnvironment(before, run.measures.slice(0, 1));
  const hints: string[] = [];
  if (seconds !== null && seconds * 1000 > OLD_DAYS * DAY_MS) {
    hints.push('The baseline is old; a newer one may say more.');
  }
  if (latest?.startedAtFrom === 'mtime') {
    hints.push('When the baseline ran is known from its file’s time only.');
  }
  if (environment.length > 0) hints.push(`The environments differ in ${environment.join(', ')}.`);
  return { name: nameOfBaseline(baseline), age, hints };
}

/** "before.json (3 days old)": a baseline inside a sentence. */
export function againstText({ name, age }: Pick<BaselineWords, 'name' | 'age'>): string {
  return age === null ? name : `${name} (${age})`;
}

/** What a baseline is, for a sentence: "against …". */
function nameOfBaseline({ kind, runs, choice }: Baseline): string {
  const [first] = runs;
  const runName = first === undefined ? choice.text : runTitle(first);
  if (runs.length === 1) return kind === 'previous' ? `the previous run, ${runName}` : runName;
  return `${String(runs.length)} runs of ${(choice.path ?? choice.text).replace(/^\d+:/u, '')}`;
}

/** A run as people find it: the name of its file, and its own name where a file holds several. */
export function runTitle({ id, file }: Pick<CatalogueRun, 'id' | 'file'>): string {
  const start = id.indexOf(file.path);
  return nameOf(file.path) + (start < 0 ? '' : id.slice(start + file.path.length));
}
