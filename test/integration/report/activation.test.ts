import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const ID = 'benchtrail.benchtrail';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension<unknown>(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

describe('activation', () => {
  it('sleeps until one of its commands is run', async () => {
    assert.equal(extension().isActive, false);
    void vscode.commands.executeCommand('benchtrail.generateReport');
    await extension().activate();
    assert.equal(extension().isActive, true);
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
