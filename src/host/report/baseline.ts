import * as vscode from 'vscode';
import { partOf, withRootsFrom } from '../../core/catalogue/parts.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import { PREVIOUS } from '../../core/insight/baseline.ts';
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
 * where it names nothing, or where it is all that there is.
 */
export async function baselineFor(
  snapshot: Snapshot,
  roots: readonly vscode.Uri[],
  { results, insights }: Pick<HostContext, 'results' | 'insights'>,
): Promise<ReportBaseline | null> {
  const at = roots[0]?.toString() ?? '';
  const isAround = (uri: vscode.Uri): boolean => at === uri.toString() || at.startsWith(`${uri.toString()}/`);
  const root = Math.max(
    0,
    results.roots.findIndex(({ uri }) => isAround(uri)),
  );
  if (insights.choiceFor(root).text === PREVIOUS) return null;
  await results.wake();
  const { text } = insights.choiceFor(root);
  const runs = new Set(insights.baselines.meaning(text, root).runs);
  const known = partOf(results.snapshot, (run) => runs.has(run));
  const files = new Set(known.files.map((file) => results.uriOf(file).toString()));
  const after = partOf(snapshot, ({ file }) => {
    const base = roots[file.root];
    return base === undefined || !files.has(vscode.Uri.joinPath(base, file.path).toString());
  });
  if (known.runs.length === 0 || !after.measures.some(({ counted }) => counted)) return null;
  return {
    sides: { title: text.replace(/^\d+:/u, ''), before: withRootsFrom(known, roots.length), after },
    roots: results.roots.map(({ uri }) => uri),
    labels: results.roots.map(({ name }) => name),
  };
}
