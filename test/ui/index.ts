import { rm } from 'node:fs/promises';
import { runMocha } from '../support/mocha-run.ts';
import { levelFile, summaryLine, writeResult } from '../support/results.ts';
import { CHROMIUM, installMissing, RIPGREP } from '../support/vscode/debian.ts';
import { ensureChromium } from '../support/vscode/ensure-chromium.ts';
import { ensureServer } from '../support/vscode/ensure-server.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { SCREENSHOTS } from '../support/vscode/workbench.ts';

const LEVEL = 'ui';
const TEST_TIMEOUT_MS = 180_000;
/** A browser on a busy machine may lose a click; what fails twice is broken. */
const RETRIES = 1;

/** Runs the UI tests in the current VS Code, prints the sum and answers with the exit code. */
export async function run(): Promise<number> {
  await installMissing([CHROMIUM, RIPGREP]);
  await ensureChromium();
  await ensureServer(CURRENT);
  await rm(SCREENSHOTS, { recursive: true, force: true });
  console.log(`VS Code ${CURRENT.vscode}`);
  const result = await runMocha({
    load: () => import('all-tests'),
    timeoutMs: TEST_TIMEOUT_MS,
    retries: RETRIES,
    print: (line) => {
      console.log(line);
    },
  });
  await writeResult(levelFile(LEVEL), result);
  console.log(`\n${LEVEL}: ${summaryLine(result)}`);
  return result.failed === 0 ? 0 : 1;
}
