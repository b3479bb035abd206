import assert from 'node:assert/strict';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CURRENT } from '../support/vscode/releases.ts';
import type { Tree } from '../support/vscode/tree.ts';
import { useCopy } from '../support/vscode/use-copy.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';
import { STEP_MS, waitFor } from '../support/vscode/wait.ts';
import { THEMES } from '../support/vscode/workbench.ts';
import type { Theme } from '../support/vscode/workbench.ts';

const FOLDER = resolve('out', 'ui', 'runs');
const EMPTY = resolve('out', 'ui', 'runs-empty');
const LAST = 'sort_20261126-232059.json';

describe('the view of runs', () => {
  useCopy('runs', FOLDER);
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const tree = (): Tree => window().tree('Runs');
  const rows = async (check: (texts: readonly string[]) => boolean, what: string): Promise<string[]> =>
    waitFor(
      async () => {
        const texts = await tree().texts();
        return check(texts) && texts;
      },
      STEP_MS,
      what,
    );

  it('opens from the activity bar with nothing expanded', async () => {
    await window().showContainer('Benchtrail');
    await tree().has('sort');
    const texts = await tree().texts();
    assert.ok(
      texts.every((text) =>
        /^(phi3|search|sort|Cannot be read|Counted elsewhere|Without results)/.test(text),
      ),
      texts.join('\n'),
    );
    assert.match(
      texts.find((text) => text.startsWith('sort')) ?? '',
      /81\.310 ms ▼ -4\.3 % · Execution, geomean of 2 · 4 runs · hyperfine/,
    );
  });

  it('leads from the category over runs and benchmarks to metrics', async () => {
    await tree().expand('sort');
    await tree().expand(LAST);
    await tree().expand('sort text');
    const texts = await rows((all) => all.some((text) => text.startsWith('time')), 'the metrics');
    assert.match(texts.find((text) => text.startsWith('time')) ?? '', /79\.918 ms ▼ -5\.9 % · Execution/);
  });

  it('explains a metric on hover: statistics, change, history, place', async () => {
    const text = await tree().tooltip('time');
    for (const part of [
      /Median/,
      /Mean\s+79\.918 ms ± [\d.]+ ms \(95 %\)/,
      /CV/,
      /Min–max/,
      /against the previous run/,
      /the last 4 runs/,
    ])
      assert.match(text, part);
    await window().screenshot('runs-tooltip');
  });

  it('opens the source of a metric at its line and column', async () => {
    await tree().row('time').click();
    await window().activeTab(LAST);
    const text = await readFile(join(FOLDER, 'sorting', LAST), 'utf8');
    const line = text.split('\n').findIndex((one) => one.includes('"times"')) + 2;
    const column = /\d/.exec(text.split('\n')[line - 1] ?? '')!.index + 1;
    const value = (text.split('\n')[line - 1] ?? '').trim().replace(',', '');
    await waitFor(
      async () => {
        const cursor = await window().cursor();
        return (
          cursor !== undefined &&
          (cursor.line === line ? cursor.column === column + value.length : cursor.line > 1)
        );
      },
      STEP_MS,
      'the cursor on the value',
    );
  });

  it('opens the source with Enter, from the keyboard alone', async () => {
    const before = await window().cursor();
    await tree().row('time').click();
    await tree().focused('time');
    await window().page.keyboard.press('ArrowDown');
    await tree().focused('user');
    await window().page.keyboard.press('Enter');
    await waitFor(
      async () => (await window().cursor())?.line === (before?.line ?? 0) + 3,
      STEP_MS,
      'the cursor on the value of the next metric',
    );
  });

  it('filters while words are typed, says so, and can be cleared', async () => {
    await window().runCommand('Benchtrail: Filter Runs…');
    await window().answer('phi3', 'leave');
    await rows((texts) => texts.length === 1 && texts[0]?.startsWith('phi3') === true, 'phi3 alone');
    await window().answer('phi3 ttft');
    await waitFor(
      async () => (await tree().message()).includes('Filter “phi3 ttft”: 1 of 15 runs.'),
      STEP_MS,
      'the message',
    );
    await window().screenshot('runs-filtered');
    await window().runCommand('Benchtrail: Clear Filter');
    await rows(
      (texts) => texts.some((text) => text.startsWith('sort text')),
      'the rows as they were open before',
    );
    await waitFor(async () => (await tree().message()) === '', STEP_MS, 'the message to go');
  });

  it('groups by folder', async () => {
    await window().runCommand('Benchtrail: Group By…');
    await window().pick('Folder');
    await rows(
      (texts) =>
        texts.some((text) => text.startsWith('search')) && texts.some((text) => text.startsWith('sorting')),
      'folders',
    );
  });

  it('holds a folder against another as the baseline, and counts regressions', async () => {
    await tree().expand('search');
    await tree().choose('before', 'Set as Baseline');
    await tree().expand('after');
    await rows(
      (texts) => texts.some((text) => /^search_\S+\.json.*▲ \+\d/.test(text)),
      'changes against the folder',
    );
    const badge = window().page.locator(
      '.activitybar .action-item:has([aria-label^="Benchtrail"]) .badge-content',
    );
    await waitFor(async () => Number(await badge.innerText().catch(() => '0')) > 0, STEP_MS, 'the badge');
    await waitFor(
      async () => (await tree().message()).includes('Against 5 runs of search/before'),
      STEP_MS,
      'the message that names the baseline',
    );
    await rows(
      (texts) => texts.some((text) => text.startsWith('after2 regressed')),
      'the regressions where they are',
    );
    await window().screenshot('runs-baseline');
    await window().runCommand('Benchtrail: Clear Baseline');
    await window().runCommand('Benchtrail: Group By…');
    await window().pick('Category');
    await tree().has(LAST);
  });

  it('excludes a run with a reason, which the report says', async () => {
    await tree().choose(LAST, 'Exclude…');
    await window().answer('noisy neighbor');
    await rows(
      (texts) => texts.some((text) => text.includes('excluded: noisy neighbor')),
      'the excluded run',
    );
    await rows(
      (texts) => texts.some((text) => text.startsWith('sort63.950 ms')),
      'the number of the latest run that counts',
    );
    await window().screenshot('runs-excluded');
    const kept = await readFile(join(FOLDER, 'benchtrail.json'), 'utf8');
    assert.match(kept, /"match": "sorting\/sort_20261126-232059\.json", "reason": "noisy neighbor"/);
    await window().runCommand('Benchtrail: Generate Report');
    assert.match(await window().webview.text('Executive Summary'), /noisy neighbor/);
    await window().runCommand('View: Close All Editors');
  });

  it('includes it again', async () => {
    await tree().choose(LAST, 'Include Again');
    await rows((texts) => !texts.some((text) => text.includes('noisy neighbor')), 'the run to count again');
  });

  it('reports on the runs of an item alone', async () => {
    await tree().choose('phi3', 'Generate Report');
    const text = await window().webview.text('Executive Summary');
    assert.match(text, /phi3/);
    assert.doesNotMatch(text, /sort numeric/);
    await window().runCommand('View: Close All Editors');
  });

  it('says why a file is not here, and maps its columns', async () => {
    await window().openFile('draw.csv');
    await window().runCommand('Benchtrail: Why Is This File Not Here?');
    assert.match(await window().notification('power/draw.csv'), /Nothing says what its numbers measure/);
    await window().runCommand('Benchtrail: Map Columns…');
    await window().pickStep('draw');
    await window().pickStep('Metric');
    await window().pickStep('Power');
    await window().pickStep('W');
    await window().pickStep('Lower is better');
    const kept = async (): Promise<boolean> =>
      (await readFile(join(FOLDER, 'benchtrail.json'), 'utf8').catch(() => '')).includes(
        '"column": "draw", "metric": "power", "unit": "W", "direction": "lower"',
      );
    await waitFor(kept, STEP_MS, 'the mapping in benchtrail.json');
    await window().showContainer('Benchtrail');
    await rows(
      (texts) => texts.some((text) => text.includes('W') && text.includes('Power')),
      'the power among the runs',
    );
  });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`looks right in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await window().showContainer('Benchtrail');
      await tree().has(LAST);
      await window().screenshot('runs');
      await tree().tooltip('time');
      await window().screenshot('runs-hover');
    });
  }
});

describe('the view of runs without results', () => {
  before('make an empty folder', async () => {
    await rm(EMPTY, { recursive: true, force: true });
    await mkdir(join(EMPTY, 'src'), { recursive: true });
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: EMPTY });

  for (const theme of Object.keys(THEMES) as Theme[]) {
    it(`says what to do, in a ${theme} theme`, async () => {
      await window().useTheme(theme);
      await window().showContainer('Benchtrail');
      const welcome = window().page.locator('.part.sidebar .welcome-view-content');
      await waitFor(
        async () =>
          (await welcome.isVisible()) && (await welcome.innerText()).includes('No benchmark results'),
        STEP_MS,
        'the welcome text',
      );
      await window().screenshot('runs-welcome');
    });
  }
});
