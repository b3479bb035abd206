import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Locator } from 'playwright-core';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'mapping');
const PROJECT = join(FOLDER, 'benchtrail.json');

describe('the questions about a column', () => {
  useCopy('runs', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const questions = (): Locator => window().page.locator('.quick-input-widget');
  const input = (): Locator => questions().locator('input[type=text]').first();
  /** The item that Enter would take. */
  const offered = (): Locator => questions().locator('.monaco-list-row.focused');
  const asked = async (question: string): Promise<void> => {
    await waitFor(
      async () => ((await input().getAttribute('placeholder')) ?? '').startsWith(question),
      STEP_MS,
      `the question "${question}"`,
    );
  };
  /** The editor makes a file before it fills it. */
  const written = async (mapping: string): Promise<boolean> =>
    existsSync(PROJECT) && (await readFile(PROJECT, 'utf8')).includes(mapping);
  const back = async (): Promise<void> => {
    await questions().locator('.quick-input-titlebar .action-label[aria-label^="Back"]').click();
  };
  const begin = async (): Promise<void> => {
    await window().openFile('draw.csv');
    await window().runCommand('Benchtrail: Map Columns…');
    await asked('Which column?');
  };

  it('have no way back at the first', async () => {
    await begin();
    assert.equal(await questions().locator('.action-label[aria-label^="Back"]').count(), 0);
    assert.match(await questions().innerText(), /Map a column of power\/draw\.csv \(1\/5\)/);
  });

  it('go back one at a time, each with what was answered', async () => {
    await window().pickStep('draw');
    await window().pickStep('Metric');
    await window().pickStep('Power');
    await asked('In which unit');
    await window().pickStep('kW');
    await asked('Which way is better?');
    await back();
    await asked('In which unit');
    assert.equal(await input().inputValue(), 'kW');
    assert.match(await offered().innerText(), /^kW/);
    await window().screenshot('mapping-back');
    await back();
    await asked('Which metric?');
    assert.match(await offered().innerText(), /^Power/);
    await back();
    await asked('What is “draw”');
    assert.match(await offered().innerText(), /^Metric/);
    await back();
    await asked('Which column?');
    assert.match(await offered().innerText(), /^draw/);
  });

  it('go on with Enter alone through what was answered', async () => {
    for (const next of ['What is “draw”', 'Which metric?', 'In which unit', 'Which way is better?']) {
      await input().press('Enter');
      await asked(next);
    }
    for (const theme of Object.keys(THEMES) as Theme[]) {
      await input().press('Escape');
      await window().useTheme(theme);
      await begin();
      await window().pickStep('draw');
      await window().screenshot('mapping');
    }
  });

  it('leave nothing behind when they are left', async () => {
    await input().press('Escape');
    await input().waitFor({ state: 'hidden' });
    assert.equal(existsSync(PROJECT), false);
    assert.equal(await window().page.locator('.notification-list-item').count(), 0);
  });

  it('write what was answered, go on with another column, and the tree shows the metric', async () => {
    // What an attempt before this one wrote would be offered as the answer.
    await rm(PROJECT, { force: true });
    await begin();
    await window().pickStep('limit');
    await window().pickStep('Parameter');
    await waitFor(() => written('"column": "limit", "role": "parameter"'), STEP_MS, 'the first mapping');
    const told = await window().notification('is mapped in benchtrail.json');
    assert.match(told, /The column “limit” is mapped/);
    await window()
      .page.locator('.notifications-center')
      .getByRole('button', { name: 'Map Another Column' })
      .click();
    await asked('Which column?');
    await window().pickStep('draw');
    await window().pickStep('Metric');
    await window().pickStep('Power');
    await window().pickStep('W');
    await window().pickStep('Lower is better');
    await waitFor(() => written('"column": "draw", "metric": "power"'), STEP_MS, 'the second mapping');
    await window().showContainer('Benchtrail');
    const tree = window().tree('Runs');
    await waitFor(
      async () => (await tree.texts()).some((text) => /\d W\b.*Power/.test(text)),
      STEP_MS,
      'the power among the runs',
    );
    await window().screenshot('mapping-shown');
  });
});
