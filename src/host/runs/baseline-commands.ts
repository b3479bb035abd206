import * as vscode from 'vscode';
import type { OutlineNode } from '../../core/outline/node.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { chosenNodes } from './selected.ts';
import type { RunsView } from './runs-view.ts';

/** Holds other runs against this one from now on: a run, a series, or a folder. */
export async function setBaseline(
  context: HostContext,
  view: RunsView,
  args: readonly unknown[],
): Promise<void> {
  const [clicked] = args;
  const text =
    clicked instanceof vscode.Uri ? pathText(context, clicked) : nodeText(chosenNodes(args, view)[0]);
  if (text === undefined) {
    throw new ExpectedError(
      vscode.l10n.t('Choose a run, a series or a folder of the view Runs as the baseline.'),
    );
  }
  await context.insights.choose(text);
  await tellProjectRule(context);
}

/** Back to the previous run of each series. */
export async function clearBaseline(context: HostContext): Promise<void> {
  await context.insights.choose(null);
  await tellProjectRule(context);
}

function nodeText(node: OutlineNode | undefined): string | undefined {
  if (node?.kind === 'run') return node.run.id;
  if (node?.kind === 'series') return node.series;
  return node?.kind === 'group' ? groupText(node) : undefined;
}

/** A folder by its path; a group of one series is that series. */
function groupText(node: Extract<OutlineNode, { kind: 'group' }>): string | undefined {
  const [only, second] = node.series;
  if (node.by === 'folder') {
    const folder = commonFolder(node.runs.map(({ file }) => file.path));
    const root = node.runs[0]?.file.root ?? 0;
    return root === 0 ? folder : `${String(root)}:${folder}`;
  }
  return node.groups.length === 0 && second === undefined ? only?.series : undefined;
}

/** The deepest folder that all paths are in; '.' for the root. */
function commonFolder(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('/').slice(0, -1));
  const shared = first.filter((part, index) =>
    others.every(
      (other) => other.slice(0, index + 1).join('/') === [...first.slice(0, index), part].join('/'),
    ),
  );
  return shared.length === 0 ? '.' : shared.join('/');
}

function pathText({ results }: HostContext, uri: vscode.Uri): string | undefined {
  const root = results.roots.findIndex((one) => isBelow(uri, one.uri));
  const base = results.roots[root]?.uri;
  if (base === undefined) return undefined;
  const path = uri.path.slice(base.path.length).replace(/^\/|\/$/gu, '');
  return `${root === 0 ? '' : `${String(root)}:`}${path === '' ? '.' : path}`;
}

function isBelow(uri: vscode.Uri, folder: vscode.Uri): boolean {
  const same = uri.scheme === folder.scheme && uri.authority === folder.authority;
  return same && (uri.path === folder.path || uri.path.startsWith(`${folder.path.replace(/\/$/u, '')}/`));
}

/** A person's choice waits while a project file says otherwise. */
async function tellProjectRule({ insights, results }: HostContext): Promise<void> {
  const ruled = results.snapshot.runs.find(({ file }) => insights.choiceOf(file).origin === 'project');
  const path = ruled === undefined ? null : results.rulesOf(ruled.file).project.path;
  if (ruled === undefined || path === null) return;
  const open = vscode.l10n.t('Open benchtrail.json');
  const { text } = insights.choiceOf(ruled.file);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The project file sets the baseline to {0}, which holds over your choice; change it there.',
      text,
    ),
    open,
  );
  if (chosen !== open) return;
  const folder = results.roots[ruled.file.root]?.uri;
  if (folder !== undefined) await vscode.window.showTextDocument(folder.with({ path }));
}
