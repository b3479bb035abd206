import * as vscode from 'vscode';

/** A file that is open in a tab, with its document once the editor has loaded it. */
export interface OpenFile {
  readonly uri: vscode.Uri;
  readonly document: vscode.TextDocument | undefined;
}

/** The files of all tabs, each once; documents that nobody looks at (of other extensions, of diffs with the past) are none. */
export function openFiles(): OpenFile[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const uris = tabs.flatMap(({ input }) => {
    if (input instanceof vscode.TabInputText) return [input.uri];
    return input instanceof vscode.TabInputTextDiff ? [input.modified] : [];
  });
  const documents = new Map(
    vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]),
  );
  const byKey = new Map(uris.map((uri) => [uri.toString(), uri]));
  return [...byKey].map(([key, uri]) => ({ uri, document: documents.get(key) }));
}
