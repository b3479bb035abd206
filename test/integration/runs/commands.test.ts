import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { host } from './host.ts';

interface Contributed {
  readonly command: string;
  readonly title: string;
}

interface MenuEntry {
  readonly command?: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly Contributed[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
  };
}

function manifest(): Manifest {
  const extension = vscode.extensions.getExtension('benchtrail.benchtrail');
  assert.ok(extension);
  return extension.packageJSON as Manifest;
}

describe('commands', () => {
  it('are all there once the extension is active, and none is a secret', async () => {
    await host();
    const there = (await vscode.commands.getCommands(true)).filter((id) => id.startsWith('benchtrail.'));
    const { commands } = manifest().contributes;
    const contributed = new Set(commands.map(({ command }) => command));
    assert.deepEqual(
      [...contributed].filter((id) => !there.includes(id)),
      [],
      'a menu would offer what nothing answers',
    );
    // What only links and items of ours call.
    const inner = there.filter((id) => !contributed.has(id) && !id.startsWith('benchtrail.runs.'));
    assert.deepEqual(inner.sort(), ['benchtrail.openPlace', 'benchtrail.openSource']);
  });

  it('that the Command Palette hides are in a menu', () => {
    const { commands, menus } = manifest().contributes;
    const hidden = new Set(
      (menus.commandPalette ?? []).filter(({ when }) => when === 'false').map(({ command }) => command),
    );
    const inMenus = Object.entries(menus)
      .filter(([menu]) => menu !== 'commandPalette')
      .flatMap(([, entries]) => entries.map(({ command }) => command));
    for (const { command } of commands)
      assert.ok(!hidden.has(command) || inMenus.includes(command), `${command} can be reached nowhere`);
  });
});
