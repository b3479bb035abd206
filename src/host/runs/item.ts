import * as vscode from 'vscode';
import type { Look, Presented } from '../../core/outline/present.ts';
import type { RunElement } from './element.ts';

/** Opens the source of an item of the view. */
export const OPEN_ITEM = { id: 'benchtrail.openItem', name: 'Open Source of a Run' };

/** Told to that command by a click on an item: the keyboard stays in the view then, as in the Explorer. */
export const BY_CLICK = 'click';

/** Icon and color of each look; colors are the theme's own, those of tests where outcomes are meant. */
const ICONS: Readonly<Record<Look, readonly [icon: string, color: string | null]>> = {
  group: ['folder', null],
  series: ['layers', null],
  ok: ['pass', 'testing.iconPassed'],
  partial: ['warning', 'list.warningForeground'],
  failed: ['error', 'testing.iconFailed'],
  excluded: ['circle-slash', 'disabledForeground'],
  benchmark: ['beaker', null],
  metric: ['symbol-ruler', null],
  improved: ['thumbsup', 'testing.iconPassed'],
  regressed: ['thumbsdown', 'testing.iconFailed'],
  changed: ['arrow-both', 'charts.blue'],
  uncounted: ['circle-slash', 'disabledForeground'],
  broken: ['error', 'list.errorForeground'],
  copy: ['copy', null],
  file: ['file', null],
};

/** The item of an element; its tooltip is made when it is asked for. */
export function itemOf(
  element: RunElement,
  shown: Presented,
  flags: readonly string[],
  isOpen: boolean,
): vscode.TreeItem {
  const { node } = element;
  const isLeaf = node.kind === 'metric' || node.kind === 'file';
  const item = new vscode.TreeItem(shown.label, stateOf(isLeaf, isOpen));
  item.id = node.id;
  item.description = shown.description;
  const [icon, color] = ICONS[shown.look];
  item.iconPath = new vscode.ThemeIcon(icon, color === null ? undefined : new vscode.ThemeColor(color));
  item.contextValue = [node.kind, ...flags].join(' ');
  item.accessibilityInformation = { label: shown.accessible };
  if (node.kind !== 'group' && node.kind !== 'series' && node.kind !== 'files') {
    item.command = {
      command: OPEN_ITEM.id,
      title: vscode.l10n.t('Open Source'),
      arguments: [element, BY_CLICK],
    };
  }
  return item;
}

function stateOf(isLeaf: boolean, isOpen: boolean): vscode.TreeItemCollapsibleState {
  if (isLeaf) return vscode.TreeItemCollapsibleState.None;
  return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
}
