import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/core/catalogue/catalogue.ts';
import { groupName, outcomeOfRun, type GroupKey } from '../../../src/core/catalogue/group.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { readFiles } from '../../support/read-folder.ts';

function record(path: string, text: string): FileRecord {
  const bytes = new TextEncoder().encode(text);
  const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
  return runToEnd(readFile({ root: 0, path, bytes, modifiedAt: null }, context));
}

describe('the catalogue', () => {
  it('puts, replaces and removes files, and keeps snapshots as they were', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a.csv', 'model,tokens_s\nm,1\n'));
    const first = catalogue.snapshot();
    catalogue.put(record('b.csv', 'model,tokens_s\nm,2\n'));
    catalogue.put(record('a.csv', 'model,tokens_s\nm,5\n'));
    expect(first.files.map((file) => file.path)).toEqual(['a.csv']);
    expect(catalogue.snapshot().measures.map((entry) => entry.measure.samples?.values[0])).toEqual([5, 2]);
    catalogue.remove(0, 'a.csv');
    expect(catalogue.snapshot().files.map((file) => file.path)).toEqual(['b.csv']);
    expect(catalogue.snapshot().version).toBe(4);
  });

  it('does not change for the same content under the same name', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a.csv', 'model,tokens_s\nm,1\n'));
    const before = catalogue.snapshot();
    catalogue.put(record('a.csv', 'model,tokens_s\nm,1\n'));
    expect(catalogue.snapshot()).toBe(before);
  });

  it('does not depend on the order in which files come', () => {
    const files = {
      'b.csv': 'model,tokens_s\nm,1\n',
      'a.csv': 'model,tokens_s\nm,2\n',
      'a10.csv': 'x,time_ms\n1,2\n',
      'a9.csv': 'x,time_ms\n1,3\n',
    };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(JSON.stringify(readFiles(files).files)).toBe(JSON.stringify(readFiles(reversed).files));
  });
});

describe('groups and filters', () => {
  const snapshot = readFiles({
    'x/one_20250102.csv': 'model,ttft_s,tokens_s,error\nalpha,0.1,1,\nalpha,0,0,timed out\n',
    'y/two_20250103.csv': 'model,ttft_s,tokens_s,error\nbeta,0.2,2,\n',
  });

  it('groups by folder, model, day and outcome', () => {
    const names = (key: GroupKey): string[] => snapshot.runs.map((run) => groupName(run, key));
    expect(names('folder')).toEqual(['x', 'y']);
    expect(names('model')).toEqual(['alpha', 'beta']);
    expect(names('day')).toEqual(['2025-01-02', '2025-01-03']);
    expect(names('outcome')).toEqual(['partial', 'ok']);
    expect(snapshot.runs.map((run) => outcomeOfRun(run))).toEqual(['partial', 'ok']);
  });
});
