import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TABS, TAB_TITLES } from '../../webview/dashboard/view-state.ts';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { longSeries, manyResults, writeResults } from '../support/dashboard/many.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { waitFor } from '../support/vscode/wait.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { THEMES, type Theme } from '../support/vscode/workbench.ts';

/** Reading three hundred thousand measures on a busy machine. */
const READ_MS = 240_000;

const CORPUS = resolve('..', 'shared', 'corpus', 'chimeraforge');

interface Workspace {
  readonly name: string;
  readonly isThere: boolean;
  readonly fill: (folder: string) => Promise<void>;
}

const WORKSPACES: readonly Workspace[] = [
  {
    name: 'corpus',
    isThere: existsSync(CORPUS),
    fill: (folder) => cp(CORPUS, folder, { recursive: true }),
  },
  {
    name: 'many',
    isThere: true,
    fill: (folder) =>
      writeResults(join(folder, 'results'), { ...manyResults(), 'power/power.csv': longSeries(100_000) }),
  },
];

for (const { name, isThere, fill } of WORKSPACES) {
  (isThere ? describe : describe.skip)(`the dashboard on ${name} results`, () => {
    const folder = resolve('out', 'ui', `dashboard-${name}`);
    before('make the workspace', async () => {
      await rm(folder, { recursive: true, force: true });
      await fill(folder);
    });
    const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder });
    const dashboard = (): Dashboard => new Dashboard(window());

    it('opens', async function () {
      this.timeout(READ_MS);
      await window().runCommand('View: Toggle Primary Side Bar Visibility');
      await window().runCommand('Benchtrail: Open Dashboard');
      const isRead = async (): Promise<boolean> => (await dashboard().text()).includes('Headline metrics');
      await waitFor(isRead, READ_MS, 'the overview of what was read');
      await dashboard().settled(READ_MS);
    });

    for (const theme of Object.keys(THEMES) as Theme[]) {
      for (const tab of TABS) {
        it(`shows ${TAB_TITLES[tab]} in a ${theme} theme`, async () => {
          await dashboard().use(theme);
          await dashboard().open(tab);
          await dashboard().shoot(`${name}-${tab}`);
          assert.deepEqual(await dashboard().seriousIssues(), []);
        });
      }
    }

    it('finds files by words, and tells how many there are', async () => {
      await dashboard().open('data');
      const search = dashboard().content.locator('vscode-text-field[aria-label="Search files"] input');
      await search.fill('no such file anywhere');
      await dashboard()
        .content.getByText(/^\s*0 of \d/)
        .waitFor();
      await search.fill('');
    });
  });
}
