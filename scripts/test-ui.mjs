// Runs test/ui: a person's way through a real VS Code in a real browser, with screenshots in test/ui/screenshots. An
// argument keeps the files whose name contains it.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTests } from './support/bundle-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const out = 'out/test/ui.mjs';

await bundleTests({
  root,
  entry: 'test/ui/index.ts',
  out,
  format: 'esm',
  tests: 'test/ui',
  only: process.argv[2],
});
const { run } = await import(pathToFileURL(join(root, out)).href);
process.exitCode = await run();
