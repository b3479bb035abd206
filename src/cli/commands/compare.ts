import { compareSnapshots } from '../../core/compare/compare.ts';
import {
  renderComparisonGithub,
  renderComparisonJson,
  renderComparisonMarkdown,
} from '../../core/compare/render-other.ts';
import { renderComparisonText } from '../../core/compare/render-text.ts';
import { checkLimits } from '../../core/findings/limits.ts';
import { rowsOf } from '../../core/findings/rows.ts';
import { EXIT, UsageError } from '../errors.ts';
import { limitLines } from '../limit-lines.ts';
import type { Progress } from '../progress.ts';
import { readRoots, type ReadRoots } from '../read-roots.ts';

export interface CompareArguments {
  readonly before: string;
  readonly after: string;
  readonly format: 'text' | 'md' | 'json' | 'github';
  /** A regression gives exit code 1. */
  readonly failOnRegression: boolean;
  /** Limits of the project file, checked on the second side, give exit code 1. */
  readonly check: boolean;
}

const RENDER = {
  text: renderComparisonText,
  md: renderComparisonMarkdown,
  json: renderComparisonJson,
  github: renderComparisonGithub,
} as const;

/** `benchtrail compare`: what changed from the first path to the second, with a verdict for each metric. */
export function compare(options: CompareArguments, progress: Progress): number {
  const before = readSide(options.before, progress);
  const after = readSide(options.after, progress);
  const result = compareSnapshots(before.snapshot, after.snapshot, after.project.noiseFloor);
  process.stdout.write(RENDER[options.format](result));
  const limits = options.check ? limitsMet(after) : true;
  const regressed = options.failOnRegression && result.changes.some(({ verdict }) => verdict === 'regressed');
  return regressed || !limits ? EXIT.checkFailed : EXIT.fine;
}

function readSide(path: string, progress: Progress): ReadRoots {
  const read = readRoots([path], progress);
  if (!read.snapshot.measures.some((entry) => entry.counted)) {
    throw new UsageError(`No result that counts was found in ${path}.`);
  }
  return read;
}

function limitsMet({ snapshot, project }: ReadRoots): boolean {
  if (project.limits.length === 0)
    throw new UsageError('--check needs limits, and no benchtrail.json with limits was found.');
  const results = checkLimits({ rows: rowsOf(snapshot), project });
  process.stderr.write(limitLines(results, project));
  return results.every(({ met }) => met);
}
