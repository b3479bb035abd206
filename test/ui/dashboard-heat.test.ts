import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { writeResults } from '../support/dashboard/many.ts';
import { matmulSweep } from '../support/dashboard/sweep.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { waitFor } from '../support/vscode/wait.ts';
import { THEMES, type Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'dashboard-heat');

const SHOW_MS = 30_000;

describe('the heat map of a sweep', () => {
  before('write the results', async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    await writeResults(FOLDER, matmulSweep());
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const dashboard = (): Dashboard => new Dashboard(window());

  /** Chooses in a dropdown as the keyboard does, and waits for the table. */
  const choose = async (label: string, text: string): Promise<void> => {
    const dropdown = dashboard().content.locator(`vscode-dropdown[aria-label="${label}"]`);
    await dropdown.click();
    await dropdown.locator('vscode-option', { hasText: text }).click();
    await dashboard().settled();
  };

  const legend = async (part: RegExp): Promise<void> => {
    const shown = dashboard().content.locator('.shade-legend');
    await waitFor(
      async () => part.test(await shown.innerText()),
      SHOW_MS,
      `a legend that says ${String(part)}`,
    );
  };

  it('is there where nobody asked, and says from what to what', async () => {
    await window().runCommand('Benchtrail: Open Dashboard');
    await dashboard().open('pivot');
    await legend(/worst 976\.\d+ ms\s+19\.\d+ ms best\s+\(logarithmic\)/);
    assert.equal(await dashboard().content.locator('.vt-cell.is-shaded').count(), 22);
    assert.equal((await dashboard().content.locator('.vt-cell.shade-1').count()) > 0, true);
    assert.equal((await dashboard().content.locator('.vt-cell.shade-9').count()) > 0, true);
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`can be read in a ${theme} theme`, async () => {
      await dashboard().use(theme);
      await dashboard().open('pivot');
      await dashboard().shoot('heat');
      assert.deepEqual(await dashboard().cutOff(), []);
      assert.deepEqual(await dashboard().seriousIssues(), []);
      const bars = await dashboard().content.locator('.has-bars').count();
      assert.equal(bars, theme === 'high-contrast' ? 1 : 0);
    });
  }

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`diverges about a column in a ${theme} theme`, async () => {
      await dashboard().use(theme);
      await dashboard().open('pivot');
      await choose('Ratio to', '32');
      await legend(/worse [\d.]+×\s+0\.\d+× better\s+\(ratio to 32/);
      await dashboard().shoot('heat-ratio');
      assert.deepEqual(await dashboard().cutOff(), []);
      assert.deepEqual(await dashboard().seriousIssues(), []);
      await choose('Ratio to', 'none');
      await legend(/logarithmic/);
    });
  }

  it('is of each row where that is chosen, and again after the window was reloaded', async () => {
    await choose('Shade', 'each row');
    await legend(/each row by itself/);
    await window().runCommand('Developer: Reload Window');
    await window().page.locator('.monaco-workbench').waitFor({ state: 'detached' });
    await window().page.locator('.monaco-workbench').waitFor();
    await dashboard().settled();
    await legend(/each row by itself/);
    await choose('Shade', 'none');
    await dashboard().content.locator('.shade-legend').waitFor({ state: 'detached' });
    assert.equal(await dashboard().content.locator('.is-shaded').count(), 0);
  });
});
