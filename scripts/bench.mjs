// Our own benchmarks with the peers beside us, as ratios of one run on one machine; then how long people wait in a real
// VS Code. `npm run bench -- editor` runs the latter alone; `100`, `1000`, `10000` and `big` after it choose windows, `profile`
// tells what ran while the host was blocked.
// `npm run bench -- slices` tells how long each request of the dashboard keeps the host; a word after it chooses requests.
import { chmod } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundleTests } from './support/bundle-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const outfile = join('out', 'bench.cjs');
await esbuild.build({
  entryPoints: ['bench/run.ts'],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  mainFields: ['module', 'main'],
  external: ['playwright-core', '@vscode/test-electron'],
  define: { 'import.meta.dirname': '__dirname' },
  outfile,
  logLevel: 'warning',
});
const launcher = 'out/support/launcher.mjs';
await bundleTests({ root, entry: 'test/support/vscode/launcher.ts', out: launcher, format: 'esm' });
await bundleTests({ root, entry: 'bench/editor/index.ts', out: 'out/bench/editor.js', format: 'cjs' });
await chmod(launcher, 0o755);
const only = process.argv.slice(2);
// In a profile functions have their names.
const kind = only.includes('profile') ? [] : ['--production'];
const built = spawnSync(process.execPath, ['scripts/build.mjs', ...kind], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const runs = [['--max-old-space-size=8192', outfile, ...only]];
if (only.length === 0) runs.push(['scripts/bench-dashboard.mjs']);
for (const args of runs) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
