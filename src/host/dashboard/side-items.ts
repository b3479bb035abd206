import * as vscode from 'vscode';
import type { CompareSide } from '../../core/compare/side.ts';
import type { SideChoices, SideGroup } from '../../core/dashboard/suggest-sides.ts';
import { formatDate } from '../../core/format/times.ts';

/** Something that can be chosen from a list; headings have no choice. */
export interface ChoiceItem<T> extends vscode.QuickPickItem {
  readonly choice?: T;
}

export function heading(label: string): ChoiceItem<never> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Everything with runs that count, as items of a list: categories, series, folders, then the runs, last first. */
export function sideItems({ categories, series, folders, runs }: SideChoices): ChoiceItem<CompareSide>[] {
  const groups: readonly (readonly [string, readonly SideGroup[]])[] = [
    [vscode.l10n.t('Categories'), categories],
    [vscode.l10n.t('Series'), series],
    [vscode.l10n.t('Folders'), folders],
  ];
  return [
    ...groups.flatMap(([title, own]) => (own.length === 0 ? [] : [heading(title), ...own.map(groupItem)])),
    heading(vscode.l10n.t('Runs, last first')),
    ...runs.toReversed().map(({ id, startedAt }) => ({
      label: id,
      description: startedAt === null ? '' : formatDate(startedAt),
      choice: { kind: 'runs' as const, ids: [id] },
    })),
  ];
}

function groupItem({ name, runs, side }: SideGroup): ChoiceItem<CompareSide> {
  const description = runs === 1 ? vscode.l10n.t('1 run') : vscode.l10n.t('{0} runs', String(runs));
  return { label: name, description, choice: side };
}
