import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/core/formats/format.ts';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import { headOf } from '../../../src/core/reading/input.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { measureOf, onlyRun, readBytes } from '../../support/read-fixture.ts';

const IDS = [
  'aiperf',
  'guidellm',
  'inference-perf',
  'lighteval',
  'llama-bench',
  'llmperf',
  'lm-eval',
  'mlperf',
  'ollama',
  'optimum-benchmark',
  'sglang',
  'vllm',
];

interface FixtureFile {
  readonly format: Format;
  readonly path: string;
  readonly bytes: Buffer;
}

function filesOf(folder: string, prefix = ''): string[] {
  const url = new URL(`../../fixtures/${folder}/${prefix}`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name !== 'README.md')
    .flatMap((name) =>
      statSync(new URL(name, url)).isDirectory()
        ? filesOf(folder, `${prefix}${name}/`)
        : [`${prefix}${name}`],
    );
}

const files: readonly FixtureFile[] = FORMATS.filter(({ id }) => IDS.includes(id)).flatMap((format) =>
  filesOf(format.id).map((name) => ({
    format,
    path: `${format.id}/${name}`,
    bytes: readFileSync(new URL(`../../fixtures/${format.id}/${name}`, import.meta.url)),
  })),
);

const scoresOf = (path: string, bytes: Uint8Array): { id: string; score: number }[] => {
  const head = headOf(path, bytes, { decoder: nodeDecoder, sibling: () => null, mappings: [] });
  return FORMATS.flatMap((format) => {
    const found = format.recognise(head);
    return found === null ? [] : [{ id: format.id, score: found.score }];
  }).sort((a, b) => b.score - a.score);
};

describe('each fixture of a language-model tool', () => {
  it('has fixtures for every tool', () => {
    expect([...new Set(files.map(({ format }) => format.id))].sort()).toEqual(IDS);
  });

  it.each(files.map((file) => [file.path, file] as const))(
    '%s is claimed by its own format alone',
    (path, file) => {
      const [best, second] = scoresOf(path, file.bytes);
      expect(best?.id).toBe(file.format.id);
      expect((best?.score ?? 0) - (second?.score ?? 0)).toBeGreaterThanOrEqual(0.1);
    },
  );
});

const root = new URL('../../../../shared/corpus/', import.meta.url);

describe.skipIf(!existsSync(root))('real files (skipped where ../shared/corpus is not there)', () => {
  const formatOf = (id: string): Format => FORMATS.find((format) => format.id === id)!;
  const cases = IDS.flatMap((id) =>
    id === 'ollama' || !existsSync(new URL(`${id}/`, root))
      ? []
      : readdirSync(new URL(`${id}/`, root)).map((name) => [id, name] as const),
  );

  it.each(cases)('%s/%s is read without an error', (id, name) => {
    const path = `${id}/${name}`;
    const bytes = readFileSync(new URL(path, root));
    expect(scoresOf(path, bytes)[0]?.id).toBe(id);
    const { result } = readBytes(path, bytes, formatOf(id));
    expect(result.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(result.runs.length).toBeGreaterThan(0);
  });

  it('finds the requests without a token behind a mean TTFT of vLLM', () => {
    const path = 'vllm/nvidia-vllm-16.0qps-Llama-3.1-405B-FP8-20241109-150547.json';
    const { result } = readBytes(path, readFileSync(new URL(path, root)), formatOf('vllm'));
    const ttft = measureOf(onlyRun(result).benchmarks[0]!, 'ttft');
    expect(ttft.samples?.outcomes?.filter((outcome) => outcome === 1)).toHaveLength(379);
    expect(result.problems[0]?.message).toBe(
      'mean_ttft_ms is 1486.39 because 379 requests that ended without a token counted as 0; the mean of the others is 2393.55.',
    );
  });
});
