// Takes the pictures of the walkthrough (media/walkthrough) from a real VS Code on a workspace of the tests.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundleTests } from './support/bundle-tests.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);
const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);
const out = 'out/test/pictures.mjs';
await bundleTests({ root, entry: 'test/pictures/index.ts', out, format: 'esm' });
const { makePictures } = await import(pathToFileURL(join(root, out)).href);
await makePictures();
