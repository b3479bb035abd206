import type * as vscode from 'vscode';
import type { OpenRanges } from '../core/excerpt/byte-ranges.ts';
import type { Insights } from './insight/insights.ts';
import type { FileReader } from '../protocol/reading.ts';
import type { ResultFiles } from './files/result-files.ts';
import type { Log } from './log.ts';
import type { Places } from './places/places.ts';
import type { ReportPanels } from './report/panels.ts';
import type { Results } from './results/results.ts';

/** What differs between the places that the extension runs in; the entries build it. */
export interface HostRuntime {
  /** "Benchtrail 0.1.0". */
  readonly generator: string;
  readonly now: () => Date;
  /** Where the extension is installed. */
  readonly extension: vscode.Uri;
  /** What this window's workspace remembers. */
  readonly memory: vscode.Memento;
  /** A folder of our own for this workspace; undefined where the window has no workspace. */
  readonly storage: vscode.Uri | undefined;
  /** Files larger than this many bytes are not read. */
  readonly mostBytes: number;
  /** Makes what reads files away from the extension host; left out where there are no threads. */
  readonly createReader?: (tell: (message: string) => void) => FileReader;
  /** Where a path leads once all links are followed; undefined for file systems that cannot tell. */
  readonly realPath?: (uri: vscode.Uri) => Promise<string | undefined>;
  /** Size and time of all files below a folder, by absolute paths; undefined for file systems that are not the disk's. */
  readonly statsBelow?: (
    folder: vscode.Uri,
  ) => Promise<
    readonly { readonly path: string; readonly size: number; readonly mtime: number }[] | undefined
  >;
  /** Reads parts of files; resolves to undefined for file systems, and is left out in hosts, that give no parts. */
  readonly openRanges?: (uri: vscode.Uri) => Promise<OpenRanges | undefined>;
}

/** What every feature may use. */
export interface HostContext {
  readonly runtime: HostRuntime;
  readonly log: Log;
  readonly results: Results;
  readonly insights: Insights;
  /** Reads files; what has not changed is not read again. */
  readonly files: ResultFiles;
  readonly places: Places;
  readonly reports: ReportPanels;
}
