import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Dashboard } from '../support/dashboard/dashboard.ts';
import { seeded, writeResults } from '../support/dashboard/many.ts';
import { CURRENT } from '../support/vscode/releases.ts';
import { useWorkbench } from '../support/vscode/use-workbench.ts';

const FOLDER = resolve('out', 'ui', 'dashboard-kinds');

const QUANTIZATIONS = ['q4_0', 'q8_0', 'f16'] as const;

/** Five nightly runs of a server under rising load in three quantizations, five repetitions each. */
function servingRuns(): Record<string, string> {
  const random = seeded(5);
  const files: Record<string, string> = {};
  for (let day = 1; day <= 5; day++) {
    const lines = ['quantization,concurrency,repetition,throughput_tok_s,ttft_ms'];
    for (const [at, quantization] of QUANTIZATIONS.entries()) {
      for (const load of [1, 2, 4, 8, 16, 32]) {
        for (let repetition = 0; repetition < 5; repetition++) {
          const noise = 0.97 + 0.06 * random();
          const throughput = (noise * 400 * (1 - Math.exp(-load / 8))) / (1 + at * 0.6);
          const ttft = (noise * 20 * (1 + (load / 12) ** 2)) / (1.1 - at * 0.2);
          lines.push([quantization, load, repetition, throughput.toFixed(2), ttft.toFixed(2)].join(','));
        }
      }
    }
    files[`serving/serving_bench_2026010${String(day)}-030000.csv`] = `${lines.join('\n')}\n`;
  }
  return files;
}

describe('each kind of chart', () => {
  before('write the results', async () => {
    await rm(FOLDER, { recursive: true, force: true });
    await mkdir(FOLDER, { recursive: true });
    await writeResults(FOLDER, servingRuns());
  });
  const window = useWorkbench({ release: CURRENT, extension: resolve('.'), folder: FOLDER });
  const dashboard = (): Dashboard => new Dashboard(window());

  for (const kind of ['Bars', 'Distribution', 'Histogram', 'Trend', 'Scatter', 'Trade-off', 'Load curve']) {
    it(`is drawn from what suits it, and can be read: ${kind}`, async () => {
      if (kind === 'Bars') await window().runCommand('Benchtrail: Open Dashboard');
      await dashboard().open('charts');
      const button = dashboard().content.getByRole('button', { name: kind, exact: true });
      await button.click();
      await dashboard().content.locator('.segment[aria-pressed=true]', { hasText: kind }).waitFor();
      await dashboard().settled();
      await dashboard().content.locator('bt-chart canvas').first().waitFor();
      await dashboard().shoot(`kind-${kind.toLowerCase().replace(' ', '-')}`);
      assert.deepEqual(await dashboard().cutOff(), []);
      assert.deepEqual(await dashboard().seriousIssues(), []);
    });
  }

  it('weighs one metric against another and names what no other beats', async () => {
    await dashboard().open('charts');
    await dashboard().content.getByRole('button', { name: 'Trade-off', exact: true }).click();
    await dashboard().settled();
    assert.match(await dashboard().text(), /Throughput against Time to first token/);
    assert.match(await dashboard().text(), /Front: \d+ of 18 configurations are beaten by no other/);
  });
});
