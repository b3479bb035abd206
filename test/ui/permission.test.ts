import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { Workbench } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'permission');

/** Root may read everything: a process without these rights may not. */
const WITHOUT = '-dac_override,-dac_read_search';
const SETPRIV = ['setpriv', '--bounding-set', WITHOUT, '--inh-caps', WITHOUT];

/** How to start a process that a folder's mode keeps out; undefined where there is no way. */
function held(): readonly string[] | undefined {
  if (process.getuid?.() !== 0) return process.platform === 'win32' ? undefined : [];
  const [command = '', ...args] = SETPRIV;
  const tried = spawnSync(command, [...args, 'ls', join(FOLDER, 'sorting')], { encoding: 'utf8' });
  return tried.status !== 0 && tried.stderr.includes('Permission denied') ? SETPRIV : undefined;
}

describe('a folder that may not be read', () => {
  let window: Workbench | undefined;
  const { tree, webview } = {
    tree: () => {
      assert.ok(window);
      return window.tree('Runs');
    },
    webview: () => {
      assert.ok(window);
      return window.webview;
    },
  };
  before('take away the right to list it', async function () {
    await rm(FOLDER, { recursive: true, force: true });
    await cp(resolve('test', 'workspaces', 'runs'), FOLDER, { recursive: true });
    await chmod(join(FOLDER, 'sorting'), 0o000);
    await chmod(join(FOLDER, 'llm', 'phi3.csv'), 0o000);
    const startedBy = held();
    if (startedBy === undefined) {
      console.log(
        '  - skipped: as root every folder can be read, and there is no setpriv that takes the right away.',
      );
      this.skip();
    }
    window = await Workbench.open({
      release: CURRENT,
      extension: resolve('.'),
      folder: FOLDER,
      server: { startedBy },
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await window?.screenshot('failed-permission');
    window?.assertClean();
  });
  after(async () => {
    await chmod(join(FOLDER, 'sorting'), 0o755);
    await chmod(join(FOLDER, 'llm', 'phi3.csv'), 0o644);
    await window?.close();
  });

  it('is an item with its reason, beside what can be read', async () => {
    await window?.showContainer('Benchtrail');
    await tree().has('search');
    await tree().expand('Cannot be read');
    const texts = await tree().texts();
    assert.ok(!texts.some((text) => text.startsWith('sort8')), texts.join('\n'));
    assert.match(texts.join('\n'), /sorting.*permission/);
    assert.match(texts.join('\n'), /phi3\.csv.*permission/);
    await window?.screenshot('permission');
  });

  it('is named in the report', async () => {
    await window?.runCommand('Benchtrail: Generate Report');
    const text = await webview().text('Executive Summary');
    assert.match(text, /sorting\W+(This folder cannot be listed|You have no permission)/);
    await window?.runCommand('View: Close All Editors');
  });

  it('is read once it may be, at the next refresh', async () => {
    await chmod(join(FOLDER, 'sorting'), 0o755);
    await window?.showContainer('Benchtrail');
    await window?.runCommand('Benchtrail: Refresh Results');
    await waitFor(
      async () => (await tree().texts()).some((text) => /^sort.*81\.310 ms/.test(text)),
      STEP_MS,
      'the runs of the folder',
    );
  });
});
