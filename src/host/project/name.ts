import type * as vscode from 'vscode';
import { PROJECT_FILE_NAME } from '../../core/project/project-file.ts';

export function isProjectFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(`/${PROJECT_FILE_NAME}`);
}
