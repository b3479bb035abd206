import { Worker } from 'node:worker_threads';
import {
  isWorkerReply,
  type CancelSignal,
  type FileReader,
  type LargeFileReader,
  type LeftToOthers,
  type ReadAnswer,
  type ReadJob,
} from '../protocol/reading.ts';

/** How a pool comes by its threads, and when it lets them go. */
export interface PoolOptions {
  /** The bundle of `main.ts`. */
  readonly script: string;
  readonly threads: number;
  /** Who reads files of more than so many bytes. */
  readonly large: { readonly above: number; readonly reader: LargeFileReader };
  /** A pool without work ends its threads after this time. */
  readonly idleMs: number;
  /** What happened to a thread, for the log. */
  readonly tell: (message: string) => void;
}

interface Task {
  readonly id: number;
  readonly job: ReadJob;
  readonly signal: CancelSignal;
  /** True where the reader of large files cannot read it. */
  readonly isHere: boolean;
  readonly settle: (answer: ReadAnswer) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly tasks: Task[];
}

/** So many jobs wait at a thread, so that it need not wait for the next one. */
const AHEAD = 4;

const CRASHED =
  'The reader stopped while it read this file; the file may be too large for the memory at hand.';

/** Reads files on disk in a few worker threads. A thread that crashes fails the file that it read; others read on. */
export class WorkerPool implements FileReader {
  readonly #options: PoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Task[] = [];
  #count = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  read(job: ReadJob, signal: CancelSignal): Promise<ReadAnswer> {
    if (this.#ended || signal.isCancellationRequested) return Promise.resolve({ kind: 'cancelled' });
    const id = ++this.#count;
    return new Promise((resolve) => {
      const listener = signal.onCancellationRequested(() => {
        this.#cancel(id);
      });
      const settle = (answer: ReadAnswer): void => {
        listener.dispose();
        resolve(answer);
      };
      this.#waiting.push({ id, job, signal, isHere: false, settle });
      this.#fill();
    });
  }

  dispose(): void {
    this.#ended = true;
    clearTimeout(this.#idle);
    for (const { worker, tasks } of this.#threads) {
      for (const { settle } of tasks.splice(0)) settle({ kind: 'cancelled' });
      void worker.terminate();
    }
    for (const { settle } of this.#waiting.splice(0)) settle({ kind: 'cancelled' });
    this.#threads.clear();
    this.#options.large.reader.dispose();
  }

  #fill(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#freeThread();
      const task = thread === undefined ? undefined : this.#waiting.shift();
      if (thread === undefined || task === undefined) return;
      clearTimeout(this.#idle);
      thread.tasks.push(task);
      const leaveAbove = task.isHere ? null : this.#options.large.above;
      thread.worker.postMessage({ type: 'read', id: task.id, job: task.job, leaveAbove });
    }
  }

  /** One without work, else a new one, else the one with the least work. */
  #freeThread(): Thread | undefined {
    const [least] = [...this.#threads].sort((a, b) => a.tasks.length - b.tasks.length);
    if (least?.tasks.length === 0) return least;
    if (this.#threads.size < this.#options.threads) return this.#start();
    return least !== undefined && least.tasks.length < AHEAD ? least : undefined;
  }

  #start(): Thread {
    const worker = new Worker(this.#options.script);
    const thread: Thread = { worker, tasks: [] };
    worker.unref();
    worker.on('message', (message: unknown) => {
      if (isWorkerReply(message)) this.#answered(thread, message.id, message.answer);
    });
    worker.on('error', (error) => {
      this.#crashed(thread, error.message);
    });
    worker.on('exit', () => {
      this.#crashed(thread, 'it ended');
    });
    this.#threads.add(thread);
    return thread;
  }

  #answered(thread: Thread, id: number, answer: ReadAnswer | LeftToOthers): void {
    const index = thread.tasks.findIndex((task) => task.id === id);
    const [task] = index < 0 ? [] : thread.tasks.splice(index, 1);
    if (answer.kind !== 'large') task?.settle(answer);
    else if (task !== undefined) void this.#readLarge(task);
    this.#fill();
    if (this.#waiting.length === 0 && [...this.#threads].every(({ tasks }) => tasks.length === 0))
      this.#rest();
  }

  async #readLarge(task: Task): Promise<void> {
    const answer = await this.#options.large.reader.read(task.job, task.signal);
    if (answer !== null) {
      task.settle(answer);
    } else if (this.#ended) {
      task.settle({ kind: 'cancelled' });
    } else {
      this.#waiting.unshift({ ...task, isHere: true });
      this.#fill();
    }
  }

  /** A thread reads in order: the first of its tasks is the one that it was at. */
  #crashed(thread: Thread, why: string): void {
    if (!this.#threads.delete(thread)) return;
    const [first, ...others] = thread.tasks.splice(0);
    this.#options.tell(`A reader stopped (${why})${first === undefined ? '' : ` at ${first.job.path}`}.`);
    first?.settle({ kind: 'failed', reason: CRASHED });
    this.#waiting.unshift(...others);
    this.#fill();
  }

  #cancel(id: number): void {
    const index = this.#waiting.findIndex((task) => task.id === id);
    const [task] = index < 0 ? [] : this.#waiting.splice(index, 1);
    task?.settle({ kind: 'cancelled' });
    for (const { worker, tasks } of this.#threads)
      if (tasks.some((one) => one.id === id)) worker.postMessage({ type: 'cancel', id });
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      const threads = [...this.#threads];
      this.#threads.clear();
      for (const { worker } of threads) void worker.terminate();
    }, this.#options.idleMs);
    this.#idle.unref();
  }
}
