import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';

const FOLDER = resolve('out', 'ui', 'dashboard-leads');

/** The cells of each row of a Markdown table, as people see them. */
function markdownRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '').replace(/\\(.)/g, '$1')),
  );
}

describe('what the dashboard leads to', () => {
  useCopy('compare', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const dashboard = (): Dashboard => new Dashboard(window());

  it('is the line of a point of a chart that is clicked', async () => {
    await window().runCommand('Benchtrail: Open Dashboard');
    await dashboard().settled();
    await dashboard().open('charts');
    const canvas = dashboard().content.locator('bt-chart canvas').first();
    await canvas.hover();
    const place = dashboard().content.locator('#point-card code');
    await place.waitFor({ timeout: STEP_MS });
    await window().screenshot('chart-point');
    const [, file = '', line = ''] = /([^/:]+):(\d+)/.exec(await place.innerText()) ?? [];
    assert.match(file, /^store_bench_run\d\.json$/);
    await canvas.click();
    await window().activeTab(file);
    await waitFor(async () => (await window().cursor())?.line === Number(line), STEP_MS, `line ${line}`);
    await window().runCommand('View: Close Editor');
  });

  it('is the table of a comparison on the clipboard, as it stands on the screen', async () => {
    await dashboard().open('compare');
    await dashboard().content.locator('vscode-button[aria-label="Copy as Markdown"]').click();
    const copied = await waitFor(
      async () => {
        const text = await window().page.evaluate(() => navigator.clipboard.readText());
        return text.includes('| Benchmark |') && text;
      },
      STEP_MS,
      'the comparison on the clipboard',
    );
    const rows = dashboard().content.locator('bt-table.main-table .vt-body [role=row]');
    const shown = await rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('[role=gridcell]')].map((cell) =>
          cell.textContent.replace(/\s+/g, ' ').trim(),
        ),
      ),
    );
    const told = markdownRows(copied);
    assert.ok(shown.length > 3, `${String(shown.length)} rows`);
    assert.equal(told.length, shown.length, copied);
    for (const [index, [benchmark, metric, before, after, change, verdict, p]] of shown.entries()) {
      const [own, ownMetric = '', ...rest] = told[index] ?? [];
      assert.equal(own, benchmark);
      assert.ok(ownMetric.startsWith(metric ?? '?'), `${ownMetric} is not ${String(metric)}`);
      assert.deepEqual(rest.slice(0, 4), [before, after, change, p]);
      const word = (verdict ?? '').replace(/^[^a-z]+/, '');
      assert.ok(word !== '' && rest[4]?.startsWith(word) === true, `${String(rest[4])} is not ${word}`);
    }
  });
});
