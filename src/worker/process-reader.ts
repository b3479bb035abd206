import { fork, type ChildProcess } from 'node:child_process';
import { unpack } from '../core/cache/pack.ts';
import {
  isPackedReply,
  isReadAnswer,
  type CancelSignal,
  type LargeFileReader,
  type PackedReply,
  type ReadAnswer,
  type ReadJob,
  type WorkerRequest,
} from '../protocol/reading.ts';
import { ArrayFill } from './array-fill.ts';

export interface ProcessOptions {
  /** The bundle of `main.ts`. */
  readonly script: string;
  /** A process without work ends after this time. */
  readonly idleMs: number;
  /** What happened to a process, for the log. */
  readonly tell: (message: string) => void;
}

interface Task {
  readonly id: number;
  readonly job: ReadJob;
  readonly settle: (answer: ReadAnswer | null) => void;
}

/** The task that the process is at, and what has come of its answer. */
interface Running extends Task {
  json: string;
  fill: ArrayFill | undefined;
}

const CRASHED =
  'The reader stopped while it read this file; the file may be too large for the memory at hand.';
/** So much of what a process says at its end goes to the log. */
const LAST_WORDS = 1000;

/**
 * Reads large files one after the other in a process of its own: the memory that they take is not the editor's, and goes when
 * the process does. A process that crashes fails the file that it read; others are read by the next one.
 */
export class ProcessReader implements LargeFileReader {
  readonly #options: ProcessOptions;
  readonly #waiting: Task[] = [];
  #running: Running | undefined;
  #child: ChildProcess | undefined;
  #count = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  read(job: ReadJob, signal: CancelSignal): Promise<ReadAnswer | null> {
    if (this.#ended || signal.isCancellationRequested) return Promise.resolve({ kind: 'cancelled' });
    clearTimeout(this.#idle);
    const id = ++this.#count;
    return new Promise((resolve) => {
      const listener = signal.onCancellationRequested(() => {
        this.#cancel(id);
      });
      const settle = (answer: ReadAnswer | null): void => {
        listener.dispose();
        resolve(answer);
      };
      this.#waiting.push({ id, job, settle });
      this.#next();
    });
  }

  dispose(): void {
    this.#ended = true;
    for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'cancelled' });
    this.#end({ kind: 'cancelled' });
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const task = this.#waiting.shift();
    if (task === undefined) {
      this.#rest();
      return;
    }
    this.#running = { ...task, json: '', fill: undefined };
    this.#child ??= this.#start();
    this.#send({ type: 'read', id: task.id, job: task.job, leaveAbove: null });
  }

  #send(request: WorkerRequest): void {
    // Where the process is gone, its end is told by its own event.
    this.#child?.send(request, () => undefined);
  }

  #start(): ChildProcess | undefined {
    let child: ChildProcess;
    try {
      child = fork(this.#options.script, [], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // The executable is the editor's own. Its debugger is not for us.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
        execArgv: [],
      });
    } catch (error) {
      this.#notStarted(String(error));
      return undefined;
    }
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-LAST_WORDS);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (this.#child === child) this.#fill(chunk);
    });
    child.on('message', (message: unknown) => {
      if (this.#child === child && isPackedReply(message)) this.#answered(message);
    });
    child.on('error', (error) => {
      if (this.#child === child && child.pid === undefined) this.#notStarted(error.message);
    });
    child.on('exit', (code, signal) => {
      if (this.#child === child) this.#crashed(`${String(signal ?? code)} ${said}`.trim());
    });
    return child;
  }

  #answered({ id, json, shapes }: PackedReply): void {
    const running = this.#running;
    if (running?.id !== id) return;
    try {
      running.fill = new ArrayFill(shapes);
    } catch (error) {
      this.#noRoom(running, error);
      return;
    }
    running.json = json;
    if (shapes.length > 0) this.#send({ type: 'take', id });
    this.#finish(running);
  }

  #fill(chunk: Uint8Array): void {
    const running = this.#running;
    if (running?.fill === undefined) return;
    try {
      running.fill.take(chunk);
    } catch (error) {
      this.#noRoom(running, error);
      return;
    }
    this.#finish(running);
  }

  #noRoom({ job }: Running, error: unknown): void {
    this.#options.tell(`What was read of ${job.path} has no room (${String(error)}).`);
    this.#end({ kind: 'failed', reason: CRASHED });
    this.#next();
  }

  #finish({ fill, json, settle }: Running): void {
    if (fill?.isFull !== true) return;
    const answer = unpack({ json, arrays: fill.arrays });
    this.#running = undefined;
    settle(isReadAnswer(answer) ? answer : { kind: 'failed', reason: CRASHED });
    this.#next();
  }

  #notStarted(why: string): void {
    this.#options.tell(`No process could be started to read large files (${why}): a thread reads them.`);
    this.#child = undefined;
    const tasks = [...(this.#running === undefined ? [] : [this.#running]), ...this.#waiting.splice(0)];
    this.#running = undefined;
    for (const { settle } of tasks) settle(null);
  }

  #crashed(why: string): void {
    this.#child = undefined;
    if (this.#running === undefined) return;
    this.#options.tell(`A reader stopped (${why}) at ${this.#running.job.path}.`);
    this.#end({ kind: 'failed', reason: CRASHED });
    this.#next();
  }

  #cancel(id: number): void {
    const index = this.#waiting.findIndex((task) => task.id === id);
    const [task] = index < 0 ? [] : this.#waiting.splice(index, 1);
    task?.settle({ kind: 'cancelled' });
    if (this.#running?.id === id) this.#send({ type: 'cancel', id });
  }

  /** Ends the process, and with this answer what it was at. */
  #end(answer: ReadAnswer): void {
    clearTimeout(this.#idle);
    const { settle } = this.#running ?? {};
    const child = this.#child;
    this.#running = undefined;
    this.#child = undefined;
    child?.kill();
    settle?.(answer);
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#running === undefined) this.#end({ kind: 'cancelled' });
    }, this.#options.idleMs);
    this.#idle.unref();
  }
}
