import { registerCommand } from '../commands/register.ts';
import type { HostContext } from '../context.ts';
import { DisposableStore, type Disposable } from '../lifecycle.ts';
import { exclude, include } from './exclude.ts';
import { mapColumn } from './map-columns.ts';
import { whyNotHere } from './why-not-here.ts';

const EXCLUDE = { id: 'benchtrail.exclude', name: 'Exclude' };
const INCLUDE = { id: 'benchtrail.include', name: 'Include Again' };
const MAP_COLUMN = { id: 'benchtrail.mapColumn', name: 'Map Columns' };
const WHY_NOT_HERE = { id: 'benchtrail.whyNotHere', name: 'Why Is This File Not Here?' };

/** Commands that tell, and change, what the project file says of results. */
export function registerProject(context: HostContext): Disposable {
  const store = new DisposableStore();
  const { log } = context;
  store.add(registerCommand(EXCLUDE, log, (...args) => exclude(context, args)));
  store.add(registerCommand(INCLUDE, log, (...args) => include(context, args)));
  store.add(registerCommand(MAP_COLUMN, log, (...args) => mapColumn(context, args)));
  store.add(registerCommand(WHY_NOT_HERE, log, (...args) => whyNotHere(context, args)));
  return store;
}
