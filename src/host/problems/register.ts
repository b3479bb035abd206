import * as vscode from 'vscode';
import type { HostContext } from '../context.ts';
import { RESULT_DOCUMENTS } from '../documents/selector.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { Problems } from './problems.ts';
import { QuickFixes } from './quick-fixes.ts';

/** The Problems panel's entries about result files and project files, and their quick fixes. */
export function registerProblems(context: HostContext): Disposable {
  const store = new DisposableStore();
  const problems = store.add(new Problems(context));
  store.add(
    vscode.languages.registerCodeActionsProvider(RESULT_DOCUMENTS, new QuickFixes(problems), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
  );
  return store;
}
