import type * as vscode from 'vscode';
import type { SourceFile } from '../../core/model/file.ts';
import type { Report } from '../../core/report/model.ts';

/** How far the work is: a short text such as a file's name, and how much of the whole it adds (per cent, 0–100). */
export interface ReportProgress {
  report(step: { readonly message?: string; readonly increment?: number }): void;
}

/** A finished report: the model that previews and saved files are rendered from, and where its roots lie. */
export interface GeneratedReport {
  readonly report: Report;
  readonly roots: readonly vscode.Uri[];
  /** What it is about, for titles and file names: a folder, a run. */
  readonly name: string;
  /** As they were when they were read. */
  readonly files: readonly SourceFile[];
}
