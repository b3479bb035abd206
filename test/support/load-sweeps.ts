import type { LineSpec } from '../../src/core/charts/spec.ts';
import { parseLimit } from '../../src/core/project/limits.ts';
import { DEFAULT_PROJECT, type ProjectFile } from '../../src/core/project/project-file.ts';
import { buildReport, isNoReport } from '../../src/core/report/build.ts';
import type { Block, Report } from '../../src/core/report/model.ts';
import { readFiles, type TestFiles } from './read-folder.ts';

export function withLimits(...texts: readonly string[]): ProjectFile {
  const limits = texts.map((text) => parseLimit(text, null));
  return { ...DEFAULT_PROJECT, limits: limits.filter((limit) => typeof limit !== 'string') };
}

/** A table of a sweep: concurrency, tokens per second, p95 TTFT in ms, failed requests. */
export function sweep(
  rows: readonly (readonly [load: number, throughput: number, p95: number, failed?: number])[],
): string {
  const lines = rows.map(([load, throughput, p95, failed]) =>
    [load, throughput, p95 / 2, p95, failed ?? 0].join(','),
  );
  return `${['concurrency,throughput_tok_s,ttft_p50_ms,ttft_p95_ms,failed', ...lines].join('\n')}\n`;
}

export const KNEE_AT_EIGHT = sweep([
  [1, 50, 40],
  [2, 98, 60],
  [4, 190, 70],
  [8, 350, 90],
  [16, 370, 410],
  [32, 375, 1400, 2],
]);

/** What vLLM's serving benchmark writes, as far as it is needed here. */
export function serving(
  settings: Readonly<Record<string, string | number>>,
  throughput: number,
  ttft: number,
): string {
  return JSON.stringify({
    backend: 'vllm',
    model_id: 'acme/net-7b',
    num_prompts: 100,
    burstiness: 1,
    ...settings,
    duration: 10,
    completed: 100,
    total_input_tokens: 1000,
    total_output_tokens: throughput * 10,
    request_throughput: throughput / 100,
    output_throughput: throughput,
    total_token_throughput: throughput * 1.5,
    mean_ttft_ms: ttft,
    median_ttft_ms: ttft * 0.9,
    p99_ttft_ms: ttft * 3,
  });
}

export function reportOf(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): Report {
  const built = buildReport(readFiles(files, project), project, {
    generator: 'Benchtrail test',
    roots: ['.'],
  });
  if (isNoReport(built)) throw new Error(built.reason);
  return built;
}

export function blocksOf(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): readonly Block[] {
  return reportOf(files, project).sections.find(({ id }) => id === 'performance-analysis')?.blocks ?? [];
}

export function chartsOf(files: TestFiles, project: ProjectFile = DEFAULT_PROJECT): LineSpec[] {
  return blocksOf(files, project).flatMap((block) =>
    block.kind === 'chart' && block.id.startsWith('load-curve') && block.spec.type === 'line'
      ? [block.spec]
      : [],
  );
}
