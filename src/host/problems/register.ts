import * as vscode from 'vscode';
import type { HostContext } from '../context.ts';
import { onceAwake } from '../documents/once-awake.ts';
import { RESULT_DOCUMENTS } from '../documents/selector.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { Problems } from './problems.ts';
import { QuickFixes } from './quick-fixes.ts';

/** The Problems panel's entries about result files and project files, and their quick fixes. */
export function registerProblems(context: HostContext): Disposable {
  const store = new DisposableStore();
  const problems = store.add(new Problems(context));
  const fixes = new QuickFixes(problems);
  const options = { providedCodeActionKinds: QuickFixes.kinds };
  store.add(
    onceAwake(context.results, () =>
      vscode.languages.registerCodeActionsProvider(RESULT_DOCUMENTS, fixes, options),
    ),
  );
  return store;
}
