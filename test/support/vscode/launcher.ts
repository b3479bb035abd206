import { ensureChromium } from './ensure-chromium.ts';
import { ensureServer } from './ensure-server.ts';
import { readLauncherArguments } from './launcher-arguments.ts';
import type { LauncherArguments } from './launcher-arguments.ts';
import { openLog } from './log-file.ts';
import { openBrowser, workbenchUrl } from './page.ts';
import { CURRENT, releaseNamed } from './releases.ts';
import { startServer } from './server.ts';
import { within } from './wait.ts';

const LOAD_MS = 60_000;
const DEFAULT_RUN_MINUTES = 10;
const CANNOT_RUN = 3;
const PARENT_CHECK_MS = 300;

/** Opens the page and answers with the code that the tests in its extension host ended with. */
async function runInServer(args: LauncherArguments): Promise<number> {
  const release = releaseNamed(process.env.BENCHTRAIL_VSCODE_RELEASE ?? CURRENT.name);
  const log = openLog(process.env.BENCHTRAIL_LOG_FILE);
  const executable = await ensureChromium();
  const server = await startServer(await ensureServer(release));
  try {
    const { page, close } = await openBrowser(executable);
    try {
      const exit = new Promise<number>((resolve, reject) => {
        page.on('crash', () => {
          reject(new Error('The page with VS Code crashed.'));
        });
        void page.exposeFunction('codeAutomationExit', resolve);
      });
      await page.exposeFunction('codeAutomationLog', log);
      await page.goto(
        workbenchUrl({
          authority: server.authority,
          ...given(args),
        }),
        { timeout: LOAD_MS },
      );
      return await within(exit, runMilliseconds(), 'The tests inside VS Code');
    } finally {
      await close();
    }
  } catch (error) {
    log('server', [server.log()]);
    throw error;
  } finally {
    await server.stop();
  }
}

function given(args: LauncherArguments): Omit<LauncherArguments, 'folder'> & { folder?: string } {
  const { folder, ...paths } = args;
  return folder === undefined ? paths : { ...paths, folder };
}

function runMilliseconds(): number {
  return Number(process.env.BENCHTRAIL_TEST_MINUTES ?? DEFAULT_RUN_MINUTES) * 60_000;
}

/** Ends with whoever started it, however that ended: a runner that was killed leaves nothing behind. */
function watchParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(CANNOT_RUN);
  }, PARENT_CHECK_MS).unref();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(CANNOT_RUN));
}
watchParent();

try {
  process.exitCode = await runInServer(readLauncherArguments(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = CANNOT_RUN;
}
