import * as vscode from 'vscode';
import { addExclusion, exclusionIn, removeExclusion } from '../../core/project/edit-project.ts';
import type { HostContext } from '../context.ts';
import { ExpectedError } from '../errors.ts';
import { applyToProject, projectDocumentFor } from './project-document.ts';
import { ruleTargets, type RuleTarget } from './targets.ts';

/** Leaves runs, files or folders out, with a reason that is asked for unless the third argument gives it. */
export async function exclude(context: HostContext, args: readonly unknown[]): Promise<void> {
  const targets = await ruleTargets(args, context.results);
  const [first] = targets;
  if (first === undefined) {
    throw new ExpectedError(
      vscode.l10n.t('Choose a run in the view Runs, or a file in the Explorer, to exclude it.'),
    );
  }
  const given = args[2];
  const reason =
    typeof given === 'string' && given.trim() !== '' ? given : await askReason(first, targets.length);
  if (reason === undefined) return;
  for (const target of targets) {
    const project = await projectDocumentFor(target.uri, context.results);
    const match = matchOf(target, project.path);
    await applyToProject(project, addExclusion(project.text, { match, reason: reason.trim() }));
  }
  await context.results.refresh();
}

/** Takes the exclusion back; one that leaves out more than this is shown instead of being taken away unasked. */
export async function include(context: HostContext, args: readonly unknown[]): Promise<void> {
  const targets = await ruleTargets(args, context.results);
  for (const target of targets) {
    const project = await projectDocumentFor(target.uri, context.results);
    const rule = exclusionIn(project.text, project.path, target.suffix);
    if (rule === null) {
      throw new ExpectedError(vscode.l10n.t('No rule of benchtrail.json leaves {0} out.', target.name));
    }
    const isOwn = rule.match === matchOf(target, project.path) || rule.match === project.path;
    if (!isOwn && !(await mayRemove(rule.match, target.name, project.uri))) return;
    await applyToProject(project, removeExclusion(project.text, rule.match));
  }
  await context.results.refresh();
}

function matchOf({ suffix, isFolder }: RuleTarget, path: string): string {
  if (!isFolder) return `${path}${suffix}`;
  return path === '' ? '**' : `${path}/**`;
}

async function askReason({ name }: RuleTarget, count: number): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title:
      count === 1
        ? vscode.l10n.t('Exclude {0}', name)
        : vscode.l10n.t('Exclude {0} and {1} more', name, String(count - 1)),
    prompt: vscode.l10n.t(
      'Why does it not count? Every report shows the reason; it is kept in benchtrail.json.',
    ),
    placeHolder: vscode.l10n.t('wrong driver'),
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A reason is needed.') : undefined),
  });
}

async function mayRemove(match: string, name: string, uri: vscode.Uri): Promise<boolean> {
  const remove = vscode.l10n.t('Remove the Rule');
  const open = vscode.l10n.t('Open benchtrail.json');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is left out by the rule “{1}”, which may leave out more.', name, match),
    remove,
    open,
  );
  if (chosen === open) await vscode.window.showTextDocument(uri);
  return chosen === remove;
}
