// Writes l10n/bundle.l10n.json, the English texts that translators start from: every `vscode.l10n.t(…)` of the host and every
// `t(…)` of the webview. A translation is a file bundle.l10n.LANGUAGE.json beside it. `--print` prints the bundle instead.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const FOLDERS = [
  { folder: 'src/host', call: 'vscode.l10n.t' },
  { folder: 'webview', call: 't' },
];

function textsOf(file, call) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(source) === call) {
      const [message] = node.arguments;
      if (message === undefined || !ts.isStringLiteralLike(message)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        throw new Error(
          `${file}:${line + 1}: the text of ${call} must be one literal, or nobody can translate it.`,
        );
      }
      found.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const texts = FOLDERS.flatMap(({ folder, call }) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'l10n.ts')
    .flatMap((entry) => textsOf(join(entry.parentPath, entry.name), call)),
);
const sorted = [...new Set(texts)].sort((a, b) => (a < b ? -1 : 1));
const bundle = `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), null, 2)}\n`;
if (process.argv.includes('--print')) {
  process.stdout.write(bundle);
} else {
  mkdirSync(join(root, 'l10n'), { recursive: true });
  writeFileSync(join(root, 'l10n', 'bundle.l10n.json'), bundle);
}
