import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const ITEM = 'Generate Report';

describe('generating a report from the Explorer', () => {
  const window = useWorkbench({
    release: CURRENT,
    extension: resolve('.'),
    folder: resolve('test', 'workspaces', 'smoke'),
  });

  it('is offered for a folder and not for a file', async () => {
    assert.ok((await window().menuOf('results', ITEM)).includes(ITEM));
    assert.ok(!(await window().menuOf('notes.txt')).includes(ITEM));
  });

  it('says in one sentence that a folder holds no results', async () => {
    await window().chooseInExplorer('empty', ITEM);
    assert.equal(await window().notification('No benchmark'), 'No benchmark results were found in empty.');
    await window().runCommand('Notifications: Clear All Notifications');
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`looks right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await window().runCommand('Benchtrail: Generate Report');
      await window().notification('No benchmark');
      await window().screenshot('generate-report');
      await window().runCommand('Notifications: Clear All Notifications');
    });
  }
});
