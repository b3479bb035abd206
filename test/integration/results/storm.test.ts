import assert from 'node:assert/strict';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { RootFolder } from '../../../src/host/results/root-folders.ts';
import { TestEngine } from './engine.ts';
import { clear, host, rows, until, workspacePath } from './files.ts';

/** Mulberry32. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What shows of a snapshot, without objects that lead back and without its version. */
function shown({ files, runs }: TestEngine['results']['snapshot']): string {
  const measures = runs.map((run) =>
    run.measures.map(({ measure, counted, notCountedBecause }) => [
      run.id,
      run.category,
      run.startedAt,
      measure.metric,
      [...(measure.samples?.values ?? [])],
      counted,
      notCountedBecause,
    ]),
  );
  return JSON.stringify({ files, measures });
}

const EVENTS = 10_000;

describe('a storm of file events', () => {
  it('leaves what a fresh scan finds', async function () {
    this.timeout(240_000);
    await clear();
    const { results } = (await host()).context;
    await results.wake();
    const random = seededRandom(4);
    const live: string[] = [];
    let count = 0;
    const steps = {
      create: async () => {
        const path = workspacePath(`results/s${String(count % 40)}/r${String(count++)}.csv`);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, rows(Math.round(random() * 1e6), 1, 2));
        live.push(path);
      },
      append: (path: string) => appendFile(path, `m,${String(Math.round(random() * 1e6))}\n`),
      rename: async (path: string) => {
        const to = path.replace(/r\d+(?:_\d+)?\.csv$/, `r${String(count++)}.csv`);
        await rename(path, to);
        live.push(to);
      },
      remove: (path: string) => rm(path),
    };
    for (let event = 0; event < EVENTS; event++) {
      const dice = random();
      const index = Math.floor(random() * live.length);
      const path = live[index];
      if (path === undefined || dice < 0.4) await steps.create();
      else if (dice < 0.7) await steps.append(path);
      else {
        live.splice(index, 1);
        await (dice < 0.85 ? steps.rename(path) : steps.remove(path));
      }
    }
    const last = workspacePath('results/last.csv');
    await writeFile(last, rows(1));
    const fresh = new TestEngine();
    const end = Date.now() + 120_000;
    while (results.fileAt(vscode.Uri.file(last)) === undefined && Date.now() < end) await results.settled();
    await results.settled();
    await fresh.results.wake();
    assert.equal(fresh.results.snapshot.files.length, live.length + 1);
    const wanted = shown(fresh.results.snapshot);
    // Of folders that were made in the storm no events may come; they are looked at by the clock.
    await until(() => shown(results.snapshot) === wanted, 'the state of a fresh scan', 120_000);
    fresh.results.dispose();
    await clear();
  });
});

describe('several roots', () => {
  it('have rules and names of their own; one inside another is read once', async () => {
    await clear();
    const put = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(workspacePath(path)), { recursive: true });
      await writeFile(workspacePath(path), text);
    };
    await put('one/results/a.csv', rows(1, 2));
    await put('one/two/results/a.csv', rows(3, 4));
    await put('one/benchtrail.json', '{"title":"one","excluded":[{"match":"results/**","reason":"old"}]}');
    await put('one/two/benchtrail.json', '{"title":"two"}');
    const root = (path: string): RootFolder => ({
      uri: vscode.Uri.file(workspacePath(path)),
      name: path,
      workspaceFolder: undefined,
      added: [],
    });
    const engine = new TestEngine(undefined, undefined, () => [root('one'), root('one/two')]);
    await engine.results.wake();
    const { snapshot, roots } = engine.results;
    assert.deepEqual(
      snapshot.runs.map(({ id, excludedBecause }) => [id, excludedBecause]),
      [
        ['results/a.csv', 'old'],
        ['1:results/a.csv', null],
      ],
    );
    assert.deepEqual(
      roots.map(({ name, project }) => [name, project.title]),
      [
        ['one', 'one'],
        ['one/two', 'two'],
      ],
    );
    assert.equal(engine.results.fileAt(vscode.Uri.file(workspacePath('one/two/results/a.csv')))?.root, 1);
    engine.results.dispose();
    await clear();
  });
});
