import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { PlaceRequests, locate, pointerOf } from '../../../src/core/text/json-place.ts';
import { parseJson, type Json } from '../../../src/core/text/json.ts';
import { readMarkdown } from '../../../src/core/text/markdown.ts';

const ROOT = '../shared/corpus';
const missing = !existsSync(ROOT);

/** Real files by extension, without those that say what is expected of them. */
function filesOf(extension: string): string[] {
  if (missing) return [];
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(extension) && !path.startsWith('expected'))
    .map((path) => join(ROOT, path));
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
}

type Path = readonly (string | number)[];

function* leavesOf(value: Json, path: Path = []): Generator<[Path, Json]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else if (Array.isArray(value)) {
    for (const [index, element] of (value as readonly Json[]).entries())
      yield* leavesOf(element, [...path, index]);
  } else for (const [key, member] of Object.entries(value)) yield* leavesOf(member, [...path, key]);
}

/** The scalar that a line shows from its first character on. */
function scalarAt(line: string): unknown {
  const token = /^(?:"(?:[^"\\]|\\.)*"|[-+.\w]+)/.exec(line)?.[0];
  return token === undefined ? undefined : JSON.parse(token);
}

describe.skipIf(missing)('real files (skipped where ../shared/corpus is not there)', () => {
  it.each(filesOf('.json'))('%s: every value stands where locate says', (path) => {
    const text = textOf(path);
    const parsed = parseJson(text);
    if (parsed.kind === 'broken') throw new Error(parsed.problem.message);
    expect(parsed.document.problems).toEqual([]);
    const requests = new PlaceRequests();
    const leaves = [...leavesOf(parsed.document.value)].map(([leafPath, value]) => ({
      leafPath,
      value,
      ticket: requests.ask(leafPath),
    }));
    const places = runToEnd(locate(text, requests));
    const lines = text.split(/\r\n|\r|\n/);
    const wrong = leaves.filter(({ ticket, value }) => {
      const line = lines[places.line(ticket) - 1] ?? '';
      return scalarAt(line.slice(places.column(ticket) - 1)) !== value;
    });
    expect(wrong.map(({ leafPath }) => pointerOf(leafPath))).toEqual([]);
  });

  it.each(filesOf('.md'))('%s: no row of a table is ragged without a warning', (path) => {
    const { tables } = runToEnd(readMarkdown(textOf(path)));
    for (const { header, rows, problems } of tables) {
      expect(rows.length, header.map(({ text }) => text).join('|')).toBeGreaterThan(0);
      expect(problems.length).toBe(rows.filter((row) => row.length !== header.length).length);
    }
  });
});
