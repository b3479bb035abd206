import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { TABS, TAB_TITLES } from '../../webview/dashboard/view-state.ts';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';

const FOLDER = resolve('out', 'ui', 'dashboard-reach');

/** The window of 1280 × 800 pixels as a page zoom of 200 % lays it out. */
const ZOOMED = { width: 640, height: 400 };

describe('the dashboard for everybody', () => {
  useCopy('compare', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const dashboard = (): Dashboard => new Dashboard(window());

  it('opens', async () => {
    // The command is there only as long as there is a side bar.
    if (await window().page.locator('.part.sidebar').isVisible())
      await window().runCommand('View: Close Primary Side Bar');
    await window().runCommand('Benchtrail: Open Dashboard');
    await dashboard().settled();
  });

  it('shows all changes on one axis, with their verdicts', async () => {
    await dashboard().open('compare');
    await dashboard().content.locator('vscode-button[aria-label="Show as chart"]').click();
    await dashboard().content.locator('.compare-chart canvas').waitFor();
    await dashboard().shoot('compare-chart');
    assert.deepEqual(await dashboard().seriousIssues(), []);
    await dashboard().content.locator('vscode-button[aria-label="Show as table"]').click();
  });

  for (const tab of TABS) {
    it(`cuts nothing off at 200 % zoom: ${TAB_TITLES[tab]}`, async () => {
      await dashboard().open(tab);
      await window().page.setViewportSize(ZOOMED);
      await dashboard().settled();
      await window().screenshot(`dashboard-zoom-${tab}`);
      const cut = await dashboard().cutOff();
      await window().page.setViewportSize({ width: 1280, height: 800 });
      assert.deepEqual(cut, []);
    });
  }

  it('is gone through without a pointer: from its tabs to its controls and into its table', async () => {
    await dashboard().open('overview');
    await dashboard().tab('overview').focus();
    await window().page.keyboard.press('End');
    await dashboard().content.locator('#tab-data[aria-selected=true]').waitFor();
    await dashboard().settled();
    const focused = dashboard().content.locator('[role=columnheader]:focus, [role=gridcell]:focus');
    for (let stop = 0; stop < 12 && (await focused.count()) === 0; stop++)
      await window().page.keyboard.press('Tab');
    await focused.waitFor();
    await window().page.keyboard.press('ArrowDown');
    await window().page.keyboard.press('Enter');
    await dashboard().content.locator('aside.detail').waitFor();
  });

  it('moves nothing by itself for who asked for less motion', async () => {
    // The window of the tests asks for it.
    await dashboard().open('charts');
    assert.deepEqual(await dashboard().movements(), []);
  });
});
