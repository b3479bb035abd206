import * as vscode from 'vscode';
import { partOf, withRootsFrom } from '../../core/catalogue/parts.ts';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import type { ComparisonSide } from '../../core/compare/comparison-report.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { readFolders } from '../files/read-folder.ts';
import type { ReportProgress } from '../report/engine.ts';
import { scopeName } from '../report/scope-name.ts';
import type { RunSelection } from './selection.ts';

/** A side as it was chosen: a file or folder to be read by itself, or runs that the window knows. */
export type ChosenSide =
  | { readonly kind: 'uri'; readonly uri: vscode.Uri }
  | { readonly kind: 'runs'; readonly selection: RunSelection };

/** A side that was read, with where the roots of its files lie. */
interface ReadSide {
  readonly title: string;
  readonly snapshot: Snapshot;
  readonly roots: readonly vscode.Uri[];
  readonly labels: readonly string[];
  readonly noiseFloor: number;
}

/** Sides that can stand in one document: the files of each name roots of `roots`. */
export interface ReadSides {
  readonly sides: readonly ComparisonSide[];
  readonly roots: readonly vscode.Uri[];
  readonly labels: readonly string[];
  readonly noiseFloor: number;
}

/** Reads all sides, one after the other. Each file or folder is read by itself, so that a copy on the other side counts too. */
export async function readSides(
  chosen: readonly ChosenSide[],
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<ReadSides> {
  const sides: ComparisonSide[] = [];
  const roots: vscode.Uri[] = [];
  const labels: string[] = [];
  let noiseFloor: number | undefined;
  for (const one of chosen) {
    const read =
      one.kind === 'uri'
        ? await readUri(one.uri, context, progress, token)
        : await knownRuns(one.selection, context);
    sides.push({ title: read.title, snapshot: withRootsFrom(read.snapshot, roots.length) });
    roots.push(...read.roots);
    labels.push(...read.labels);
    noiseFloor = read.noiseFloor;
  }
  return { sides, roots, labels, noiseFloor: noiseFloor ?? 0.01 };
}

async function readUri(
  uri: vscode.Uri,
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<ReadSide> {
  const { roots, snapshot, projects } = await readFolders([uri], context, progress, token);
  const title = scopeName(uri);
  return { title, snapshot, roots, labels: [title], noiseFloor: projects.together().noiseFloor };
}

async function knownRuns({ runIds, title }: RunSelection, { results }: HostContext): Promise<ReadSide> {
  await results.wake();
  const wanted = new Set(runIds);
  const snapshot = partOf(results.snapshot, ({ id }) => wanted.has(id));
  const [first] = snapshot.runs;
  if (first === undefined) {
    throw new ExpectedError(
      vscode.l10n.t('{0} is not among the results any more; refresh them.', title ?? runIds.join(', ')),
    );
  }
  const root = results.roots[first.file.root];
  return {
    title: title ?? (runIds.length === 1 ? first.id : vscode.l10n.t('{0} and others', first.id)),
    snapshot,
    roots: results.roots.map(({ uri }) => uri),
    labels: results.roots.map(({ name }) => (results.roots.length > 1 ? name : '')),
    noiseFloor: root?.project.noiseFloor ?? 0.01,
  };
}
