/** Folders that hold no results of the project itself. */
const SKIPPED = new Set(['node_modules', '.git', '.hg', '.svn', '.vscode-test', '__pycache__', '.venv']);

/** True for the name of a folder that no walk goes into. */
export function isSkippedFolder(name: string): boolean {
  return SKIPPED.has(name);
}
