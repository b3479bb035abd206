import * as vscode from 'vscode';
import { inLanes } from '../files/lanes.ts';

/** Tells which folders are younger than the window: whatever made them may have been too quick for its watchers. */
export class YoungFolders {
  /** Folders that have been looked at, by URI. */
  readonly #judged = new Set<string>();

  /** The young ones of these folders, by URI; each folder is judged once. */
  async among(folders: readonly string[], lanes: number, token: vscode.CancellationToken): Promise<string[]> {
    const young: string[] = [];
    const judge = async (folder: string): Promise<void> => {
      this.#judged.add(folder);
      if ((await madeAt(vscode.Uri.parse(folder))) > performance.timeOrigin) young.push(folder);
    };
    const unknown = folders.filter((folder) => !this.#judged.has(folder));
    await inLanes(unknown, { lanes, token, work: judge, told: () => undefined });
    return young;
  }
}

/** Milliseconds since 1970; 0 where it is not known. */
async function madeAt(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).ctime;
  } catch {
    return 0;
  }
}
