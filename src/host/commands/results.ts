import { DisposableStore, type Disposable } from '../lifecycle.ts';
import type { Log } from '../log.ts';
import type { Results } from '../results/results.ts';
import { ADD_FOLDER, addFolder, REMOVE_FOLDER, removeFolder } from './folders.ts';
import { REFRESH, refreshResults, STOP_READING, tellReading } from './refresh.ts';
import { registerCommand } from './register.ts';

/** The commands by which people steer what is read. */
export function registerResultCommands(results: Results, log: Log): Disposable {
  const store = new DisposableStore();
  store.add(registerCommand(ADD_FOLDER, log, (...args) => addFolder(args)));
  store.add(registerCommand(REMOVE_FOLDER, log, (...args) => removeFolder(args)));
  store.add(registerCommand(REFRESH, log, () => refreshResults(results)));
  store.add(
    registerCommand(STOP_READING, log, () => {
      results.stop();
      return Promise.resolve();
    }),
  );
  store.add(tellReading(results));
  return store;
}
