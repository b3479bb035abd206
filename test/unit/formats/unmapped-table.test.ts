import { describe, expect, it } from 'vitest';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import type { ReadMapping } from '../../../src/core/formats/mapping.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import { samplesOf } from '../../support/read-fixture.ts';
import { readFiles } from '../../support/read-folder.ts';

function read(text: string, path: string, mappings: readonly ReadMapping[] = []): FileRecord {
  const file = { root: 0, path, bytes: new TextEncoder().encode(text), modifiedAt: null };
  return runToEnd(readFile(file, { decoder: nodeDecoder, sibling: () => null, mappings }));
}

const NO_HEADER = `parse canada,gcc,pool,775
parse canada,gcc,plain,275
parse twitter,clang,pool,543
parse twitter,clang,plain,612
`;

describe('a table in which nothing is a known metric', () => {
  it('is ignored, with its numbers under their own names', () => {
    const record = read(NO_HEADER, 'results.txt');
    expect(record).toMatchObject({
      kind: 'ignored',
      format: null,
      reason:
        'Nothing says what its numbers measure (“column 4”): map the columns in benchtrail.json, and they count.',
    });
    const benchmarks = record.result?.runs[0]?.benchmarks ?? [];
    expect(benchmarks).toHaveLength(4);
    expect(benchmarks[1]?.parameters).toEqual({
      'column 1': 'parse canada',
      'column 2': 'gcc',
      'column 3': 'plain',
    });
    const measure = benchmarks[1]!.measures[0]!;
    expect(measure).toMatchObject({ label: 'column 4', unit: null, direction: 'none' });
    expect(measure.notCountedBecause).not.toBeNull();
    expect(samplesOf(measure)).toMatchObject([{ value: 275, line: 2, column: 24 }]);
  });

  it('counts once the user says what a column without a header is', () => {
    const mappings = [{ column: 'Column 4', metric: 'bandwidth', unit: 'MB/s' }];
    const record = read(NO_HEADER, 'results.txt', mappings);
    expect(record).toMatchObject({ kind: 'read', format: 'generic-csv' });
    const measure = record.result?.runs[0]?.benchmarks[0]?.measures[0];
    expect(measure).toMatchObject({ metric: 'bandwidth', unit: 'B/s', notCountedBecause: null });
    expect([...(measure?.samples?.values ?? [])]).toEqual([775e6]);
  });

  it('takes an unnamed first column for the names of its rows, whatever they say', () => {
    const record = read(',chi,gin\n0 ms,120770.06,124419.16\n10 ms,116210.81,118851.87\n', 'load.csv');
    const benchmarks = record.result?.runs[0]?.benchmarks ?? [];
    expect(benchmarks.map(({ name }) => name)).toEqual(['0 ms', '10 ms']);
    expect(benchmarks[0]?.measures.map(({ label }) => label)).toEqual(['chi', 'gin']);
  });

  it('is left alone without numbers, as prose, or when it is large', () => {
    expect(read('name,city\nAnn,Rome\nBob,Oslo\n', 'people.csv').result).toBeNull();
    expect(read('Well, it was said,\nit was good, mostly.\n', 'notes.txt')).toMatchObject({
      kind: 'document',
      result: null,
    });
    expect(read(NO_HEADER.repeat(45_000), 'set.csv').result).toBeNull();
  });

  it('counts nowhere in its folder', () => {
    const { measures } = readFiles({ 'a/results.txt': NO_HEADER });
    expect(measures).toHaveLength(4);
    for (const { counted, notCountedBecause, run } of measures) {
      expect(counted).toBe(false);
      expect(run.file.status).toBe('ignored');
      expect(notCountedBecause).toBe(run.file.reason);
    }
  });
});
