import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Host } from '../../../src/host/start.ts';
import type { Manifest } from '../../../src/host/start/manifest.ts';

const ID = 'benchtrail.benchtrail';

function extension(): vscode.Extension<Host> {
  const found = vscode.extensions.getExtension<Host>(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

/** The commands of the manifest that VS Code does not know. */
async function unknownCommands(): Promise<string[]> {
  const registered = new Set(await vscode.commands.getCommands(true));
  const { contributes } = extension().packageJSON as Manifest;
  const declared = contributes.commands.map(({ command }) => command);
  assert.ok(declared.length > 0);
  return declared.filter((command) => !registered.has(command));
}

/** How much of the bundle this extension host has loaded, in bytes. */
function loadedBytes(): number {
  const dist = join(extension().extensionPath, 'dist');
  const loaded = Object.keys(require.cache).filter((path) => path.startsWith(dist));
  assert.ok(loaded.includes(join(dist, 'extension.js')));
  return loaded.reduce((sum, path) => sum + statSync(path).size, 0);
}

describe('activation', () => {
  it('loads little', async () => {
    await extension().activate();
    assert.ok(loadedBytes() < 64 * 1024, String(loadedBytes()));
  });

  it('registers every command of its manifest', async () => {
    await extension().activate();
    assert.deepEqual(await unknownCommands(), []);
  });

  it('has every command still once what does the work is loaded', async () => {
    await (await extension().activate()).features();
    assert.deepEqual(await unknownCommands(), []);
  });

  it('loads what does the work once, whoever asks', async () => {
    const host = await extension().activate();
    assert.equal(await host.features(), await host.features());
  });

  it('reads nothing until somebody asks for results', async () => {
    const { context } = await (await extension().activate()).features();
    assert.equal(context.results.state.phase, 'asleep');
  });
});
