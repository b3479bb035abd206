import type { Finding, FindingKind } from '../../src/core/findings/finding.ts';
import { runToEnd } from '../../src/core/model/steps.ts';
import { findAllSteps } from '../../src/core/findings/rules.ts';
import { rowsOf } from '../../src/core/findings/rows.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../src/core/project/project-file.ts';
import { plainText } from '../../src/core/report/inline.ts';
import { readFiles, type TestFiles } from './read-folder.ts';

/** All findings of files given as text. */
export function findings(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): Finding[] {
  const snapshot = readFiles(files, project);
  return runToEnd(findAllSteps({ snapshot, project, rows: rowsOf(snapshot) }));
}

/** What the findings of a kind say, as plain text. */
export function told(found: readonly Finding[], kind: FindingKind): string[] {
  return found
    .filter((one) => one.kind === kind)
    .map((one) => plainText([...one.statement, ...one.detail.flat()]));
}

/** A table from its header and its lines. */
export const rows = (header: string, lines: readonly string[]): string =>
  `${[header, ...lines].join('\n')}\n`;

/** Values around a center, in an order without drift. */
export const around = (center: number, spread: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => center + spread * (((i * 7) % n) / n - 0.5));

/** A compilation benchmark of two backends with these means in ms. */
export const backendBench = (eager: string, onnx: string): string =>
  JSON.stringify({
    model: { name: 'net', device: 'cpu', dtype: 'float32' },
    settings: { runs: 10, warmup_runs: 3, backends: ['eager', 'onnx'] },
    backends: {
      eager: {
        compilation: null,
        benchmark: {
          mean_time_ms: Number(eager),
          std_time_ms: 0.1,
          min_time_ms: 1,
          max_time_ms: 9,
          metadata: { compile_time_s: 0 },
        },
      },
      onnx: {
        compilation: { success: true, compile_time_s: 0.2 },
        benchmark: {
          mean_time_ms: Number(onnx),
          std_time_ms: 0.1,
          min_time_ms: 1,
          max_time_ms: 9,
          metadata: {},
        },
      },
    },
  });
