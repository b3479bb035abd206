// Builds the bundles of dist/. `--watch` rebuilds on change, `--production` minifies.
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { notices } from './notices.mjs';
import { splitOptions } from './support/split.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** Every bundle of the package: where it starts, where it goes, what it runs in and what it finds there; `split`: in parts. */
const BUNDLES = [
  {
    entry: 'webview/dashboard/main.ts',
    out: 'dist/webview/dashboard.js',
    platform: 'browser',
    format: 'esm',
    external: [],
  },
  {
    entry: 'webview/dashboard/dashboard.css',
    out: 'dist/webview/dashboard.css',
    platform: 'browser',
    format: 'esm',
    external: [],
  },
  {
    entry: 'webview/report/report.css',
    out: 'dist/webview/report.css',
    platform: 'browser',
    format: 'esm',
    external: [],
  },
  {
    entry: 'src/extension.ts',
    out: 'dist/extension.js',
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    split: true,
  },
  {
    entry: 'src/extension.web.ts',
    out: 'dist/extension.web.js',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    entry: 'src/worker/main.ts',
    out: 'dist/worker.js',
    platform: 'node',
    format: 'cjs',
    external: [],
  },
  {
    entry: 'src/cli/main.ts',
    out: 'dist/cli.js',
    platform: 'node',
    format: 'cjs',
    external: [],
    shebang: true,
  },
];

function optionsOf(bundle) {
  const options = {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: bundle.out,
    bundle: true,
    platform: bundle.platform,
    format: bundle.format,
    target: bundle.platform === 'node' ? 'node20.18' : 'es2023',
    external: bundle.external,
    mainFields: ['module', 'main'],
    banner: bundle.shebang ? { js: '#!/usr/bin/env node' } : {},
    sourcemap: production ? false : 'linked',
    minify: production,
    legalComments: 'none',
    logLevel: 'warning',
  };
  return bundle.split ? splitOptions(options) : options;
}

/** What of the inputs of an output is really in it. */
function usedInputs(output) {
  return Object.keys(output.inputs).filter((input) => output.inputs[input].bytesInOutput > 0);
}

/** While the project grows an entry may not be written yet; in CI a missing entry is an error. */
function present(bundle) {
  if (existsSync(join(root, bundle.entry))) return true;
  if (process.env.CI) throw new Error(`${bundle.entry} is listed in scripts/build.mjs but does not exist.`);
  console.warn(`Skipped ${bundle.out}: ${bundle.entry} does not exist yet.`);
  return false;
}

const bundles = BUNDLES.filter(present);
if (watch) {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(optionsOf(bundle))));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log('Watching for changes …');
} else {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  const built = await Promise.all(
    bundles.map((bundle) => esbuild.build({ ...optionsOf(bundle), metafile: true })),
  );
  const inputs = new Set(
    built.flatMap(({ metafile }) => Object.values(metafile.outputs).flatMap(usedInputs)),
  );
  await writeFile(join(root, 'dist', 'THIRD_PARTY_NOTICES.txt'), notices(root, inputs));
}
