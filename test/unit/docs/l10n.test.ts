import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

it('the texts for translators are those of the source: `npm run l10n` writes them', () => {
  const script = join(root, 'scripts', 'make-l10n.mjs');
  const printed = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
  expect(readFileSync(join(root, 'l10n', 'bundle.l10n.json'), 'utf8'), 'Run `npm run l10n`.').toBe(printed);
});
