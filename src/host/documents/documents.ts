import * as vscode from 'vscode';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { ResultHovers } from './hover.ts';
import { ResultLenses } from './lens.ts';
import { onceAwake } from './once-awake.ts';
import { RESULT_DOCUMENTS } from './selector.ts';
import { Waking } from './waking.ts';

/** Hovers and lenses of result files in their editors. */
export function registerDocuments(context: HostContext): Disposable {
  const store = new DisposableStore();
  store.add(onceAwake(context.results, () => registerProviders(context)));
  store.add(new Waking(context));
  return store;
}

function registerProviders(context: HostContext): Disposable {
  const store = new DisposableStore();
  const lenses = store.add(new ResultLenses(context));
  store.add(vscode.languages.registerHoverProvider(RESULT_DOCUMENTS, new ResultHovers(context)));
  store.add(vscode.languages.registerCodeLensProvider(RESULT_DOCUMENTS, lenses));
  return store;
}
