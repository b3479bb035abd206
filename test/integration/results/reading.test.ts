import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rename, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { TestEngine } from './engine.ts';
import { clear, host, put, rows, until, workspacePath } from './files.ts';

describe('the results of a window', () => {
  let engine: TestEngine;
  beforeEach(async () => {
    await clear();
    engine = new TestEngine();
  });
  afterEach(() => {
    engine.results.dispose();
  });

  it('are those of files that are named like results and hold some', async () => {
    await put('results/a.csv', rows(1, 2));
    await put('results/README.md', 'Read me.\n');
    await put('src/a.csv', rows(3));
    await put('src/my_bench.json', '[{"model":"m","tokens_s":5}]');
    await put('src/workbench.json', '{"theme":"dark"}');
    await put('node_modules/results/a.csv', rows(7));
    await put('results/broken.json', 'error: out of memory');
    await engine.results.wake();
    assert.deepEqual(engine.paths(), [
      'results/a.csv: used',
      'results/broken.json: failed',
      'src/my_bench.json: used',
    ]);
    assert.equal(engine.results.state.phase, 'idle');
    const [uri] = [vscode.Uri.file(workspacePath('results/a.csv'))];
    assert.equal(engine.results.fileAt(uri)?.path, 'results/a.csv');
    assert.equal(await engine.results.whyNotHere(uri), undefined);
    const why = (path: string): Promise<string | undefined> =>
      engine.results.whyNotHere(vscode.Uri.file(workspacePath(path)));
    assert.match((await why('src/a.csv')) ?? '', /Neither its name/);
    assert.match((await why('results/README.md')) ?? '', /text for people/);
    assert.match((await why('node_modules/results/a.csv')) ?? '', /excluded/);
  });

  it('follow created, changed, renamed and deleted files', async () => {
    await put('results/a.csv', rows(1, 2));
    await engine.results.wake();
    const values = (): unknown[] =>
      engine.results.snapshot.measures.map(({ measure }) => [...(measure.samples?.values ?? [])]);
    await put('results/b.csv', rows(5));
    await until(() => engine.paths().includes('results/b.csv: used'), 'a created file');
    await appendFile(workspacePath('results/b.csv'), 'm,6\n');
    await until(() => JSON.stringify(values()) === '[[1,2],[5,6]]', 'a changed file');
    await rename(workspacePath('results'), workspacePath('reports'));
    await until(
      () => engine.paths().join() === 'reports/a.csv: used,reports/b.csv: used',
      'a renamed folder',
    );
    await rm(workspacePath('reports'), { recursive: true });
    await until(() => engine.paths().length === 0, 'a deleted folder');
  });

  it('follow folders that are made at once, deeper than watchers of the system follow', async () => {
    await put('results/a.csv', rows(1, 2));
    await engine.results.wake();
    const values = (): string =>
      JSON.stringify(
        engine.results.snapshot.measures.map(({ measure }) => [...(measure.samples?.values ?? [])]),
      );
    await put('results/2026/11/27/nightly/b.csv', rows(5));
    await until(() => values() === '[[5],[1,2]]', 'a file in a new folder');
    await appendFile(workspacePath('results/2026/11/27/nightly/b.csv'), 'm,6\n');
    await until(() => values() === '[[5,6],[1,2]]', 'a change in a new folder');
    await put('results/2026/11/28/nightly/c.csv', rows(7));
    await until(() => values() === '[[5,6],[7],[1,2]]', 'a new folder in a new folder');
    await rm(workspacePath('results/2026/11/27/nightly/b.csv'));
    await until(() => values() === '[[7],[1,2]]', 'a file that is gone from a new folder');
  });

  it('do not read again what has the same content', async () => {
    await put('results/a.csv', rows(1, 2));
    await put('results/b.csv', rows(3));
    await engine.results.wake();
    const before = engine.results.snapshot;
    await engine.results.refresh();
    assert.deepEqual(engine.read.toSorted(), ['results/a.csv', 'results/b.csv']);
    assert.equal(engine.results.snapshot, before);
    const later = new Date(Date.now() + 60_000);
    await utimes(workspacePath('results/a.csv'), later, later);
    await engine.results.refresh();
    const [file, other] = engine.results.snapshot.files;
    assert.equal(file?.modifiedAt, later.toISOString());
    assert.equal(other, before.files[1]);
    const [a, b] = [before, engine.results.snapshot].map(({ measures }) => measures[0]?.measure);
    assert.equal(a, b);
  });

  it('leave out a file that is deleted between listing and reading', async () => {
    await put('results/a.csv', rows(1, 2));
    await put('results/b.csv', rows(3));
    engine.meddle = (port, { path }) =>
      path === 'results/b.csv'
        ? {
            ...port,
            stat: async (place) => {
              await rm(place);
              return port.stat(place);
            },
          }
        : port;
    await engine.results.wake();
    assert.deepEqual(engine.paths(), ['results/a.csv: used']);
  });

  it('tell of files and folders that may not be read', async () => {
    await put('results/a.csv', rows(1, 2));
    engine.meddle = (port) => ({
      ...port,
      read: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
    });
    await engine.results.wake();
    const [file] = engine.results.snapshot.files;
    assert.deepEqual([file?.status, file?.reason], ['failed', 'You have no permission to read it.']);
    engine.meddle = (port) => port;
    await engine.results.refresh();
    assert.deepEqual(engine.paths(), ['results/a.csv: used']);
  });

  it('read a file that grows while it is read, once more', async () => {
    await put('results/a.csv', rows(1, 2));
    let grown = false;
    engine.meddle = (port) => ({
      ...port,
      read: async (place, size) => {
        const bytes = await port.read(place, size);
        if (!grown) await appendFile(place, 'm,3\n');
        grown = true;
        return bytes;
      },
    });
    await engine.results.wake();
    await engine.results.settled();
    assert.deepEqual([...(engine.results.snapshot.measures[0]?.measure.samples?.values ?? [])], [1, 2, 3]);
    assert.ok(engine.log.lines.some((line) => line.includes('written to while it was read')));
  });

  it('list each file once where a link leads back', async () => {
    await put('results/a.csv', rows(1, 2));
    await symlink(workspacePath('results'), workspacePath('results/loop'));
    const { results } = (await host()).context;
    await results.wake();
    await results.refresh();
    assert.deepEqual(
      results.snapshot.files.map(({ path }) => path),
      ['results/a.csv'],
    );
    await engine.results.wake();
    assert.ok(engine.paths().length < 5, 'without knowing where links lead, a loop ends');
  });

  it('hold the rules of project files, and tell what is wrong in them', async () => {
    await put('results/a.csv', rows(1, 2));
    await put('results/old/b.csv', rows(3));
    await put(
      'results/benchtrail.json',
      '{"excluded":[{"match":"old/**","reason":"wrong driver"},{"match":"x"}]}',
    );
    await engine.results.wake();
    const excluded = (): unknown[] =>
      engine.results.snapshot.runs.map(({ excludedBecause }) => excludedBecause);
    assert.deepEqual(excluded(), [null, 'wrong driver']);
    assert.equal(engine.results.projectProblems.length, 1);
    assert.deepEqual(engine.results.rulesOf({ root: 0, path: 'results/old/b.csv' }).path, 'old/b.csv');
    await put('results/benchtrail.json', '{"excluded":[]}');
    await until(() => excluded().every((reason) => reason === null), 'the rules to change');
    assert.equal(engine.results.projectProblems.length, 0);
  });

  it('come back from the cache without reading', async () => {
    const storage = vscode.Uri.file(await mkdtemp(join(tmpdir(), 'benchtrail-cache-')));
    await put('results/a.csv', rows(1, 2));
    await put('results/b.csv', rows(3));
    const first = new TestEngine(storage);
    await first.results.wake();
    await first.results.keep();
    first.results.dispose();
    await put('results/b.csv', rows(3, 4));
    const second = new TestEngine(storage, first.memory);
    assert.deepEqual(second.results.lastCounts, { files: 2, runs: 2 });
    const shown: number[] = [];
    second.results.onDidChange(({ measures }) => shown.push(measures.length));
    await second.results.wake();
    assert.equal(shown[0], 2);
    assert.deepEqual([...new Set(second.read)], ['results/b.csv']);
    assert.deepEqual(
      second.results.snapshot.measures.map(({ measure }) => [...(measure.samples?.values ?? [])]),
      [
        [1, 2],
        [3, 4],
      ],
    );
    second.results.dispose();
    await rm(storage.fsPath, { recursive: true });
  });

  it('come from folders that are added, outside the workspace too', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'benchtrail-outside-'));
    await put('data/a.csv', rows(1, 2));
    await put('data/note.txt', 'Some words.\n');
    await vscode.workspace.fs.writeFile(
      vscode.Uri.file(join(outside, 'b.csv')),
      new TextEncoder().encode(rows(3)),
    );
    await engine.results.wake();
    assert.deepEqual(engine.paths(), []);
    const uris = [vscode.Uri.file(workspacePath('data')), vscode.Uri.file(outside)];
    for (const uri of uris) await vscode.commands.executeCommand('benchtrail.addFolder', uri);
    await engine.results.refresh();
    assert.deepEqual(engine.paths(), ['data/a.csv: used', 'data/note.txt: ignored', 'b.csv: used']);
    assert.equal(engine.results.roots[1]?.uri.fsPath, outside);
    await vscode.workspace.fs.writeFile(
      vscode.Uri.file(join(outside, 'c.csv')),
      new TextEncoder().encode(rows(4)),
    );
    await until(() => engine.paths().includes('c.csv: used'), 'a file outside the workspace');
    for (const uri of uris) await vscode.commands.executeCommand('benchtrail.removeFolder', uri);
    await engine.results.refresh();
    assert.deepEqual(engine.paths(), []);
    await rm(outside, { recursive: true });
  });

  it('leave out what files.exclude leaves out', async () => {
    await put('results/a.csv', rows(1, 2));
    await put('results/raw/b.csv', rows(3));
    const files = vscode.workspace.getConfiguration('files');
    await files.update('exclude', { '**/raw': true }, vscode.ConfigurationTarget.Workspace);
    try {
      await engine.results.wake();
      assert.deepEqual(engine.paths(), ['results/a.csv: used']);
    } finally {
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
