import assert from 'node:assert/strict';
import { cp, mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { tellFailure } from '../support/vscode/tell-failure.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { Workbench } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'restart', 'runs');
const HOME = resolve('out', 'ui', 'restart', 'home');

/** Writes other numbers into a file that looks untouched: size and time are what they were. Who sees them has read it. */
async function changeUnseen(path: string): Promise<void> {
  const { atime, mtime } = await stat(path);
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replaceAll(/\d(?=,)/g, '7'));
  await utimes(path, atime, mtime);
}

describe('closing the window and opening it again', function () {
  // Each step begins where the one before ended.
  this.retries(0);
  const data = join(HOME, 'server');
  let window: Workbench | undefined;
  let port = 0;
  let llm = '';
  const open = async (): Promise<Workbench> => {
    // Only after a failed test: the next one needs the port.
    await window?.close();
    window = await Workbench.open({
      release: CURRENT,
      extension: resolve('.'),
      folder: FOLDER,
      profile: join(HOME, 'profile'),
      server: { data, port },
    });
    port = window.port;
    return window;
  };
  const rows = async (check: (texts: readonly string[]) => boolean, what: string): Promise<string[]> =>
    waitFor(
      async () => {
        const texts = (await window?.tree('Runs').texts()) ?? [];
        return check(texts) && texts;
      },
      STEP_MS,
      what,
    );
  before('copy the workspace', async () => {
    await rm(resolve('out', 'ui', 'restart'), { recursive: true, force: true });
    await mkdir(HOME, { recursive: true });
    await cp(resolve('test', 'workspaces', 'runs'), FOLDER, { recursive: true });
  });
  afterEach(async function () {
    await tellFailure(this.currentTest, window);
  });
  after(async () => {
    await window?.close();
  });

  it('leaves a window with runs by folder, one open, a filter, a baseline, and the dashboard on a tab', async () => {
    const first = await open();
    await first.showContainer('Benchtrail');
    await first.tree('Runs').has('sort');
    await first.runCommand('Benchtrail: Group By…');
    await first.pick('Folder');
    await rows((texts) => texts.some((text) => text.startsWith('sorting')), 'the folders');
    llm = (await first.tree('Runs').texts()).find((text) => text.startsWith('llm')) ?? '';
    assert.match(llm, /tok\/s|ms|s/);
    await first.tree('Runs').expand('search');
    await first.tree('Runs').choose('before', 'Set as Baseline');
    await first.tree('Runs').expand('after');
    await rows((texts) => texts.some((text) => /^search_\S+\.json.*▲ \+\d/.test(text)), 'the changes');
    await first.runCommand('Benchtrail: Filter Runs…');
    await first.answer('hyperfine');
    await rows((texts) => !texts.some((text) => text.startsWith('llm')), 'the runs of hyperfine alone');
    await first.runCommand('Benchtrail: Open Dashboard');
    await new Dashboard(first).settled();
    await new Dashboard(first).open('pivot');
    // VS Code in a browser keeps which editors are open once a minute, and when it reloads.
    await first.runCommand('Developer: Reload Window');
    await first.page.locator('.monaco-workbench').waitFor({ state: 'detached' });
    await first.page.locator('.monaco-workbench').waitFor();
    await new Dashboard(first).settled();
    await first.leave();
    window = undefined;
  });

  it('brings back the dashboard on its tab', async () => {
    await changeUnseen(join(FOLDER, 'llm', 'phi3.csv'));
    const second = await open();
    await new Dashboard(second).settled();
    await new Dashboard(second).content.locator('#tab-pivot[aria-selected=true]').waitFor();
    await second.screenshot('restart-dashboard');
  });

  it('brings back the grouping, the filter, the baseline, and what was open', async () => {
    assert.ok(window);
    await window.showContainer('Benchtrail');
    const texts = await rows(
      (all) => all.some((text) => /^search_\S+\.json.*▲ \+\d/.test(text)),
      'the runs of the open folder with their changes',
    );
    assert.ok(
      texts.some((text) => text.startsWith('sorting')),
      texts.join('\n'),
    );
    assert.match(await window.tree('Runs').message(), /Against 5 runs of search\/before/);
    assert.match(await window.tree('Runs').message(), /Filter “hyperfine”: 14 of 15 runs\./);
    await window.screenshot('restart-runs');
    await window.runCommand('Benchtrail: Clear Filter');
    await rows((all) => all.some((text) => text.startsWith('llm')), 'the runs that the filter hid');
    await window.leave();
    window = undefined;
  });

  it('tells in the status bar what the last session knew, before anything is read', async () => {
    const third = await open();
    await third.runCommand('View: Close All Editors');
    const item = third.page.locator('.statusbar-item[id*="benchtrail"]').first();
    await waitFor(async () => (await item.innerText()).includes('15 runs'), STEP_MS, 'the number of runs');
    await third.close();
    window = undefined;
  });
});
