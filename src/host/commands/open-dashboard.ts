import * as vscode from 'vscode';
import type { Dashboard } from '../dashboard/panel.ts';
import type { Results } from '../results/results.ts';
import { RunElement } from '../runs/element.ts';
import type { Command } from './register.ts';

export const OPEN_DASHBOARD: Command = { id: 'benchtrail.openDashboard', name: 'Open Dashboard' };

/**
 * Shows the dashboard; for a folder or file of the Explorer, or a text of another feature, the charts of what that finds.
 * Arguments come from anywhere.
 */
export async function openDashboard(
  dashboard: Dashboard,
  results: Results,
  [about]: readonly unknown[],
): Promise<void> {
  if (about instanceof vscode.Uri) {
    // The paths of results are relative to roots, which are known once reading has begun.
    await results.wake();
    dashboard.open(pathBelowRoot(about, results));
  } else if (about instanceof RunElement) {
    dashboard.open(textOf(about));
  } else {
    dashboard.open(typeof about === 'string' ? about : null);
  }
}

/** The path as the ids of runs begin with it; null for a root itself and for what lies below none. */
function pathBelowRoot(uri: vscode.Uri, { roots }: Results): string | null {
  const root = roots.find((one) => uri.toString().startsWith(`${one.uri.toString().replace(/\/$/, '')}/`));
  return root === undefined ? null : uri.path.slice(root.uri.path.replace(/\/$/, '').length + 1);
}

/** Words that find what an item of the view stands for; null for groups, which may be anything. */
function textOf({ node }: RunElement): string | null {
  if (node.kind === 'file') return node.file.path;
  if (node.kind === 'series') return node.series;
  return 'run' in node ? node.run.id : null;
}
