import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import { waitFor } from '../support/vscode/wait.ts';
import { THEMES, Workbench } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'pictures', 'search');
const PICTURES = join('media', 'walkthrough');
const WIDE = { width: 1040, height: 660 };
const STEP_MS = 20_000;

/** Takes the pictures of the walkthrough from a real window, in each kind of theme. */
export async function makePictures(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await cp(resolve('test', 'workspaces', 'runs'), FOLDER, { recursive: true });
  await mkdir(PICTURES, { recursive: true });
  const window = await Workbench.open({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  try {
    await window.page.setViewportSize(WIDE);
    await window.showContainer('Benchtrail');
    await window.tree('Runs').has('sort');
    for (const theme of Object.keys(THEMES) as Theme[]) {
      await window.useTheme(theme);
      await pictureAll(window, theme);
    }
  } finally {
    await window.close();
  }
}

async function pictureAll(window: Workbench, theme: Theme): Promise<void> {
  const take = async (name: string): Promise<void> => {
    const path = join(PICTURES, `${name}-${theme}.png`);
    await window.page.screenshot({ path, animations: 'disabled' });
    console.log(path);
  };
  await window.runCommand('View: Close All Editors');
  await pictureRuns(window, take);
  await pictureHover(window, take);
  await window.runCommand('Benchtrail: Generate Report');
  await window.webview.text('Executive Summary');
  await take('report');
  await window.runCommand('View: Close All Editors');
  await window.runCommand('Benchtrail: Open Dashboard');
  await window.webview.content.getByRole('tab', { name: 'Charts' }).click();
  await window.webview.content.locator('canvas').first().waitFor({ timeout: STEP_MS });
  await take('dashboard');
  await window.runCommand('View: Close All Editors');
}

type Take = (name: string) => Promise<void>;

async function pictureRuns(window: Workbench, take: Take): Promise<void> {
  await window.showContainer('Benchtrail');
  const tree = window.tree('Runs');
  await tree.has('sort');
  await tree.expand('sort');
  await tree.expand('sort_20261126-232059.json');
  await tree.expand('sort text');
  await tree.tooltip('time');
  await take('runs');
}

async function pictureHover(window: Workbench, take: Take): Promise<void> {
  await window.openFile('sort_20261126-232059.csv');
  await window.activeTab('sort_20261126-232059.csv');
  const hover = window.page.locator(
    '.editor-instance .monaco-hover:visible, .monaco-editor .monaco-hover:visible',
  );
  await waitFor(
    async () => {
      await window.runCommand('Go to Line/Column...');
      await window.answer(':2:14');
      await window.runCommand('Show or Focus Hover');
      return hover
        .first()
        .waitFor({ timeout: 3000 })
        .then(
          () => true,
          () => false,
        );
    },
    STEP_MS,
    'the hover',
  );
  await waitFor(
    async () => (await hover.first().evaluate((element) => getComputedStyle(element).opacity)) === '1',
    STEP_MS,
    'the hover to have faded in',
  );
  await take('hover');
}
