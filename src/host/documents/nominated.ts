import * as vscode from 'vscode';
import { matchesGlob } from '../../core/normalise/globs.ts';

/** Names under which benchmarks leave their results. They only nominate: a format's claim decides. */
const NOMINATING: readonly string[] = [
  '**/{benchmark,benchmarks,bench,results,reports,.benchmarks}/**',
  '**/target/criterion/**',
  '**/BenchmarkDotNet.Artifacts/**',
  '**/*{bench,result,perf,latency,throughput,metrics,stats,summary,runs}*.{csv,tsv,json,jsonl,md,txt,log}',
];

/** True for a file of the workspace whose name says that it may be a result. */
export function isNominated(uri: vscode.Uri): boolean {
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return false;
  const path = vscode.workspace.asRelativePath(uri, false);
  return NOMINATING.some((glob) => matchesGlob(path, glob));
}
