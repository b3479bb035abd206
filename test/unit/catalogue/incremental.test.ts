import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../../src/core/catalogue/catalogue.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { Projects } from '../../../src/core/project/projects.ts';
import { readProject } from '../../../src/core/project/read-project.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';

function record(path: string, text: string, modifiedAt: string | null = null): FileRecord {
  const bytes = new TextEncoder().encode(text);
  const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
  return runToEnd(readFile({ root: 0, path, bytes, modifiedAt }, context));
}

/** What of a snapshot shows, without the objects that only lead back. */
function shown(catalogue: Catalogue): unknown {
  const { files, runs } = catalogue.snapshot();
  const measures = runs.map((run) => run.measures.map((entry) => ({ ...entry, run: entry.run.id })));
  return { files, runs: runs.map((run) => ({ ...run, measures: null })), measures };
}

const PATHS = ['a/x.csv', 'a/x_summary.csv', 'a/y.json', 'b/x.csv', 'b/gemma3.csv', 'b/gemma3_270m.csv'];
const TEXTS = [
  'model,tokens_s\nm,1.5\nm,2.5\nm,3.5\nm,4.5\n',
  'model,mean_tokens_s\nm,3\n',
  'model,tokens_s\nm,7\nn,8\n',
  '[{"model":"m","tokens_s":1.5},{"model":"m","tokens_s":2.5},{"model":"m","tokens_s":3.5}]',
  'nothing',
  '',
];

describe('a catalogue that changes', () => {
  it('equals one that is made afresh, after any changes', () => {
    const change = fc.record({
      path: fc.constantFrom(...PATHS),
      text: fc.option(fc.constantFrom(...TEXTS)),
      look: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), (changes) => {
        const changed = new Catalogue();
        for (const { path, text, look } of changes) {
          if (text === null) changed.remove(0, path);
          else changed.put(record(path, text));
          if (look) changed.snapshot();
        }
        const fresh = new Catalogue();
        for (const known of changed.records()) fresh.put(known);
        expect(shown(changed)).toEqual(shown(fresh));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('keeps the objects of files about which nothing has changed', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a/x.csv', TEXTS[0] ?? ''));
    catalogue.put(record('b/y.csv', TEXTS[2] ?? ''));
    const before = catalogue.snapshot();
    catalogue.put(record('b/y.csv', 'model,tokens_s\nm,9\n'));
    const after = catalogue.snapshot();
    expect(after.runs[0]).toBe(before.runs[0]);
    expect(after.files[1]).not.toBe(before.files[1]);
  });

  it('gives a file back its place when its twin goes', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a/x.csv', TEXTS[0] ?? ''));
    catalogue.put(record('b/x.csv', TEXTS[0] ?? ''));
    expect(catalogue.snapshot().files.map(({ status }) => status)).toEqual(['used', 'duplicate']);
    catalogue.remove(0, 'a/x.csv');
    expect(catalogue.snapshot().files.map(({ status }) => status)).toEqual(['used']);
    expect(catalogue.snapshot().measures.every(({ counted }) => counted)).toBe(true);
  });

  it('keeps a new time of change, and tells of it where a run is dated by it', () => {
    const dated = 'timestamp,model,tokens_s\n2025-01-02T03:04:05Z,m,1\n';
    const [first, second] = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'];
    const catalogue = new Catalogue();
    catalogue.put(record('dated_20250102-030405.csv', dated, first));
    const { version } = catalogue.snapshot();
    catalogue.put(record('dated_20250102-030405.csv', dated, second));
    expect(catalogue.version).toBe(version);
    expect(catalogue.snapshot().files[0]?.modifiedAt).toBe(second);
    catalogue.put(record('bare.csv', TEXTS[2] ?? '', first));
    catalogue.put(record('bare.csv', TEXTS[2] ?? '', second));
    expect(catalogue.version).toBe(version + 2);
    expect(catalogue.snapshot().runs[0]?.startedAt).toBe(second);
  });

  it('does not mix what comes while a snapshot is made into it', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a/x.csv', TEXTS[0] ?? ''));
    const steps = catalogue.assemble();
    steps.next();
    catalogue.put(record('b/y.csv', TEXTS[2] ?? ''));
    expect(runToEnd(steps).files).toHaveLength(1);
    expect(catalogue.snapshot().files).toHaveLength(2);
  });

  it('holds new rules for files that are known', () => {
    const catalogue = new Catalogue();
    catalogue.put(record('a/x.csv', TEXTS[0] ?? ''));
    catalogue.snapshot();
    const rules = {
      excluded: [{ match: 'a/**', reason: 'wrong driver' }],
      categories: [{ match: '**', category: 'all' }],
    };
    catalogue.setProjects(Projects.atTop(readProject(JSON.stringify(rules), 'benchtrail.json').project));
    const [run] = catalogue.snapshot().runs;
    expect([run?.excludedBecause, run?.category]).toEqual(['wrong driver', ['all']]);
  });
});
