import type * as vscode from 'vscode';

/** Documents that may be result files, by language and by name: results come as JSON, as tables and as plain text. */
export const RESULT_DOCUMENTS: vscode.DocumentSelector = [
  ...['json', 'jsonl', 'jsonc', 'csv', 'tsv', 'markdown', 'plaintext', 'log', 'xml'].map((language) => ({
    language,
  })),
  { pattern: '**/*.{csv,tsv,json,jsonl,ndjson,md,txt,log,out,bench,stats}' },
];
