import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addExclusion,
  addMappings,
  EMPTY_PROJECT,
  exclusionIn,
  removeExclusion,
  type ProjectEdit,
} from '../../../src/core/project/edit-project.ts';
import { spliced } from '../../../src/core/project/splice-json.ts';
import { mappableColumns } from '../../../src/core/project/mappable.ts';
import { readProject } from '../../../src/core/project/read-project.ts';
import { nodeDecoder } from '../../../src/cli/decoder.ts';

const TEXT = `{
  // nightly machine
  "title": "Nightly", /* kept */
  "excluded": [
    { "match": "old/**", "reason": "wrong driver" } // for now
  ]
}
`;

function after(text: string, edit: ProjectEdit): string {
  if (typeof edit === 'string') throw new Error(edit);
  return spliced(text, edit);
}

describe('edits of benchtrail.json', () => {
  it('add an exclusion and leave comments and formatting alone', () => {
    const text = after(TEXT, addExclusion(TEXT, { match: 'a/b.json#2', reason: 'cold cache' }));
    expect(text).toContain('// nightly machine');
    expect(text).toContain('/* kept */');
    expect(text).toContain('// for now');
    expect(text).toContain('{ "match": "old/**", "reason": "wrong driver" }');
    expect(exclusionIn(text, 'a/b.json', '#2')).toEqual({ match: 'a/b.json#2', reason: 'cold cache' });
    expect(exclusionIn(text, 'a/b.json', '#1')).toBeNull();
    expect(exclusionIn(text, 'old/x/y.csv', '')).toEqual({ match: 'old/**', reason: 'wrong driver' });
  });

  it('give the same match its new reason', () => {
    const text = after(TEXT, addExclusion(TEXT, { match: 'old/**', reason: 'old firmware' }));
    expect(exclusionIn(text, 'old/x.csv', '')?.reason).toBe('old firmware');
    expect(text.match(/"match"/g)).toHaveLength(1);
  });

  it('start from nothing, and take back', () => {
    const text = after(EMPTY_PROJECT, addExclusion(EMPTY_PROJECT, { match: 'a.json', reason: 'x' }));
    expect(readProject(text, 'benchtrail.json').project.excluded).toEqual([{ match: 'a.json', reason: 'x' }]);
    const back = after(text, removeExclusion(text, 'a.json'));
    expect(JSON.parse(back)).toEqual({});
    const wild = '{"excluded": [ { "match": "a", "reason": "b" }, ] /* x */ }';
    expect(exclusionIn(after(wild, addExclusion(wild, { match: 'c', reason: 'd' })), 'c', '')).not.toBeNull();
    const empty = '{ "title": "t", "excluded": [] }';
    expect(JSON.parse(after(empty, addExclusion(empty, { match: 'c', reason: 'd' })))).toEqual({
      title: 't',
      excluded: [{ match: 'c', reason: 'd' }],
    });
    expect(removeExclusion(back, 'a.json')).toEqual([]);
  });

  it('take back one of several, and every repetition of it', () => {
    const text =
      '{"excluded":[{"match":"a","reason":"1"},{"match":"b","reason":"2"},{"match":"a","reason":"3"}]}';
    expect(JSON.parse(after(text, removeExclusion(text, 'a')))).toEqual({
      excluded: [{ match: 'b', reason: '2' }],
    });
  });

  it('add mappings, and say a column anew', () => {
    const draw = { column: 'draw', metric: 'power', unit: 'W', direction: 'lower' as const };
    const one = after(TEXT, addMappings(TEXT, 'power/draw.csv', [draw]));
    expect(readProject(one, 'x').project.mappings).toEqual([{ match: 'power/draw.csv', columns: [draw] }]);
    const two = after(one, addMappings(one, 'power/draw.csv', [{ column: 'step', role: 'label' }]));
    const three = after(two, addMappings(two, 'power/draw.csv', [{ column: 'Draw ', role: 'ignore' }]));
    expect(readProject(three, 'x').project.mappings[0]?.columns).toEqual([
      { column: 'step', role: 'label' },
      { column: 'Draw ', role: 'ignore' },
    ]);
    expect(three).toContain('// nightly machine');
  });

  it('refuse a broken file with a sentence', () => {
    expect(addExclusion('{ "excluded": [', { match: 'a', reason: 'b' })).toMatch(/not right/);
    expect(addExclusion('[]', { match: 'a', reason: 'b' })).toMatch(/not right/);
    expect(addMappings('{ "mappings": 3 }', 'a', [])).toMatch(/no list/);
  });

  it('stay readable whatever stands in the file, and can be taken back', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 });
    const exclusion = fc.record({ match: name, reason: name });
    fc.assert(
      fc.property(fc.array(exclusion, { maxLength: 4 }), exclusion, fc.boolean(), (known, added, isWide) => {
        const text = JSON.stringify({ title: 't', excluded: known }, undefined, isWide ? 2 : undefined);
        const edited = after(text, addExclusion(text, added));
        const list = (JSON.parse(edited) as { excluded: { match: string }[] }).excluded;
        expect(list.filter(({ match }) => match === added.match).length).toBeGreaterThan(0);
        const back = JSON.parse(after(edited, removeExclusion(edited, added.match))) as {
          excluded?: unknown;
        };
        const left = known.filter(({ match }) => match !== added.match);
        expect(back.excluded ?? []).toEqual(left);
      }),
    );
  });
});

describe('columns that can be mapped', () => {
  const columns = (path: string, text: string): unknown =>
    mappableColumns(path, new TextEncoder().encode(text), nodeDecoder);

  it('are those of a table, with their first values', () => {
    expect(columns('a.csv', 'step,draw,name\n1,41.5,x\n2,44.0,y\n')).toEqual([
      { name: 'step', first: ['1', '2'], isNumeric: true },
      { name: 'draw', first: ['41.5', '44.0'], isNumeric: true },
      { name: 'name', first: ['x', 'y'], isNumeric: false },
    ]);
  });

  it('are the keys of records, however deep', () => {
    expect(columns('a.json', '[{"k":{"draw":1,"on":true}},{"k":{"draw":2}}]')).toEqual([
      { name: 'draw', first: ['1', '2'], isNumeric: true },
      { name: 'on', first: ['true'], isNumeric: false },
    ]);
    expect(columns('a.jsonl', '{"x":1}\n{"x":2}\n')).toEqual([
      { name: 'x', first: ['1', '2'], isNumeric: true },
    ]);
  });

  it('are none in a text for people', () => {
    expect(columns('a.md', '| a |\n| - |\n| 1 |\n')).toEqual([]);
    expect(columns('a.bin', '\u0000\u0001\u0002')).toEqual([]);
  });
});
