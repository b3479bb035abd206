// Licence texts of everything that is bundled into dist/, from the bundler's own list of inputs.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const ALLOWED = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BSL-1.0',
  'Apache-2.0 AND BSL-1.0',
  'Apache-2.0 AND BSD-3-Clause',
]);

/** The text of THIRD_PARTY_NOTICES, equal texts once; throws when a bundled package's licence is not known to go with MIT. */
export function notices(root, inputs) {
  const packages = new Map();
  for (const input of inputs) {
    const match = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input);
    if (match !== null) packages.set(match[2], join(root, match[1]));
  }
  const byText = new Map();
  for (const [name, folder] of [...packages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { title, text } = notice(name, folder);
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const line = '='.repeat(80);
  const parts = [...byText].map(([text, titles]) => `${line}\n${titles.join('\n')}\n${line}\n\n${text}`);
  return `Benchtrail bundles the following packages.\n\n${parts.join('\n\n')}\n`;
}

function notice(name, folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!ALLOWED.has(manifest.license)) {
    throw new Error(`${name} has the licence ${manifest.license}, which is not known to go with MIT.`);
  }
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).filter(Boolean);
  const text = texts.join('\n\n') || `Licensed under ${manifest.license}.`;
  return { title: `${name} ${manifest.version} (${manifest.license})`, text };
}
