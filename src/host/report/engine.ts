import type * as vscode from 'vscode';

/** How far the work is: a short text such as a file's name, and how much of the whole it adds (per cent, 0–100). */
export interface ReportProgress {
  report(step: { readonly message?: string; readonly increment?: number }): void;
}

/** The engine as the editor sees it; each entry hands in one that can read what its host can read. */
export interface ReportEngine {
  /**
   * Reads the folders and writes a report about them. Answers undefined when they hold no benchmark results.
   * Rejects with vscode.CancellationError once the token is cancelled, and with an ExpectedError when a folder
   * cannot be read at all.
   */
  report(
    folders: readonly vscode.Uri[],
    progress: ReportProgress,
    token: vscode.CancellationToken,
  ): Promise<GeneratedReport | undefined>;
}

/** A finished report. */
export interface GeneratedReport {
  readonly title: string;
  readonly markdown: string;
}
