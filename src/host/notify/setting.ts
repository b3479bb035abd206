import * as vscode from 'vscode';

const SECTION = 'benchtrail';
const NAME = 'notifyNewRuns';

/** The whole name of the setting, as changes of the configuration tell it. */
export const NOTIFY_SETTING = `${SECTION}.${NAME}`;

/** True where the user wants to be told of new runs. */
export function isNotifying(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get(NAME, false);
}

/** Ends it where it was asked for. */
export async function stopNotifying(): Promise<void> {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const inWorkspace = settings.inspect(NAME)?.workspaceValue !== undefined;
  await settings.update(NAME, false, !inWorkspace);
}
