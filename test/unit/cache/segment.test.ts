import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntry, encodeEntry, type Utf8 } from '../../../src/core/cache/segment.ts';
import { isFileRecord, isKnownRecord } from '../../../src/core/cache/file-record.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile } from '../../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';

const utf8: Utf8 = {
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => nodeDecoder.decode(bytes, 'utf-8', true),
};

function roundTrip(data: unknown): unknown {
  return decodeEntry(encodeEntry(data, utf8), 0, utf8)?.data;
}

const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.float64Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('tree'), { maxLength: 6 }).filter((list) => list[0] !== '\u0000'),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 6, noNullPrototype: true }),
  ),
}));

describe('entries of the cache', () => {
  it('come back as they were, numbers and typed arrays included', () => {
    fc.assert(
      fc.property(tree, (data) => {
        expect(roundTrip(data)).toEqual(data);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('keep shared arrays shared, and take none of their neighbors along', () => {
    const times = new Float64Array([0, 1, 2, 3]).subarray(1, 3);
    const [a, b] = roundTrip([times, times]) as [Float64Array, Float64Array];
    expect(a).toBe(b);
    expect([...a]).toEqual([1, 2]);
    expect(a.buffer.byteLength).toBe(16);
  });

  it('stand behind each other', () => {
    const one = encodeEntry({ n: 1 }, utf8);
    const two = encodeEntry(new Float64Array([2]), utf8);
    const segment = new Uint8Array(one.length + two.length);
    segment.set(one);
    segment.set(two, one.length);
    const first = decodeEntry(segment, 0, utf8);
    expect(first?.data).toEqual({ n: 1 });
    expect(decodeEntry(segment, first?.end ?? 0, utf8)?.data).toEqual(new Float64Array([2]));
    expect(decodeEntry(segment, segment.length, utf8)).toBeNull();
    const inside = Buffer.concat([Buffer.alloc(3), segment]).subarray(3);
    expect(decodeEntry(inside, first?.end ?? 0, utf8)?.data).toEqual(new Float64Array([2]));
  });

  it('are not read where a byte is flipped or the end is missing', () => {
    const whole = encodeEntry({ values: new Float64Array([1.5, 2.5]), name: 'tokens' }, utf8);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = whole.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeEntry(damaged, 0, utf8)?.data).toBeUndefined();
      }),
      { seed: 5, numRuns: 2000 },
    );
    for (let length = 0; length < whole.length; length++)
      expect(decodeEntry(whole.subarray(0, length), 0, utf8)).toBeNull();
  });

  it('hold records', () => {
    const text = 'model,ttft_s,tokens_s,error\nm,0.1,5,\nm,0,0,timed out\n';
    const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
    const bytes = new TextEncoder().encode(text);
    const record = runToEnd(readFile({ root: 0, path: 'a.csv', bytes, modifiedAt: null }, context));
    const back = roundTrip({ uri: 'file:///a.csv', size: text.length, mtime: 1, record });
    expect(back).toEqual({ uri: 'file:///a.csv', size: text.length, mtime: 1, record });
    expect(isKnownRecord(back)).toBe(true);
    for (const other of [null, 1, {}, { ...record, hash: 1 }, { ...record, result: {} }])
      expect(isFileRecord(other)).toBe(false);
  });
});
