import * as vscode from 'vscode';
import { buildComparison } from '../../core/compare/comparison-report.ts';
import { isNoReport } from '../../core/report/build.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import type { Command } from '../commands/register.ts';
import type { GeneratedReport, ReportProgress } from '../report/engine.ts';
import { inSlices } from '../slices.ts';
import { pickSide } from './pick-side.ts';
import { chosenFrom } from './selection.ts';
import { readSides, type ChosenSide } from './sides.ts';

export const COMPARE_WITH: Command = { id: 'benchtrail.compareWith', name: 'Compare with…' };

/**
 * Compares what was chosen. Of two or more the first is the baseline; one is compared with what the user picks; with none the
 * file of the active editor is taken where it holds results, and both sides are asked for otherwise.
 */
export async function compareWith(context: HostContext, args: readonly unknown[]): Promise<void> {
  const sides = await sidesFor(context, args);
  if (sides === undefined) return;
  const made = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Comparing benchmark results'),
      cancellable: true,
    },
    (progress, token) => compareSides(sides, context, progress, token),
  );
  await context.reports.show(made);
}

/** Reads the sides and writes the comparison; the first side is the baseline. */
async function compareSides(
  chosen: readonly ChosenSide[],
  context: HostContext,
  progress: ReportProgress,
  token: vscode.CancellationToken,
): Promise<GeneratedReport> {
  const { sides, roots, labels, noiseFloor } = await readSides(chosen, context, progress, token);
  progress.report({ message: vscode.l10n.t('testing what changed') });
  const { generator, now } = context.runtime;
  const options = { generator, date: now().toISOString().slice(0, 10), roots: labels, noiseFloor };
  const report = await inSlices(buildComparison(sides, options), token);
  if (isNoReport(report)) throw new ExpectedError(report.reason);
  const files = sides.flatMap(({ snapshot }) => snapshot.files);
  return { report, roots, files, name: sides.at(-1)?.title ?? '' };
}

async function sidesFor(
  context: HostContext,
  args: readonly unknown[],
): Promise<readonly ChosenSide[] | undefined> {
  const given = givenSides(context, args);
  if (given.length > 1) return given;
  const side =
    given[0] ?? (await pickSide(context, undefined, vscode.l10n.t('Compare: what is to be judged?')));
  if (side === undefined) return undefined;
  const baseline = await pickSide(context, side, vscode.l10n.t('Compare {0} with', sideName(side)));
  return baseline === undefined ? undefined : [baseline, side];
}

function givenSides({ results }: HostContext, args: readonly unknown[]): readonly ChosenSide[] {
  const chosen = chosenFrom(args);
  switch (chosen.kind) {
    case 'uris':
      return chosen.uris.map((uri) => ({ kind: 'uri', uri }));
    case 'runs':
      return chosen.selections.map((selection) => ({ kind: 'runs', selection }));
    case 'nothing': {
      const active = vscode.window.activeTextEditor?.document.uri;
      const known = active !== undefined && results.fileAt(active) !== undefined;
      return known ? [{ kind: 'uri', uri: active }] : [];
    }
  }
}

function sideName(side: ChosenSide): string {
  if (side.kind === 'uri') return vscode.workspace.asRelativePath(side.uri);
  const { title, runIds } = side.selection;
  return title ?? runIds[0] ?? '';
}
