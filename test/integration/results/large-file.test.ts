import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { clear, host, put, until, workspacePath } from './files.ts';

const ROWS = 1_500_000;
const PATIENTLY_MS = 60_000;

/** Command lines of the processes that this one has started; undefined where the system does not tell. */
async function children(): Promise<string[] | undefined> {
  const pid = String(process.pid);
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1').catch(() => undefined);
  if (list === undefined) return undefined;
  const lines = list.split(' ').map((child) => readFile(`/proc/${child}/cmdline`, 'latin1').catch(() => ''));
  return await Promise.all(lines);
}

describe('a large file', () => {
  before(clear);
  after(clear);

  it('is read by a process beside the extension host, value by value', async function () {
    this.timeout(2 * PATIENTLY_MS);
    const { results } = (await host()).context;
    await results.wake();
    const lines = Array.from({ length: ROWS }, (_, row) => `m${String(row % 2)},${String(row)}000`);
    const path = 'results/large.csv';
    await put(path, `model,latency_ms\n${lines.join('\n')}\n`);
    const uri = vscode.Uri.file(workspacePath(path));
    await until(
      () => results.snapshot.measures.some(({ run }) => run.file.path === path),
      'the measures of the large file',
      PATIENTLY_MS,
    );
    assert.equal(results.fileAt(uri)?.status, 'used');
    const read = results.snapshot.measures.filter(({ run }) => run.file.path === path);
    assert.deepEqual(
      read.map(({ measure: { samples } }) => [
        samples?.values.length,
        samples?.values[1],
        samples?.values.at(-1),
      ]),
      [0, 1].map((model) => [ROWS / 2, model + 2, ROWS - 2 + model]),
    );
    const started = await children();
    if (started === undefined) console.log('This system does not tell which processes were started.');
    else
      assert.ok(
        started.some((line) => line.includes('worker.js')),
        started.join('\n'),
      );
  });
});
