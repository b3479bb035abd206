import assert from 'node:assert/strict';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';

const FOLDER = resolve('out', 'ui', 'trust', 'runs');
const OUTSIDE = resolve('out', 'ui', 'trust', 'far');

describe('a folder that nobody has trusted', () => {
  before('copy the workspace, with settings of its own that lead out of it', async () => {
    await rm(resolve('out', 'ui', 'trust'), { recursive: true, force: true });
    await cp(resolve('test', 'workspaces', 'runs'), join(FOLDER, 'results'), { recursive: true });
    await mkdir(join(FOLDER, '.vscode'), { recursive: true });
    await mkdir(OUTSIDE, { recursive: true });
    await writeFile(join(OUTSIDE, 'secret.csv'), 'model,tokens_s\nsecret,1\n');
    const settings = {
      'benchtrail.folders': [OUTSIDE],
      'benchtrail.discovery.include': ['**/nothing/**'],
      'benchtrail.discovery.exclude': ['**/sorting/**'],
    };
    await writeFile(join(FOLDER, '.vscode', 'settings.json'), JSON.stringify(settings));
  });
  const window = useWorkbench({
    release: CURRENT,
    extension: resolve('.'),
    folder: FOLDER,
    server: { asksForTrust: true },
  });
  const texts = (): Promise<string[]> => window().tree('Runs').texts();

  it('is opened in Restricted Mode', async () => {
    await window().page.locator('#status\\.workspaceTrust').waitFor({ timeout: STEP_MS });
  });

  it('shows its runs: its own settings neither hide any nor lead out of it', async () => {
    await window().showContainer('Benchtrail');
    await window().tree('Runs').has('sort');
    const all = (await texts()).join('\n');
    assert.match(all, /^sort ?81\.310 ms/m);
    assert.doesNotMatch(all, /secret|far/);
    await window().screenshot('untrusted-runs');
  });

  it('is reported on', async () => {
    await window().runCommand('Benchtrail: Generate Report');
    const text = await window().webview.text('Executive Summary');
    assert.match(text, /sort text/);
    assert.doesNotMatch(text, /secret/);
    await window().screenshot('untrusted-report');
    await window().runCommand('View: Close All Editors');
  });

  it('has the word over its settings once it is trusted', async () => {
    await window().runCommand('Workspaces: Manage Workspace Trust');
    await window().page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await waitFor(
      async () => {
        const all = (await texts()).join('\n');
        return /far|secret/.test(all) && !/^sort/m.test(all);
      },
      STEP_MS,
      'the runs that the settings of the folder name',
    );
    await window().page.keyboard.press('Escape');
    await window().screenshot('trusted-runs');
  });
});
