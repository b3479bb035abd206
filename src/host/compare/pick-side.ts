import * as vscode from 'vscode';
import type { CatalogueRun } from '../../core/catalogue/snapshot.ts';
import { candidatesFor, type CandidateReason } from '../../core/compare/candidates.ts';
import { formatDate } from '../../core/format/times.ts';
import { runTitle } from '../../core/insight/baseline-words.ts';
import { headlineOfRun } from '../../core/insight/headline.ts';
import type { HostContext } from '../context.ts';
import type { ChosenSide } from './sides.ts';

interface SideItem extends vscode.QuickPickItem {
  /** What taking the item means; none for separators. */
  readonly take?: () => Promise<ChosenSide | undefined>;
}

/** Asks for a side: runs that the window knows, the most sensible first, or any folder or file. Undefined when nobody answers. */
export async function pickSide(
  context: HostContext,
  chosen: ChosenSide | undefined,
  title: string,
): Promise<ChosenSide | undefined> {
  const items = itemsFor(context, chosen);
  const placeHolder = vscode.l10n.t('A run, a folder or a file');
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.take?.();
}

async function itemsFor(context: HostContext, chosen: ChosenSide | undefined): Promise<SideItem[]> {
  const { results, insights } = context;
  await results.wake();
  const runs = runsOf(context, chosen);
  const items: SideItem[] = [];
  let last: string | undefined;
  for (const { reason, runs: candidates } of candidatesFor(runs, results.snapshot, insights.baselines)) {
    const label = groupLabel(reason);
    if (label !== last) items.push({ label, kind: vscode.QuickPickItemKind.Separator });
    last = label;
    items.push(runItem(candidates));
  }
  return [...items, ...fromDisk()];
}

/** The known runs of a side: of a file or folder those that lie there. */
function runsOf({ results }: HostContext, chosen: ChosenSide | undefined): readonly CatalogueRun[] {
  if (chosen === undefined) return [];
  if (chosen.kind === 'runs') {
    const wanted = new Set(chosen.selection.runIds);
    return results.snapshot.runs.filter(({ id }) => wanted.has(id));
  }
  const at = chosen.uri.toString();
  return results.snapshot.runs.filter(({ file }) => {
    const uri = results.uriOf(file).toString();
    return uri === at || uri.startsWith(`${at}/`);
  });
}

function groupLabel(reason: CandidateReason): string {
  switch (reason) {
    case 'previous':
      return vscode.l10n.t('the run before');
    case 'baseline':
      return vscode.l10n.t('the baseline');
    case 'series':
      return vscode.l10n.t('runs of the same series');
    case 'other':
      return vscode.l10n.t('other runs');
  }
}

function runItem(runs: readonly CatalogueRun[]): SideItem {
  const [first] = runs;
  const headline = runs.length === 1 && first !== undefined ? headlineOfRun(first) : null;
  const label =
    first === undefined || runs.length > 1 ? vscode.l10n.t('{0} runs', String(runs.length)) : runTitle(first);
  const started = first?.startedAt ?? null;
  const parts = [headline?.figure.text, started === null ? undefined : formatDate(started)];
  return {
    label,
    description: parts.filter((part) => part !== undefined).join(' · '),
    detail: first === undefined ? '' : `${first.category.join(' / ')} · ${first.file.path}`,
    take: () =>
      Promise.resolve({
        kind: 'runs',
        selection: { runIds: runs.map(({ id }) => id), title: titleOf(runs) },
      }),
  };
}

function titleOf(runs: readonly CatalogueRun[]): string {
  const [first] = runs;
  if (first === undefined) return '';
  return runs.length === 1 ? first.id : vscode.l10n.t('{0} runs of {1}', String(runs.length), first.series);
}

function fromDisk(): SideItem[] {
  return [
    { label: vscode.l10n.t('from disk'), kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('$(folder) A folder…'),
      alwaysShow: true,
      take: () => askForUri({ folder: true }),
    },
    { label: vscode.l10n.t('$(file) A file…'), alwaysShow: true, take: () => askForUri({ folder: false }) },
  ];
}

async function askForUri({ folder }: { readonly folder: boolean }): Promise<ChosenSide | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      canSelectFolders: folder,
      canSelectFiles: !folder,
      canSelectMany: false,
      openLabel: vscode.l10n.t('Compare'),
      title: folder ? vscode.l10n.t('The folder to compare with') : vscode.l10n.t('The file to compare with'),
    })) ?? [];
  return uri === undefined ? undefined : { kind: 'uri', uri };
}
