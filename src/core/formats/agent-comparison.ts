import type { FileResult } from '../model/run.ts';
import type { Steps } from '../model/steps.ts';
import { ResultBuilder } from './build.ts';
import type { FileHead, FileInput, Format, Recognition } from './format.ts';
import { requestColumns, type ColumnUses } from './request-columns.ts';
import { readRequests } from './request-read.ts';
import { tableRows } from './request-rows.ts';

/**
 * Two agents run one after the other and at once. Speedup is the serial time over the concurrent time; efficiency is the
 * speedup over the number of agents, in per cent. The sign of the deltas is the writer's, so neither way is better.
 */
const MEASURES: ColumnUses = {
  speedup: { as: 'measure', spec: { metric: 'speedup', unit: '1' } },
  efficiency: { as: 'measure', spec: { metric: 'efficiency', unit: '%' } },
  throughput_delta: {
    as: 'measure',
    spec: { metric: 'throughput-delta', unit: 'tok/s', direction: 'none' },
  },
  ttft_delta_ms: { as: 'measure', spec: { metric: 'ttft-delta', unit: 'ms', direction: 'none' } },
};

/** A row per run of two agents with the settings of both and how they compare. */
export const agentComparison: Format = {
  id: 'agent-comparison',
  title: 'Comparison of two agents',
  proof: 'A real file of the reference corpus.',
  about:
    'CSV with a row per run of two agents: `scenario`, settings of both (`agent_a_num_ctx`, `agent_b_num_ctx`, …), `speedup`, `efficiency`, `throughput_delta`, `ttft_delta_ms`. ' +
    'The scenario is the benchmark, the settings are its parameters, and runs with equal settings are its samples.',
  recognise,
  read,
};

function recognise(head: FileHead): Recognition | null {
  const names = (head.header ?? []).map((name) => name.toLowerCase());
  const both = ['agent_a_', 'agent_b_'].every((start) => names.some((name) => name.startsWith(start)));
  if (!both || !names.some((name) => Object.hasOwn(MEASURES, name))) return null;
  return { score: 0.85, reason: 'a table with settings of `agent_a` and `agent_b` and how they compare' };
}

function* read(file: FileInput): Steps<FileResult> {
  const out = new ResultBuilder();
  const table = yield* file.table();
  for (const problem of table.problems) out.problem(problem);
  const rows = tableRows(table);
  const columns = yield* requestColumns(rows, usesOf(rows.columns));
  yield* readRequests(rows, columns, { out, benchmark: 'comparison', facts: {} });
  return yield* out.finish(() => file.text());
}

function usesOf(header: readonly string[]): ColumnUses {
  const uses: Record<string, ColumnUses[string]> = {
    ...MEASURES,
    scenario: { as: 'benchmark' },
    output_dir: { as: 'label' },
    run: { as: 'label' },
    error: { as: 'error' },
    success: { as: 'outcome' },
    timestamp: { as: 'time' },
  };
  for (const name of header) {
    const key = name.trim().toLowerCase();
    if (/^agent_[a-z]_/.test(key)) uses[key] = { as: 'parameter' };
  }
  return uses;
}
