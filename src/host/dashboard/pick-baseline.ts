import * as vscode from 'vscode';
import { sideChoiceSteps } from '../../core/dashboard/suggest-sides.ts';
import type { ReportBaseline } from '../../core/report/baseline-sides.ts';
import { inSlices } from '../slices.ts';
import type { ModelSource } from './models.ts';
import { heading, sideItems, type ChoiceItem } from './side-items.ts';

/** Lets the user choose what the report is held against; null when they changed their mind. */
export async function pickBaseline(
  { snapshot, baseline }: ModelSource,
  token: vscode.CancellationToken,
): Promise<ReportBaseline | null> {
  const choices = await inSlices(sideChoiceSteps(snapshot, baseline), token);
  const items: ChoiceItem<ReportBaseline>[] = [
    {
      label: vscode.l10n.t('$(bookmark) The baseline that is set'),
      description: baseline?.text ?? vscode.l10n.t('none is set: the report has no baseline'),
      choice: { kind: 'set' },
    },
    {
      label: vscode.l10n.t('$(history) The previous run of each series'),
      description: vscode.l10n.t('the last run of each series against the one before it'),
      choice: { kind: 'previous' },
    },
    { label: vscode.l10n.t('$(circle-slash) No baseline'), choice: { kind: 'none' } },
    ...sideItems(choices),
  ];
  const chosen = await vscode.window.showQuickPick([heading(vscode.l10n.t('Baseline')), ...items], {
    matchOnDescription: true,
    title: vscode.l10n.t('Baseline of the report'),
    placeHolder: vscode.l10n.t('All other results are compared with it'),
  });
  return chosen?.choice ?? null;
}
