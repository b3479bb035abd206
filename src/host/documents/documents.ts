import * as vscode from 'vscode';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { ResultHovers } from './hover.ts';
import { ResultLenses } from './lens.ts';
import { onceAwake } from './once-awake.ts';
import { RESULT_DOCUMENTS } from './selector.ts';

/** Hovers and lenses of result files in their editors. */
export function registerDocuments(context: HostContext): Disposable {
  return onceAwake(context.results, () => registerProviders(context));
}

function registerProviders(context: HostContext): Disposable {
  const store = new DisposableStore();
  const lenses = store.add(new ResultLenses(context));
  store.add(vscode.languages.registerHoverProvider(RESULT_DOCUMENTS, new ResultHovers(context)));
  store.add(vscode.languages.registerCodeLensProvider(RESULT_DOCUMENTS, lenses));
  return store;
}
