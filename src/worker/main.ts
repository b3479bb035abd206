import { parentPort } from 'node:worker_threads';
import { stepBack } from './priority.ts';
import { serveProcess } from './process.ts';
import { serveThread } from './thread.ts';

/** One bundle for both kinds of worker: a thread has a port, a process has none. */
stepBack(parentPort !== null);
if (parentPort === null) serveProcess();
else serveThread(parentPort);
