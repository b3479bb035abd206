import assert from 'node:assert/strict';
import { appendFile, rm, utimes } from 'node:fs/promises';
import * as vscode from 'vscode';
import { RootReading } from '../../../src/host/results/root-reading.ts';
import { statsBelow } from '../../../src/worker/stats-below.ts';
import { TestEngine } from './engine.ts';
import { clear, put, rows, workspacePath } from './files.ts';

const never = new vscode.CancellationTokenSource().token;
const progress = { listing: (): void => undefined, reading: (): void => undefined };

describe('a folder of which no events come', () => {
  it('is held against the disk, and only what differs is read', async () => {
    await clear();
    for (const name of ['a', 'b', 'c', 'd']) await put(`results/new/${name}.csv`, rows(1, 2));
    await put('results/new/notes.docx', 'no result');
    await put('results/new/locked.csv', rows(9));
    const engine = new TestEngine();
    engine.meddle = (port, { path }) =>
      path.endsWith('locked.csv')
        ? { ...port, read: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })) }
        : port;
    const root = {
      uri: vscode.Uri.file(workspacePath()),
      name: 'workspace',
      workspaceFolder: undefined,
      added: [],
    };
    const reading = new RootReading(
      [root],
      {
        files: engine.files,
        log: engine.log,
        statsBelow: (folder) => statsBelow(folder.fsPath, () => false),
      },
      0,
    );
    await reading.scan(progress, never);
    assert.equal(reading.catalogue.get(0, 'results/new/locked.csv')?.kind, 'refused');
    const folder = vscode.Uri.file(workspacePath('results/new'));
    assert.deepEqual([...(await reading.differing(folder, never))], []);

    await appendFile(workspacePath('results/new/a.csv'), 'm,3\n');
    await utimes(workspacePath('results/new/b.csv'), new Date(0), new Date(0));
    await rm(workspacePath('results/new/c.csv'));
    await put('results/new/deep/er/e.csv', rows(5));
    const differing = await reading.differing(folder, never);
    assert.deepEqual(
      [...differing].map((uri) => vscode.Uri.parse(uri).path.replace(/^.*\/new\//u, '')).sort(),
      ['a.csv', 'b.csv', 'c.csv', 'deep/er/e.csv'],
    );
    assert.ok(await reading.update([...differing], progress, never));
    assert.deepEqual(
      reading.catalogue
        .snapshot()
        .measures.map(({ run, measure }) => [run.file.path, ...(measure.samples?.values ?? [])]),
      [
        ['results/new/a.csv', 1, 2, 3],
        ['results/new/b.csv', 1, 2],
        ['results/new/d.csv', 1, 2],
        ['results/new/deep/er/e.csv', 5],
      ],
    );
    assert.deepEqual([...(await reading.differing(folder, never))], []);
    engine.results.dispose();
    await clear();
  });
});
