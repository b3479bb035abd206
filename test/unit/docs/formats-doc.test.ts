import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/core/formats/registry.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'formats.md'), 'utf8');

describe('docs/formats.md', () => {
  it('is what `npm run docs` writes', () => {
    const script = join(root, 'scripts', 'make-formats-doc.mjs');
    const printed = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' });
    expect(page, 'Run `npm run docs` and look at what it changed.').toBe(printed);
  });

  it('has one row with five cells for each format', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| **'));
    expect(rows).toHaveLength(FORMATS.length);
    for (const [index, { id, title }] of FORMATS.entries()) {
      expect(rows[index]).toContain(`**${title}**<br>[\`${id}\`]`);
      expect(rows[index]?.split(/(?<!\\)\|/)).toHaveLength(7);
    }
  });

  it('says what the fixtures give, how they were made, and what proves the reader', () => {
    const row = page.split('\n').find((line) => line.startsWith('| **hyperfine**'));
    expect(row).toContain('| Execution time, user CPU time, system CPU time');
    expect(row).toContain('| Made by running hyperfine 1.15.0 here; real files of the reference corpus');
    expect(row).toContain('| Made by running hyperfine 1.15.0. |');
  });

  it('wants no format that it has', () => {
    const [, wanted = ''] = page.split('\n## Wanted\n');
    for (const { id } of FORMATS) expect(wanted.toLowerCase()).not.toContain(`- ${id} `);
  });
});
