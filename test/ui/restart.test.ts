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

describe('closing the window and opening it again', () => {
  const data = join(HOME, 'server');
  let window: Workbench | undefined;
  let port = 0;
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
  afterEach(async function () {
    await tellFailure(this.currentTest, window);
  });
  after(async () => {
    await window?.close();
  });

  const changesAreShown = async (): Promise<string[]> =>
    rows(
      (texts) => texts.some((text) => /^search_\S+\.json.*▲ \+\d/.test(text)),
      'the runs of the open folder with their changes',
    );
  const arrange = async (first: Workbench): Promise<void> => {
    await first.showContainer('Benchtrail');
    const runs = first.tree('Runs');
    await runs.has('sort');
    await first.runCommand('Benchtrail: Group By…');
    await first.pick('Folder');
    await rows((texts) => texts.some((text) => text.startsWith('sorting')), 'the folders');
    const llm = (await runs.texts()).find((text) => text.startsWith('llm')) ?? '';
    assert.match(llm, /tok\/s|ms|s/);
    await runs.expand('search');
    await runs.choose('before', 'Set as Baseline');
    await runs.expand('after');
    await changesAreShown();
    await first.runCommand('Benchtrail: Filter Runs…');
    await first.answer('hyperfine');
    await rows((texts) => !texts.some((text) => text.startsWith('llm')), 'the runs of hyperfine alone');
    await changesAreShown();
    await first.runCommand('Benchtrail: Open Dashboard');
    await new Dashboard(first).settled();
    await new Dashboard(first).open('pivot');
  };

  it('brings back the dashboard on its tab, and the runs with their grouping, filter, baseline, and what was open', async () => {
    await window?.close();
    window = undefined;
    await rm(resolve('out', 'ui', 'restart'), { recursive: true, force: true });
    await mkdir(HOME, { recursive: true });
    await cp(resolve('test', 'workspaces', 'runs'), FOLDER, { recursive: true });
    const first = await open();
    await arrange(first);
    // VS Code in a browser keeps which editors are open once a minute, and when it reloads.
    await first.runCommand('Developer: Reload Window');
    await first.page.locator('.monaco-workbench').waitFor({ state: 'detached' });
    await first.page.locator('.monaco-workbench').waitFor();
    await new Dashboard(first).settled();
    await changesAreShown();
    await first.leave();
    window = undefined;

    await changeUnseen(join(FOLDER, 'llm', 'phi3.csv'));
    const second = await open();
    await new Dashboard(second).settled();
    await new Dashboard(second).content.locator('#tab-pivot[aria-selected=true]').waitFor();
    await second.screenshot('restart-dashboard');
    await second.showContainer('Benchtrail');
    const texts = await changesAreShown();
    assert.ok(
      texts.some((text) => text.startsWith('sorting')),
      texts.join('\n'),
    );
    assert.match(await second.tree('Runs').message(), /Against 5 runs of search\/before/);
    assert.match(await second.tree('Runs').message(), /Filter “hyperfine”: 14 of 15 runs\./);
    await second.screenshot('restart-runs');
    await second.runCommand('Benchtrail: Clear Filter');
    await rows((all) => all.some((text) => text.startsWith('llm')), 'the runs that the filter hid');
    await second.leave();
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
