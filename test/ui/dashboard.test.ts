import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { TABS, TAB_TITLES, type Tab } from '../../webview/dashboard/view-state.ts';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { THEMES, type Theme } from '../support/vscode/workbench.ts';

/** A copy, so that nothing a person does here changes the repository. */
const FOLDER = resolve('out', 'ui', 'dashboard-sample');

describe('the dashboard', () => {
  useCopy('sample', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const dashboard = (): Dashboard => new Dashboard(window());

  it('opens from the Command Palette on what was read', async () => {
    await window().runCommand('Benchtrail: Open Dashboard');
    await dashboard().settled();
    assert.match(await dashboard().text(), /What stands out/);
    assert.match(await dashboard().text(), /Headline metrics/);
  });

  it('tells how the results stand against the baseline that is set, and leads to all of it', async () => {
    const news = dashboard().content.locator('.baseline-news');
    await news.getByText('1 ✗ regressed').waitFor();
    await news.locator('.moved li', { hasText: 'slow requests' }).waitFor();
    await news.locator('vscode-button', { hasText: 'All changes in the report' }).click();
    await dashboard().content.locator('#tab-report[aria-selected=true]').waitFor();
    await dashboard().settled();
    await dashboard().open('overview');
  });

  it('leads from a headline number to its line beside the panel', async () => {
    await dashboard().content.locator('.multiple .figure').first().click();
    await window()
      .page.locator('.tab.active', { hasText: /\.(csv|json)$/ })
      .waitFor();
    await window().runCommand('View: Close Editor');
  });

  it('goes through its tabs by keyboard alone', async () => {
    await dashboard().open('overview');
    await dashboard().tab('overview').focus();
    for (const tab of TABS.slice(1)) {
      await window().page.keyboard.press('ArrowRight');
      await dashboard().content.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
      await dashboard().settled();
    }
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    for (const tab of TABS) {
      it(`looks right and is accessible: ${TAB_TITLES[tab]} in a ${theme} theme`, async () => {
        await dashboard().use(theme);
        await dashboard().open(tab);
        await dashboard().shoot(`small-${tab}`);
        assert.deepEqual(await dashboard().seriousIssues(), []);
      });
    }
  }

  it('remembers its tab after the window is reloaded', async () => {
    await dashboard().open('pivot' satisfies Tab);
    await window().runCommand('Developer: Reload Window');
    await window().page.locator('.monaco-workbench').waitFor({ state: 'detached' });
    await window().page.locator('.monaco-workbench').waitFor();
    await dashboard().settled();
    await dashboard().content.locator('#tab-pivot[aria-selected=true]').waitFor();
  });
});
