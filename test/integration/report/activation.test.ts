import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Host } from '../../../src/host/start.ts';

const ID = 'benchtrail.benchtrail';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function extension(): vscode.Extension<Host> {
  const found = vscode.extensions.getExtension<Host>(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

describe('activation', () => {
  it('reads nothing until somebody asks for results', async () => {
    const { context } = await extension().activate();
    assert.equal(context.results.state.phase, 'asleep');
  });

  it('registers every command of its manifest', async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const manifest = extension().packageJSON as Manifest;
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.ok(declared.length > 0);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
