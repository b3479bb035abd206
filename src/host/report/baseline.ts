import * as vscode from 'vscode';
import { partOf, withRootsFrom } from '../../core/catalogue/parts.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import { baselineKey, PREVIOUS, type BaselineChoice } from '../../core/insight/baseline.ts';
import type { SourceFile } from '../../core/model/file.ts';
import type { BaselineSides } from '../../core/report/baseline-sides.ts';
import type { HostContext } from '../context.ts';

/** A baseline, and the roots that its files add behind those of the results that are held against it. */
export interface ReportBaseline {
  readonly sides: BaselineSides;
  readonly roots: readonly vscode.Uri[];
  readonly labels: readonly string[];
}

/**
 * The baseline that the project file or the user set for these results, from what the window knows. Null where none is set,
 * where it names nothing, or where it is all that there is. `isRuled`: a project file names one for some of the results.
 */
export async function baselineFor(
  snapshot: Snapshot,
  roots: readonly vscode.Uri[],
  { results, insights }: Pick<HostContext, 'results' | 'insights'>,
  isRuled: boolean,
): Promise<ReportBaseline | null> {
  const at = roots[0]?.toString() ?? '';
  const isAround = (uri: vscode.Uri): boolean => at === uri.toString() || at.startsWith(`${uri.toString()}/`);
  const root = Math.max(
    0,
    results.roots.findIndex(({ uri }) => isAround(uri)),
  );
  const top = (): BaselineChoice => insights.choiceOf(topOf(roots[0], results.roots[root]?.uri, root));
  if (!isRuled && !isSet(top())) return null;
  await results.wake();
  const inReport = new Set(urisOf(snapshot.files, roots));
  const choices = new Map<string, { readonly choice: BaselineChoice; readonly root: number }>();
  const others = new Set<string>();
  for (const { file } of isSet(top()) ? [] : results.snapshot.runs) {
    const uri = results.uriOf(file).toString();
    if (!inReport.has(uri)) continue;
    const choice = insights.choiceOf(file);
    if (isSet(choice)) choices.set(baselineKey(choice, file.root), { choice, root: file.root });
    else others.add(uri);
  }
  // A document has one baseline: that of its folder, or the only one that anything below it has.
  const [found = { choice: top(), root }] = choices.values();
  if (!isSet(found.choice) || choices.size > 1) return null;
  const { text, path } = found.choice;
  const runs = new Set(insights.baselines.meaning(found.choice, found.root).runs);
  const known = partOf(results.snapshot, (run) => runs.has(run));
  const before = new Set(known.files.map((file) => results.uriOf(file).toString()));
  const after = partOf(snapshot, ({ file }) => {
    const base = roots[file.root];
    const uri = base === undefined ? '' : vscode.Uri.joinPath(base, file.path).toString();
    return !before.has(uri) && !others.has(uri);
  });
  if (known.runs.length === 0 || !after.measures.some(({ counted }) => counted)) return null;
  return {
    sides: { title: (path ?? text).replace(/^\d+:/u, ''), before: withRootsFrom(known, roots.length), after },
    roots: results.roots.map(({ uri }) => uri),
    labels: results.roots.map(({ name }) => name),
  };
}

function isSet({ text }: BaselineChoice): boolean {
  return text !== PREVIOUS;
}

/** The folder of a report as a place in a root of the window; the root itself for a folder elsewhere. */
function topOf(folder: vscode.Uri | undefined, base: vscode.Uri | undefined, root: number): Place {
  const isInside = folder !== undefined && base !== undefined && folder.path.startsWith(`${base.path}/`);
  return { root, path: isInside ? `${folder.path.slice(base.path.length + 1)}/` : '' };
}

type Place = Pick<SourceFile, 'root' | 'path'>;

function urisOf(files: readonly Place[], roots: readonly vscode.Uri[]): string[] {
  return files.flatMap(({ root, path }) => {
    const base = roots[root];
    return base === undefined ? [] : [vscode.Uri.joinPath(base, path).toString()];
  });
}
