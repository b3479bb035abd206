import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

const SCRIPT = `
  import { Catalogue } from './src/core/catalogue/catalogue.ts';
  import { readFile } from './src/core/reading/read-file.ts';
  import { runToEnd } from './src/core/model/steps.ts';
  import { nodeDecoder } from './src/cli/decoder.ts';
  const used = () => { globalThis.gc(); globalThis.gc(); const m = process.memoryUsage(); return m.heapUsed + m.arrayBuffers; };
  const text = (rows) => {
    const lines = ['model,request_id,latency_ms,throughput_tok_s,status'];
    for (let i = 0; i < rows; i++) lines.push(['m' + (i % 3), i, (i * 7919 % 9973) / 100, 50 + i % 17, 200].join(','));
    return lines.join('\\n');
  };
  const read = (catalogue, path, rows) => {
    const bytes = new TextEncoder().encode(text(rows));
    const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };
    catalogue.put(runToEnd(readFile({ root: 0, path, bytes, modifiedAt: null }, context)));
  };
  const catalogue = new Catalogue();
  read(catalogue, 'small.csv', 100);
  catalogue.snapshot();
  const before = used();
  read(catalogue, 'large.csv', 500_000);
  const snapshot = catalogue.snapshot();
  const samples = snapshot.measures.reduce((sum, entry) => sum + (entry.measure.samples?.values.length ?? 0), 0);
  const added = used() - before;
  console.log(JSON.stringify({ samples, megabytes: added / 1e6, files: snapshot.files.length }));
`;

describe('a million samples', () => {
  it('add less than 100 MB to the heap and its array buffers', { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'benchtrail-'));
    const script = join(folder, 'memory.cjs');
    const built = esbuild.buildSync({
      stdin: { contents: SCRIPT, resolveDir: root, loader: 'ts' },
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      write: false,
    });
    writeFileSync(script, built.outputFiles[0]!.contents);
    const output = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const { samples, megabytes } = JSON.parse(output) as { samples: number; megabytes: number };
    expect(samples).toBeGreaterThanOrEqual(1_000_000);
    expect(megabytes).toBeLessThan(100);
    console.log(`${String(samples)} samples add ${megabytes.toFixed(1)} MB`);
  });
});
