import * as vscode from 'vscode';
import { report } from '../errors.ts';
import type { Disposable } from '../lifecycle.ts';
import type { Log } from '../log.ts';

/** A command of the manifest: its id and the name that messages and log use for it. */
export interface Command {
  readonly id: string;
  readonly name: string;
}

/** Registers a command so that its time is logged and no error leaves it unreported. Arguments come from anywhere. */
export function registerCommand(
  command: Command,
  log: Log,
  run: (...args: readonly unknown[]) => Promise<void>,
): Disposable {
  return vscode.commands.registerCommand(command.id, async (...args: readonly unknown[]) => {
    log.info(`${command.name}: started`);
    try {
      await run(...args);
      log.info(`${command.name}: finished`);
    } catch (error) {
      report(error, command.name, log);
    }
  });
}
