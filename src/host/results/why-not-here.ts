import * as vscode from 'vscode';
import type { RootReading } from './root-reading.ts';

/** The rule that keeps a file out, and what to do about it, in one sentence. */
export function whyNotHere(uri: vscode.Uri, reading: RootReading): string {
  const place = reading.rules.placeOf(uri);
  if (place === undefined) {
    return vscode.l10n.t(
      'It lies outside the folders that are read, or in one that is excluded (files.exclude, benchtrail.discovery.exclude, node_modules); add its folder with “Add Benchmark Folder”.',
    );
  }
  const looked = reading.hidden(place);
  if (looked !== undefined) {
    return vscode.l10n.t(
      '{0} A file of a folder that you added with “Add Benchmark Folder” appears all the same.',
      looked.reason ?? '',
    );
  }
  switch (reading.rules.against(place)) {
    case 'project':
      return vscode.l10n.t('The include or exclude rules of benchtrail.json keep it out; change them there.');
    case 'excluded':
      return vscode.l10n.t(
        'The setting benchtrail.discovery.exclude or files.exclude keeps it out; change it there.',
      );
    case 'name':
      return vscode.l10n.t(
        'Neither its name nor that of a folder above it is one that results go by; add its folder with “Add Benchmark Folder”, or its name to benchtrail.discovery.include.',
      );
    case null:
      return vscode.l10n.t('It is not there, or has not been read yet; use “Refresh Results”.');
  }
}
