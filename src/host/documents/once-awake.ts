import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { Results } from '../results/results.ts';

/** Registers what has nothing to say until somebody asks for results, when that happens: starting costs nothing then. */
export function onceAwake(results: Results, register: () => Disposable): Disposable {
  const store = new DisposableStore();
  let isDone = false;
  const look = (): void => {
    if (isDone || results.state.phase === 'asleep') return;
    isDone = true;
    store.add(register());
  };
  store.add(results.onDidChangeState(look));
  look();
  return store;
}
