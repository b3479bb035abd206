import * as vscode from 'vscode';
import type { GroupKey } from '../../core/catalogue/group.ts';
import { markdownTable } from '../../core/outline/markdown-table.ts';
import type { OutlineNode } from '../../core/outline/node.ts';
import { GROUP_KEYS, SORT_KEYS, type SortKey } from '../../core/outline/options.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { BY_CLICK } from './item.ts';
import type { RunsView } from './runs-view.ts';
import { chosenNodes, chosenUri, fileOf } from './selected.ts';

/** Asks by what runs are grouped. */
export async function groupRuns(view: RunsView): Promise<void> {
  const names: Readonly<Record<GroupKey, string>> = {
    category: vscode.l10n.t('Category'),
    tool: vscode.l10n.t('Tool'),
    folder: vscode.l10n.t('Folder'),
    model: vscode.l10n.t('Model'),
    day: vscode.l10n.t('Day'),
    outcome: vscode.l10n.t('Outcome'),
  };
  const key = await pickOne(GROUP_KEYS, names, view.state.groupBy, vscode.l10n.t('Group runs by'));
  if (key !== undefined) await view.arrange({ groupBy: key });
}

/** Asks by what runs and benchmarks are sorted. */
export async function sortRuns(view: RunsView): Promise<void> {
  const names: Readonly<Record<SortKey, string>> = {
    time: vscode.l10n.t('Time, the newest first'),
    name: vscode.l10n.t('Name'),
    value: vscode.l10n.t('Headline value, the best first'),
    change: vscode.l10n.t('Change, the worst first'),
  };
  const key = await pickOne(SORT_KEYS, names, view.state.sortBy, vscode.l10n.t('Sort runs by'));
  if (key !== undefined) await view.arrange({ sortBy: key });
}

async function pickOne<T extends string>(
  keys: readonly T[],
  names: Readonly<Record<T, string>>,
  current: T,
  title: string,
): Promise<T | undefined> {
  const items = keys.map((key) => ({
    key,
    label: names[key],
    ...(key === current ? { description: vscode.l10n.t('current') } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: names[current] });
  return picked?.key;
}

/** Asks for words while the view follows what is typed; Escape brings back what was. */
export async function filterRuns(view: RunsView): Promise<void> {
  const before = view.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter runs');
  input.prompt = vscode.l10n.t(
    'Words that a run must have: in its file, tool, category, parameters, benchmarks or metrics.',
  );
  input.value = before;
  const accepted = await new Promise<string | undefined>((resolve) => {
    input.onDidChangeValue((text) => void view.filterBy(text));
    input.onDidAccept(() => {
      resolve(input.value);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
    });
    input.show();
  });
  input.dispose();
  await view.filterBy(accepted ?? before);
}

/**
 * Opens the source of an item: the value of a metric, the first value of a run, the line where a file goes wrong. After a mere
 * click the view keeps the focus: an editor that takes it late would close the menu of what was selected meanwhile.
 */
export async function openItem(
  context: HostContext,
  view: RunsView,
  args: readonly unknown[],
): Promise<void> {
  const [node] = chosenNodes(args, view);
  const file = node === undefined ? undefined : fileOf(node);
  if (node === undefined || file === undefined) return;
  const uri = context.results.uriOf(file);
  await context.places.open(uri, { ...placeOf(node), was: file }, { preserveFocus: args[1] === BY_CLICK });
}

function placeOf(node: OutlineNode): {
  line: number | null;
  column: number | null;
  endLine: null;
  pointer: string | null;
} {
  if (node.kind === 'file') {
    const [first] = node.file.problems;
    const line = first?.line ?? null;
    return { line, column: first?.column ?? null, endLine: null, pointer: first?.pointer ?? null };
  }
  const measure = firstMeasure(node);
  const { line, column } = measure?.place ?? { line: null, column: null };
  return { line, column, endLine: null, pointer: measure?.pointer ?? null };
}

function firstMeasure(
  node: OutlineNode,
): { place: { line: number; column: number }; pointer: string | null } | undefined {
  if (node.kind === 'metric') return node.entry.measure;
  if (node.kind === 'benchmark') return node.entries[0]?.measure;
  return node.kind === 'run' ? node.run.measures[0]?.measure : undefined;
}

/** Copies what is selected as a Markdown table. */
export async function copyTable(
  context: HostContext,
  view: RunsView,
  args: readonly unknown[],
): Promise<void> {
  const nodes = chosenNodes(args, view);
  const table = markdownTable(nodes, (run) => context.insights.contextOf(run));
  if (table === '') {
    throw new ExpectedError(
      vscode.l10n.t('Select runs, benchmarks or metrics in the view Runs, then copy them.'),
    );
  }
  await vscode.env.clipboard.writeText(table);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as a Markdown table'), STATUS_MS);
}

const STATUS_MS = 3000;

/** Shows the file of an item in the Explorer. */
export async function revealInExplorer(context: HostContext, args: readonly unknown[]): Promise<void> {
  const uri = chosenUri(args, context);
  if (uri !== undefined) await vscode.commands.executeCommand('revealInExplorer', uri);
}

/** Shows a file in the view of runs; says where to look when it is not there. */
export async function showInRuns(
  context: HostContext,
  view: RunsView,
  args: readonly unknown[],
): Promise<void> {
  const uri = chosenUri(args, context);
  if (uri === undefined) throw new ExpectedError(vscode.l10n.t('Open a result file, then show it in Runs.'));
  await context.results.wake();
  const file = context.results.fileAt(uri);
  if (file !== undefined && (await view.revealFile(file))) return;
  const why = vscode.l10n.t('Why Is This File Not Here?');
  const name = vscode.workspace.asRelativePath(uri);
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('{0} is not among the runs.', name),
    why,
  );
  if (chosen === why) await vscode.commands.executeCommand('benchtrail.whyNotHere', uri);
}
