import * as vscode from 'vscode';
import type { CatalogueRun } from '../../core/catalogue/snapshot.ts';
import type { SourceFile } from '../../core/model/file.ts';
import type { Results } from '../results/results.ts';
import { RunElement } from '../runs/element.ts';

/** What a rule of the project file is about: a file or folder, or one run of a file that holds several. */
export interface RuleTarget {
  readonly uri: vscode.Uri;
  /** What the run's id adds to the path of its file; '' for whole files. */
  readonly suffix: string;
  readonly isFolder: boolean;
  /** As people know it. */
  readonly name: string;
}

/** What a command was called on: items of the view, files or folders of the Explorer, ids of runs; all that are selected. */
export async function ruleTargets(
  args: readonly unknown[],
  results: Results,
): Promise<readonly RuleTarget[]> {
  const [clicked, selected] = args;
  const many: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  const targets = await Promise.all(many.map((one) => targetOf(one, results)));
  const known = targets.filter((target) => target !== undefined);
  return known.filter((target, index) => known.findIndex((one) => isSame(one, target)) === index);
}

async function targetOf(value: unknown, results: Results): Promise<RuleTarget | undefined> {
  if (value instanceof vscode.Uri) return uriTarget(value);
  if (typeof value === 'string') return runTarget(runOf(value, results), results);
  if (!(value instanceof RunElement)) return undefined;
  const { node } = value;
  if (node.kind === 'file') return fileTarget(node.file, results);
  return 'run' in node ? runTarget(node.run, results) : undefined;
}

function runOf(id: string, { snapshot }: Results): CatalogueRun | undefined {
  return snapshot.runs.find((run) => run.id === id);
}

function runTarget(run: CatalogueRun | undefined, results: Results): RuleTarget | undefined {
  if (run === undefined) return undefined;
  const suffix = run.id.slice(run.id.indexOf(run.file.path) + run.file.path.length);
  const target = fileTarget(run.file, results);
  return { ...target, suffix, name: `${target.name}${suffix}` };
}

function fileTarget(file: SourceFile, results: Results): RuleTarget {
  const uri = results.uriOf(file);
  return { uri, suffix: '', isFolder: false, name: vscode.workspace.asRelativePath(uri) };
}

async function uriTarget(uri: vscode.Uri): Promise<RuleTarget | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    const isFolder = (type & vscode.FileType.Directory) !== 0;
    return { uri, suffix: '', isFolder, name: vscode.workspace.asRelativePath(uri) };
  } catch {
    return undefined;
  }
}

function isSame(a: RuleTarget, b: RuleTarget): boolean {
  return a.uri.toString() === b.uri.toString() && a.suffix === b.suffix;
}
