import type * as vscode from 'vscode';
import { ResultFiles } from '../../../src/host/files/result-files.ts';
import type { Log } from '../../../src/host/log.ts';
import { RecordCache } from '../../../src/host/results/record-cache.ts';
import type { RootFolder } from '../../../src/host/results/root-folders.ts';
import { WorkspaceResults } from '../../../src/host/results/workspace-results.ts';
import type { FileReader, ReadJob } from '../../../src/protocol/reading.ts';
import { diskPort } from '../../../src/worker/disk.ts';
import { handleRead, type ReadPort } from '../../../src/worker/handler.ts';

/** A log that keeps its lines. */
export class TestLog implements Log {
  readonly lines: string[] = [];
  trace = (line: string): void => void this.lines.push(line);
  debug = this.trace;
  info = this.trace;
  warn = this.trace;
  error = (line: string | Error): void => void this.lines.push(String(line));
  show = (): void => undefined;
  dispose = (): void => undefined;
}

/** A memento that lives as long as the test. */
export class TestMemory implements vscode.Memento {
  readonly #values = new Map<string, unknown>();
  keys = (): readonly string[] => [...this.#values.keys()];
  get = <T>(key: string, otherwise?: T): T =>
    (this.#values.has(key) ? this.#values.get(key) : otherwise) as T;
  update = (key: string, value: unknown): Promise<void> => {
    this.#values.set(key, value);
    return Promise.resolve();
  };
}

/** An engine of the test's own, on the real file system, whose reader can be meddled with. */
export class TestEngine {
  readonly log = new TestLog();
  readonly memory: TestMemory;
  readonly results: WorkspaceResults;
  readonly files: ResultFiles;
  /** Paths that were read, in order. */
  readonly read: string[] = [];
  /** Wraps the port of a job, to stand between reader and disk. */
  meddle: (port: ReadPort, job: ReadJob) => ReadPort = (port) => port;

  constructor(storage?: vscode.Uri, memory = new TestMemory(), folders?: () => readonly RootFolder[]) {
    this.memory = memory;
    const reader: FileReader = {
      read: (job) => {
        this.read.push(job.path);
        return handleRead(
          job,
          this.meddle(
            diskPort(() => false),
            job,
          ),
        );
      },
      dispose: () => undefined,
    };
    this.files = new ResultFiles({ reader, mostBytes: 64 << 20, small: 0 });
    this.results = new WorkspaceResults({
      files: this.files,
      log: this.log,
      memory,
      now: () => new Date(),
      ...(folders === undefined ? {} : { folders }),
      openCache: () =>
        Promise.resolve(storage === undefined ? undefined : new RecordCache(storage, 'test 1', this.log)),
    });
  }

  /** What a snapshot says of files, for comparing. */
  paths(): string[] {
    return this.results.snapshot.files.map(({ path, status }) => `${path}: ${status}`);
  }
}
