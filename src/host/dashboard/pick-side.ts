import * as vscode from 'vscode';
import { isOfSide, type CompareSide } from '../../core/compare/side.ts';
import { sideChoiceSteps } from '../../core/dashboard/suggest-sides.ts';
import { inSlices } from '../slices.ts';
import type { ModelSource } from './models.ts';
import { sideItems } from './side-items.ts';

/** Lets the user choose a category, a series, a folder or some runs: a list that is searched as every list of the editor is. */
export async function pickSide(
  { snapshot, baseline }: ModelSource,
  token: vscode.CancellationToken,
): Promise<CompareSide | null> {
  const choices = await inSlices(sideChoiceSteps(snapshot, baseline), token);
  const chosen = await vscode.window.showQuickPick(sideItems(choices), {
    canPickMany: true,
    matchOnDescription: true,
    title: vscode.l10n.t('Side of the comparison'),
    placeHolder: vscode.l10n.t('A category, a series, a folder, or one or more runs'),
  });
  const sides = chosen?.flatMap(({ choice }) => choice ?? []);
  return sides === undefined ? null : sideOf(sides, snapshot);
}

/** One group stays a group, so that runs which come later belong to it; anything else is the runs of all that was chosen. */
function sideOf(sides: readonly CompareSide[], { runs }: ModelSource['snapshot']): CompareSide | null {
  const [only] = sides;
  if (only === undefined || sides.length === 1) return only ?? null;
  const ids = sides.flatMap((side) => runs.filter(isOfSide(side)).map(({ id }) => id));
  return { kind: 'runs', ids: [...new Set(ids)] };
}
