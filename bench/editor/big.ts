import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Results } from '../../src/host/results/results.ts';
import type { Measuring } from './measuring.ts';
import { Typing } from './typing.ts';
import { RESULTS } from './window.ts';

const BIG = 300_000_000;

const WRITER = `
  const { openSync, writeSync } = require('node:fs');
  const file = openSync(process.argv[1], 'w');
  writeSync(file, 'model,request_id,latency_ms,throughput_tok_s,status\\n');
  for (let row = 0, size = 0; size < ${String(BIG)};) {
    let text = '';
    for (let i = 0; i < 20000; i++, row++)
      text += 'm' + (row % 3) + ',' + row + ',' + ((row * 7919) % 9973) / 100 + ',' + (50 + (row % 17)) + ',200\\n';
    size += writeSync(file, text);
  }`;

/**
 * A large file is written by another process, as a benchmark would, while somebody types. Gives how long it took until it was
 * read; without results to read it, waits for as long as was told.
 */
export async function benchBig(
  measuring: Measuring,
  folder: string,
  results: Results | undefined,
  during: number,
): Promise<number> {
  const path = join(folder, RESULTS, 'big.csv');
  mkdirSync(join(folder, RESULTS), { recursive: true });
  await results?.wake();
  await results?.settled();
  const typing = new Typing();
  await typing.start();
  const took = await measuring.blocksIn('it arrives', async () => {
    const started = performance.now();
    await written(path);
    measuring.ms('being written', performance.now() - started);
    const isRead = (): boolean =>
      results === undefined
        ? performance.now() - started >= during
        : (results.fileAt(vscode.Uri.file(path))?.bytes ?? 0) >= BIG;
    while (!isRead()) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await results?.settled();
    }
    if (results !== undefined)
      measuring.ms('from the first byte to the changed snapshot', performance.now() - started);
  });
  measuring.times('a character typed meanwhile', await typing.end());
  return took;
}

async function written(path: string): Promise<void> {
  await new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', WRITER, path], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
      .on('exit', resolve)
      .on('error', reject);
  });
}
