// Bundles test code, which is TypeScript, for the Node that runs it.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Bundles one test entry of the repository at `root` into `out`. Inside it, `import 'all-tests'` imports every
 * `*.test.ts` below `tests` (whose path contains `only`, if given), so that no test file can be forgotten. Packages stay outside the bundle.
 */
export async function bundleTests({ root, entry, out, format, tests, only = '' }) {
  const shebang = out.endsWith('launcher.mjs') ? { js: '#!/usr/bin/env node' } : {};
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    platform: 'node',
    target: 'node20.18',
    format,
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    banner: shebang,
    plugins: tests === undefined ? [] : [allTests(join(root, tests), only)],
    logLevel: 'warning',
  });
}

function allTests(folder, only) {
  return {
    name: 'all-tests',
    setup(build) {
      build.onResolve({ filter: /^all-tests$/ }, () => ({ path: 'all-tests', namespace: 'all-tests' }));
      build.onLoad({ filter: /.*/, namespace: 'all-tests' }, async () => {
        const files = (await readdir(folder, { recursive: true }))
          .filter((name) => name.endsWith('.test.ts') && name.includes(only))
          .sort();
        if (files.length === 0)
          throw new Error(`There is no *.test.ts with “${only}” in its name below ${folder}.`);
        const contents = files
          .map((name) => `import ${JSON.stringify('./' + name.replaceAll('\\', '/'))};`)
          .join('\n');
        return { contents, resolveDir: folder };
      });
    },
  };
}
