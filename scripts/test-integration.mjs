// Runs the suites of test/integration inside real VS Codes: the oldest supported and a current one. Arguments name
// suites and releases (oldest, current) to run only those.
import { chmod, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTests } from './support/bundle-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const launcher = 'out/support/launcher.mjs';
const runner = 'out/support/run-integration.mjs';

await bundleTests({ root, entry: 'test/support/vscode/launcher.ts', out: launcher, format: 'esm' });
await bundleTests({ root, entry: 'test/support/vscode/run-integration.ts', out: runner, format: 'esm' });
for (const entry of await readdir('test/integration', { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  await bundleTests({
    root,
    entry: 'test/integration/index.ts',
    out: `out/test/integration/${entry.name}.js`,
    format: 'cjs',
    tests: `test/integration/${entry.name}`,
  });
}
await chmod(launcher, 0o755);

const { runIntegration } = await import(pathToFileURL(join(root, runner)).href);
process.exitCode = await runIntegration(process.argv.slice(2));
