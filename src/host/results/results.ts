import type * as vscode from 'vscode';
import type { Snapshot } from '../../core/catalogue/snapshot.ts';
import type { SourceFile } from '../../core/model/file.ts';
import type { ProjectFile } from '../../core/project/project-file.ts';
import type { FileRules } from '../../core/project/projects.ts';
import type { ProjectProblems } from '../files/projects.ts';
import type { Disposable } from '../lifecycle.ts';

/** A folder whose results are known to the window: a workspace folder, or one that the user added. */
export interface ResultRoot {
  readonly uri: vscode.Uri;
  /** As people see it in this window. */
  readonly name: string;
  /** The project file in its folder or above it; a file may be ruled by a nearer one, see `rulesOf`. */
  readonly project: ProjectFile;
}

/** `asleep`: nothing has asked for results yet. `done` and `total` count files of the work under way; both 0 when idle. */
export interface ReadingState {
  readonly phase: 'asleep' | 'listing' | 'reading' | 'idle';
  readonly done: number;
  readonly total: number;
}

/** How much a window knew. */
export interface ResultCounts {
  readonly files: number;
  readonly runs: number;
}

/** The results of the window: read when first asked for, watched from then on. Features read snapshots and listen. */
export interface Results extends Disposable {
  /** By the index that the files of the snapshot name as their root. */
  readonly roots: readonly ResultRoot[];
  /** What is known now; never changed, replaced by one of a higher version. */
  readonly snapshot: Snapshot;
  readonly state: ReadingState;
  /** Fires after the snapshot was replaced; bursts of file events come as one. */
  readonly onDidChange: vscode.Event<Snapshot>;
  readonly onDidChangeState: vscode.Event<ReadingState>;
  /** What was there at the end of the last session; undefined before the first. It may be shown while asleep. */
  readonly lastCounts: ResultCounts | undefined;
  /** Project files that are wrong; what is right in them holds all the same. */
  readonly projectProblems: readonly ProjectProblems[];
  /** What holds for all roots together, for reports and comparisons. */
  readonly project: ProjectFile;
  /** Starts reading and watching on the first call; resolves once everything that was found has been read. */
  wake(): Promise<void>;
  /** Resolves once no file waits to be read; at once while asleep. */
  settled(): Promise<void>;
  /** Looks again at every file, and reads those that changed. */
  refresh(): Promise<void>;
  /** Ends the reading that is under way; what was read by then stays, and `refresh` goes on with the rest. */
  stop(): void;
  /** The project file that rules a file, and the path by which its globs call the file. */
  rulesOf(file: Pick<SourceFile, 'root' | 'path'>): FileRules;
  /** Why a file does not appear, in one sentence; undefined where it does appear. */
  whyNotHere(uri: vscode.Uri): Promise<string | undefined>;
  uriOf(file: Pick<SourceFile, 'root' | 'path'>): vscode.Uri;
  /** The file of the snapshot that lies there; undefined when it is not a known file. */
  fileAt(uri: vscode.Uri): SourceFile | undefined;
}
