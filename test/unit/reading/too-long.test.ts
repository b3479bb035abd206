import { describe, expect, it } from 'vitest';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import type { TextDecoderPort } from '../../../src/core/text/decode.ts';

const LIMIT = 100_000;

/** A decoder whose strings hold 100 kB, as JavaScript's hold 512 MB. */
const decoder: TextDecoderPort = {
  decode: (bytes, encoding, fatal) =>
    bytes.length > LIMIT ? null : nodeDecoder.decode(bytes, encoding, fatal),
};

function read(path: string, text: string): FileRecord {
  const file = { root: 0, path, bytes: new TextEncoder().encode(text), modifiedAt: null };
  return runToEnd(readFile(file, { decoder, sibling: () => null, mappings: [] }));
}

describe('a file that is longer than one string may be', () => {
  const line = '{"model": "a", "ttft_ms": 12.5, "tokens_per_second": 80.25}\n';

  it('is refused with a sentence where its format needs its text', () => {
    const record = read('runs.jsonl', line.repeat(3000));
    expect(record).toMatchObject({ kind: 'refused', format: 'generic-jsonl', result: null });
    expect(record.reason).toMatch(/^It is too large to be read as one text \(512 MB at most\)\./);
  });

  it('is read where it is a table', () => {
    const record = read('runs.csv', `case,latency_ms\n${'a,12.5\nb,13.5\n'.repeat(10_000)}`);
    expect(record.kind).toBe('read');
    const counts = record.result?.runs[0]?.benchmarks.map(
      ({ measures }) => measures[0]?.samples?.values.length,
    );
    expect(counts).toEqual([10_000, 10_000]);
  });
});
