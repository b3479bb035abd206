import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDecoder } from '../../../src/cli/decoder.ts';
import { FORMATS } from '../../../src/core/formats/registry.ts';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { headOf } from '../../../src/core/reading/input.ts';
import { readFile, type FileRecord } from '../../../src/core/reading/read-file.ts';
import { NOT_RESULTS } from '../../support/not-results.ts';
import { loadFolder } from '../../support/read-folder.ts';

const MARGIN = 0.1;
const MOST_SAMPLED = 300;

const root = join(import.meta.dirname, '..', '..', '..');
const context = { decoder: nodeDecoder, sibling: () => null, mappings: [] };

/** Fixtures that are no results themselves, as the README beside them says. */
const NO_RESULT = new Set([
  'console-time/log.txt',
  'generic-csv/mapped.csv',
  'generic-csv/opaque.csv',
  'generic-csv/people.csv',
  'generic-json/before.json',
  'generic-json/config.json',
  'generic-json/package.json',
  'generic-json/service.json',
  'generic-jsonl/events.jsonl',
  'kernel-bench/settings.json',
  'system-metrics/empty.json',
  'torch-compile-bench/notes.md',
]);

const fixtures = Object.entries(loadFolder(join(root, 'test', 'fixtures'))).filter(
  ([path]) => !path.endsWith('/README.md'),
);

/** Damaged files may be recognised by nobody, but never by another format. */
const isDamaged = (path: string): boolean => /\/(?:damaged|broken)[^/]*$/.test(path);

/** Programs that the fixtures were made with. */
const isSource = (path: string): boolean => /\/source[^/]*\.txt$/.test(path);

interface Claim {
  readonly id: string;
  readonly score: number;
}

/** Formats that claim a file, best first. */
function claims(path: string, bytes: Uint8Array): readonly Claim[] {
  const head = headOf(path, bytes, context);
  return FORMATS.flatMap((format) => {
    const recognition = format.recognise(head);
    return recognition === null ? [] : [{ id: format.id, score: recognition.score }];
  }).sort((a, b) => b.score - a.score);
}

function read(path: string, bytes: Uint8Array): FileRecord {
  return runToEnd(readFile({ root: 0, path, bytes, modifiedAt: null }, context));
}

const isClear = (found: readonly Claim[]): boolean =>
  found.length > 0 && (found[0]?.score ?? 0) - (found[1]?.score ?? 0) >= MARGIN - 1e-9;

describe.each(FORMATS.map(({ id }) => id))('%s', (id) => {
  const own = fixtures.filter(([path]) => path.startsWith(`${id}/`));
  const results = own.filter(([path]) => !NO_RESULT.has(path) && !isSource(path));

  it('recognises each of its fixtures, with a clear margin over all others', () => {
    expect(results.length).toBeGreaterThan(0);
    const wrong = results
      .map(([path, bytes]) => ({ path, found: claims(path, bytes) }))
      .filter(({ path, found }) => !(isDamaged(path) && found.length === 0))
      .filter(({ found }) => found[0]?.id !== id || !isClear(found));
    expect(wrong).toEqual([]);
  });
});

describe('fixtures', () => {
  it('stand in folders that are called after formats', () => {
    const ids = new Set(FORMATS.map(({ id }) => id));
    const folders = new Set(fixtures.map(([path]) => path.slice(0, path.indexOf('/'))));
    expect([...folders].filter((folder) => !ids.has(folder))).toEqual([]);
  });

  it('that are no results are claimed by no format', () => {
    const none = fixtures.filter(([path]) => NO_RESULT.has(path) || isSource(path));
    expect(none.length).toBeGreaterThan(NO_RESULT.size);
    const claimed = none.map(([path, bytes]) => ({ path, found: claims(path, bytes) }));
    expect(claimed.filter(({ found }) => found.length > 0)).toEqual([]);
  });
});

describe('files that are no results', () => {
  it.each(Object.entries(NOT_RESULTS))('%s is not read', (path, text) => {
    const { kind, format, recognised } = read(path, new TextEncoder().encode(text));
    expect({ kind, format, recognised }).toEqual({
      kind: expect.stringMatching(/^(?:ignored|document)$/) as string,
      format: null,
      recognised: null,
    });
  });

  const sampled = packageFiles(join(root, 'node_modules'));
  it.skipIf(sampled.length === 0)(
    `such as the settings and lock files of packages: ${String(sampled.length)} of them`,
    () => {
      const wrong = sampled.filter(
        (path) => read(path.slice(root.length + 1).replaceAll('\\', '/'), readFileSync(path)).kind === 'read',
      );
      expect(wrong).toEqual([]);
    },
  );
});

/** Evenly chosen from package.json, tsconfig and lock files at the top of all packages; none where nothing is installed. */
function packageFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = (path: string): readonly string[] => readdirSync(path).sort();
  const packages = entries(folder).flatMap((name) =>
    name.startsWith('@') ? entries(join(folder, name)).map((below) => join(name, below)) : [name],
  );
  const found = packages.flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(join(path, 'package.json'))) return [];
    const names = entries(path).filter((file) => /^package\.json$|^tsconfig.*\.json$|lock/.test(file));
    return names.filter((file) => /\.(?:json|lock|ya?ml)$/.test(file)).map((file) => join(path, file));
  });
  const step = Math.max(1, found.length / MOST_SAMPLED);
  return Array.from(
    { length: Math.min(found.length, MOST_SAMPLED) },
    (_, index) => found[Math.floor(index * step)] ?? '',
  );
}
