// The dashboard's own benchmarks, in a browser, on the minified bundles that are in dist/.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { bundleTests } from './support/bundle-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
await esbuild.build({
  entryPoints: ['bench/dashboard-page.ts'],
  outfile: 'out/bench/dashboard-page.js',
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2023',
  logLevel: 'warning',
});
await bundleTests({ root, entry: 'bench/dashboard.ts', out: 'out/bench/dashboard.mjs', format: 'esm' });
const { benchDashboard } = await import(pathToFileURL(join(root, 'out/bench/dashboard.mjs')).href);
await benchDashboard();
