import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentComparison } from '../../../src/core/formats/agent-comparison.ts';
import { agentMetrics } from '../../../src/core/formats/agent-metrics.ts';
import type { Format } from '../../../src/core/formats/format.ts';
import { llmMetricsExport } from '../../../src/core/formats/llm-metrics-export.ts';
import { llmTestResults } from '../../../src/core/formats/llm-test-results.ts';
import { ollamaRuns } from '../../../src/core/formats/ollama-runs.ts';
import { ollamaSweepSummary } from '../../../src/core/formats/ollama-sweep-summary.ts';
import { promptSuiteSummary } from '../../../src/core/formats/prompt-suite-summary.ts';
import { readBytes } from '../../support/read-fixture.ts';

const formats: readonly Format[] = [
  agentComparison,
  agentMetrics,
  llmMetricsExport,
  llmTestResults,
  ollamaRuns,
  ollamaSweepSummary,
  promptSuiteSummary,
];

const files = formats.flatMap((format) => {
  const folder = new URL(`../../fixtures/${format.id}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => ({ format, name, bytes: readFileSync(new URL(name, folder)) }));
});

const PIECES = [
  'null',
  '{}',
  '[]',
  '"',
  ',',
  '-1e999',
  'NaN',
  '"__proto__"',
  '\n',
  'constructor',
  '0',
  '\u0000',
  '[[[[',
];

const change = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), text: fc.constant('') }),
  fc.record({ kind: fc.constant('put' as const), at: fc.nat(), text: fc.constantFrom(...PIECES) }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), text: fc.constant('') }),
);

function changed(
  bytes: Buffer,
  edits: readonly { kind: 'cut' | 'put' | 'drop'; at: number; text: string }[],
): Buffer {
  return edits.reduce((now, { kind, at, text }) => {
    const where = now.length === 0 ? 0 : at % now.length;
    if (kind === 'cut') return now.subarray(0, Math.max(where, 1));
    const rest = now.subarray(kind === 'drop' ? where + 3 : where + text.length);
    return Buffer.concat([now.subarray(0, where), Buffer.from(text), rest]);
  }, bytes);
}

describe('formats of language-model runs on damaged files', () => {
  it('never throw, and every sample has a place', () => {
    const samples = fc.tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(samples, ([file, edits]) => {
        const bytes = changed(file.bytes, edits);
        let read;
        try {
          read = readBytes(file.name, bytes, file.format);
        } catch (error) {
          // Bytes that are no text are refused before any format sees them.
          expect(String(error)).toMatch(/NUL|binary|control/i);
          return;
        }
        for (const run of read.result.runs) {
          for (const { samples: set, place } of run.benchmarks.flatMap(({ measures }) => measures)) {
            expect(place.line).toBeGreaterThan(0);
            for (const line of set?.lines ?? []) expect(line).toBeGreaterThan(0);
          }
        }
      }),
      { seed: 20250304, numRuns: 600 },
    );
  });
});
