import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { chromium, type Browser } from 'playwright-core';
import { longSeries } from '../test/support/dashboard/many.ts';
import { openDashboardPage } from '../test/support/dashboard/page.ts';
import { loadFolder, readFiles } from '../test/support/read-folder.ts';
import { ensureChromium } from '../test/support/vscode/ensure-chromium.ts';
import { modelSource } from './model-source.ts';

const ROUNDS = 3;
const POINTS = 100_000;
/** Frames as fast as they can be drawn, not as fast as a screen shows them. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** What the dashboard weighs, how soon it shows, and how it moves, beside uPlot drawing the same points. */
export async function benchDashboard(): Promise<void> {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: FLAGS });
  try {
    console.log('\nThe dashboard');
    for (const bundle of ['dist/extension.js', 'dist/webview/dashboard.js', 'dist/webview/dashboard.css'])
      row(`${bundle}, minified`, `${(statSync(bundle).size / 1024).toFixed(0)} KiB`);
    const corpus = '../shared/corpus/chimeraforge';
    const folder = existsSync(corpus) ? corpus : 'test/workspaces/sample';
    row(
      `from opening to the first chart of ${folder}`,
      `${(await firstChart(browser, folder)).toFixed(0)} ms`,
    );
    const ours = await panning(browser, 'ours');
    const theirs = await panning(browser, 'theirs');
    row(`panning ${String(POINTS)} points, a frame`, frameText(ours));
    row('the same points with uPlot, a frame', frameText(theirs));
    row('ours / uPlot, median frame', `${(quantile(ours, 0.5) / quantile(theirs, 0.5)).toFixed(2)} ×`);
  } finally {
    await browser.close();
  }
}

function row(name: string, value: string): void {
  console.log(`  ${name.padEnd(64)} ${value}`);
}

function frameText(times: readonly number[]): string {
  const [middle, slow, worst] = [0.5, 0.95, 1].map((share) => quantile(times, share).toFixed(1));
  return `median ${middle ?? ''} ms, 95 % below ${slow ?? ''} ms, longest ${worst ?? ''} ms`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Reading the folder is not in it: the host has read it before the panel asks. */
async function firstChart(browser: Browser, folder: string): Promise<number> {
  const source = modelSource(readFiles(loadFolder(folder)));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    await openDashboardPage(page, source, { theme: 'dark', state: { tab: 'charts' } });
    await page.locator('bt-chart canvas').first().waitFor();
    times.push(await page.evaluate(() => performance.now()));
    await page.close();
  }
  return quantile(times, 0.5);
}

async function panning(browser: Browser, side: 'ours' | 'theirs'): Promise<number[]> {
  const points = longSeries(POINTS).trim().split('\n').slice(1);
  const cells = points.map((line) => line.split(','));
  const xs = cells.map(([time = '']) => Date.parse(time));
  const ys = cells.map(([, power = '']) => Number(power));
  const page = await browser.newPage({ viewport: { width: 960, height: 600 } });
  await page.setContent('<!DOCTYPE html><html><body></body></html>');
  await page.addScriptTag({ content: await readFile('out/bench/dashboard-page.js', 'utf8') });
  const times = await page.evaluate(
    async ([which, x, y]) => {
      const { bench } = globalThis as unknown as {
        bench: Record<'ours' | 'theirs', (xs: number[], ys: number[]) => Promise<number[]>>;
      };
      return await bench[which](x, y);
    },
    [side, xs, ys] as const,
  );
  await page.close();
  // The first frames warm the code up.
  return times.slice(20);
}
