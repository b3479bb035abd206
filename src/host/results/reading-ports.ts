import type * as vscode from 'vscode';
import type { HostRuntime } from '../context.ts';
import type { ResultFiles } from '../files/result-files.ts';
import type { Log } from '../log.ts';

/** What reading needs of its surroundings. */
export interface ReadingPorts {
  readonly files: ResultFiles;
  readonly log: Log;
  readonly realPath?: ((uri: vscode.Uri) => Promise<string | undefined>) | undefined;
  readonly statsBelow?: HostRuntime['statsBelow'] | undefined;
}

/** Hears how far the work is, and may publish what is known by then. */
export interface ReadingProgress {
  listing(): void;
  reading(done: number, total: number): Promise<void> | void;
}
