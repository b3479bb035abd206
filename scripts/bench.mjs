// Our own benchmarks with the peers beside us, as ratios of one run on one machine.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const outfile = join('out', 'bench.cjs');
await esbuild.build({
  entryPoints: ['bench/run.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  outfile,
  logLevel: 'warning',
});
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--production'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
for (const args of [['--max-old-space-size=8192', outfile], ['scripts/bench-dashboard.mjs']]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
