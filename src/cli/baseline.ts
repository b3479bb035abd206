import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { withRootsFrom } from '../core/catalogue/parts.ts';
import { PREVIOUS } from '../core/insight/baseline.ts';
import { baselineOfProjects, baselineWithin, type BaselineSides } from '../core/report/baseline-sides.ts';
import { baselineRule } from '../core/project/selection.ts';
import { UsageError } from './errors.ts';
import { slashes } from './paths.ts';
import type { Progress } from './progress.ts';
import { readRoots, type ReadRoots, type Root } from './read-roots.ts';

/** A baseline, and the roots that its files add behind those of the results. */
export interface FoundBaseline {
  readonly sides: BaselineSides;
  readonly roots: readonly Root[];
}

/**
 * What results are held against: a run, a series or a path among them, or a path elsewhere, which is read. Without a word those
 * of the project files hold, as far as they name something of these results. Null: nothing. An unknown word is a usage error.
 */
export function baselineFor(read: ReadRoots, asked: string | null, progress: Progress): FoundBaseline | null {
  if (asked === null) {
    const sides = baselineOfProjects(read.snapshot, ({ file }) =>
      baselineRule(read.projects.of(file.root, file.path), file.path),
    );
    return sides === null ? null : { sides, roots: [] };
  }
  if (asked === PREVIOUS)
    throw new UsageError('--baseline takes a path, a run or a series; “previous” differs from run to run.');
  const inside = insideOf(read, asked);
  if (inside !== null) return { sides: inside, roots: [] };
  if (!existsSync(resolve(asked)))
    throw new UsageError(`There is no run, series, file or folder “${asked}” to take as the baseline.`);
  return elsewhere(read, asked, progress);
}

function insideOf({ roots, snapshot }: ReadRoots, asked: string): BaselineSides | null {
  const byName = baselineWithin(snapshot, asked, 0);
  if (byName !== null) return byName;
  for (const [root, { folder }] of roots.entries()) {
    const path = slashes(relative(folder, resolve(asked)));
    if (path === '' || path.startsWith('..')) continue;
    const sides = baselineWithin(snapshot, `${String(root)}:${path}`, root);
    if (sides !== null) return { ...sides, title: asked };
  }
  return null;
}

function elsewhere(read: ReadRoots, asked: string, progress: Progress): FoundBaseline {
  const { snapshot, roots } = readRoots([asked], progress);
  if (!snapshot.measures.some(({ counted }) => counted))
    throw new UsageError(`No result that counts was found in ${asked}, so it is no baseline.`);
  const before = withRootsFrom(snapshot, read.roots.length);
  return { sides: { title: asked, before, after: read.snapshot }, roots };
}
