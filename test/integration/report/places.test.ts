import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

async function open(path: string, line: number, column: number | null, endLine: number | null = null) {
  const uri = vscode.Uri.file(path).toString();
  await vscode.commands.executeCommand('benchtrail.openPlace', uri, line, column, endLine);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'nothing opened');
  return { editor, selected: editor.document.getText(editor.selection) };
}

describe('a place', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'benchtrail-places-'));
    const entries = Array.from({ length: 3000 }, (_, index) => ({
      name: `case ${index}`,
      mean: index + 0.25,
    }));
    await writeFile(join(folder, 'long.json'), JSON.stringify({ benchmarks: entries }));
    const row = 'sort,quick,1000,12.5\n';
    const rows = Math.ceil((52 * 1024 * 1024) / row.length);
    const text = `name,method,size,duration\n${row.repeat(rows)}last,quick,1000,99.75\n`;
    await writeFile(join(folder, 'big.csv'), text);
    await writeFile(join(folder, 'small.csv'), 'name,ms\na,1.5\nb,2.25\n');
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => rm(folder, { recursive: true, force: true }));

  it('is selected in the file itself', async () => {
    const { editor, selected } = await open(join(folder, 'small.csv'), 3, 3);
    assert.equal(editor.document.uri.scheme, 'file');
    assert.equal(selected, '2.25');
  });

  it('past what an editor draws of a line is selected in a read-only excerpt', async () => {
    const text = JSON.stringify({
      benchmarks: Array.from({ length: 3000 }, (_, index) => ({ name: `case ${index}`, mean: index + 0.25 })),
    });
    const at = text.indexOf('2500.25') + 1;
    assert.ok(at > 10_000);
    const { editor, selected } = await open(join(folder, 'long.json'), 1, at);
    assert.equal(editor.document.uri.scheme, 'benchtrail-excerpt');
    assert.equal(selected, '2500.25');
    assert.match(editor.document.getText(), /Excerpt of .*long\.json/);
  });

  it('in a file too large for an editor is selected in an excerpt with the names of the columns', async () => {
    const rows = Math.ceil((52 * 1024 * 1024) / 'sort,quick,1000,12.5\n'.length);
    const { editor, selected } = await open(join(folder, 'big.csv'), rows + 2, 17);
    assert.equal(editor.document.uri.scheme, 'benchtrail-excerpt');
    assert.equal(selected, '99.75');
    assert.match(editor.document.getText(), /Columns: name,method,size,duration/);
    assert.ok(editor.document.getText().length < 10_000);
  });

  it('of several lines is selected as lines, in an excerpt too', async () => {
    const small = await open(join(folder, 'small.csv'), 2, null, 3);
    assert.equal(small.selected, 'a,1.5\nb,2.25');
    const big = await open(join(folder, 'big.csv'), 1000, 1, 1002);
    assert.equal(big.selected.split('\n').length, 3);
  });

  it('that was asked for last is the one that is shown, however slow the one before is', async () => {
    const args = (name: string, line: number): unknown[] => [
      vscode.Uri.file(join(folder, name)).toString(),
      line,
      1,
    ];
    const slow = vscode.commands.executeCommand('benchtrail.openPlace', ...args('big.csv', 100_000));
    const quick = vscode.commands.executeCommand('benchtrail.openPlace', ...args('small.csv', 3));
    await Promise.all([slow, quick]);
    const editors = vscode.window.visibleTextEditors.map(({ document }) =>
      document.uri.path.split('/').at(-1),
    );
    assert.deepEqual(editors, ['small.csv']);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 2);
  });

  it('that is none opens nothing', async () => {
    for (const args of [
      [],
      [1, 2, 3],
      ['not a uri', 1, 1],
      [vscode.Uri.file(join(folder, 'gone.csv')).toString(), 1],
    ])
      await vscode.commands.executeCommand('benchtrail.openPlace', ...args);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
