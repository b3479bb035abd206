import * as vscode from 'vscode';
import type { CompareSide } from '../../core/dashboard/compare.ts';
import { sideChoices } from '../../core/dashboard/suggest-sides.ts';
import { formatDate } from '../../core/format/times.ts';
import type { ModelSource } from './models.ts';

interface SideItem extends vscode.QuickPickItem {
  readonly side?: CompareSide;
}

/** Lets the user choose a category, a series or some runs: a list that is searched as every list of the editor is. */
export async function pickSide({ snapshot, project }: ModelSource): Promise<CompareSide | null> {
  const { categories, series, runs } = sideChoices(snapshot, project);
  const heading = (label: string): SideItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const count = (own: number): string =>
    own === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', String(own));
  const items: SideItem[] = [
    heading(vscode.l10n.t('Categories')),
    ...categories.map(({ name, runs: own }) => ({
      label: name,
      description: count(own),
      side: { kind: 'category' as const, category: name },
    })),
    heading(vscode.l10n.t('Series')),
    ...series.map(({ name, runs: own }) => ({
      label: name,
      description: count(own),
      side: { kind: 'series' as const, series: name },
    })),
    heading(vscode.l10n.t('Runs, last first')),
    ...runs.toReversed().map(({ id, startedAt }) => ({
      label: id,
      description: startedAt === null ? '' : formatDate(startedAt),
      side: { kind: 'runs' as const, ids: [id] },
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Side of the comparison'),
    placeHolder: vscode.l10n.t('A category, a series, or one or more runs'),
  });
  return chosen === undefined ? null : sideOf(chosen, snapshot);
}

/** One group stays a group, so that runs which come later belong to it; anything else is the runs of all that was chosen. */
function sideOf(chosen: readonly SideItem[], snapshot: ModelSource['snapshot']): CompareSide | null {
  const sides = chosen.flatMap(({ side }) => side ?? []);
  const [only] = sides;
  if (only === undefined || sides.length === 1) return only ?? null;
  const ids = sides.flatMap((side) => {
    if (side.kind === 'runs') return side.ids;
    return snapshot.runs
      .filter((run) =>
        side.kind === 'series' ? run.series === side.series : run.category.join(' / ') === side.category,
      )
      .map(({ id }) => id);
  });
  return { kind: 'runs', ids: [...new Set(ids)] };
}
