import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { CellReader } from '../../../src/core/text/cell-reader.ts';
import { byteDialect } from '../../../src/core/text/csv-bytes.ts';
import { scanRecords } from '../../../src/core/text/csv-fast.ts';
import { recordEnd, recordStart } from '../../../src/core/text/csv-records.ts';
import { readTable } from '../../../src/core/text/csv.ts';
import type { Delimiter } from '../../../src/core/text/table.ts';
import { decoder, rowsOf, tableOf, utf8 } from './support.ts';

const SEED = { seed: 7, numRuns: 2000 };
const BREAKS = ['\n', '\r\n', '\r'] as const;

/** csv-parse in the manner that ours is meant to have: cells trimmed outside quotes, empty lines skipped. */
function oracle(text: string, delimiter: string): string[][] {
  return parse(utf8(text), {
    delimiter,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
  });
}

/** Null where csv-parse finds the text faulty. */
function oracleOrNull(text: string, delimiter: string): string[][] | null {
  try {
    return oracle(text, delimiter);
  } catch {
    return null;
  }
}

function scanned(text: string, delimiter: Delimiter): { rows: string[][]; irregular: number } {
  const dialect = byteDialect(delimiter, '"', null);
  const records = runToEnd(scanRecords(utf8(text), dialect));
  const reader = new CellReader(records, dialect, decoder);
  return {
    rows: Array.from({ length: records.count }, (_, record) => reader.texts(record)),
    irregular: records.irregularCount,
  };
}

const delimiters = fc.constantFrom<Delimiter>(',', ';', '\t', '|');
const letters = fc.constantFrom('a', 'B', '7', '.', '-', 'é', '€', '😀', '#', "'");

/** Content that needs no quotes: no delimiter, no quote, no line break. */
const plain = fc
  .array(fc.oneof(letters, fc.constantFrom(' ', '\u00a0')), { maxLength: 6 })
  .map((all) => all.join(''));
const anything = fc
  .array(fc.oneof(letters, fc.constantFrom(',', ';', '\t', '|', '"', '\n', '\r', '\r\n', ' ')), {
    maxLength: 8,
  })
  .map((all) => all.join(''));

const before = fc.constantFrom('', '', '', ' ', '  ', '\u00a0');
/** csv-parse stumbles over white space of several bytes behind a quote. */
const after = fc.constantFrom('', '', '', ' ', '  ', '\v');
const cell = fc.oneof(
  plain.map((text) => ({ raw: text, text: text.trim() })),
  fc.tuple(before, anything, after).map(([pad, text, end]) => ({
    raw: `${pad}"${text.replaceAll('"', '""')}"${end}`,
    text,
  })),
);

/** A record with a line break behind it; a record of one empty cell would be a blank line. */
const record = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.constantFrom(...BREAKS))
  .filter(([cells]) => cells.length > 1 || (cells[0]?.raw.trim() ?? '') !== '');

const regular = fc.record({
  delimiter: delimiters,
  records: fc.array(record, { maxLength: 12 }),
  blanks: fc.boolean(),
});

describe('the scan over bytes', () => {
  it('gives the records and cells of csv-parse for every well-formed text', () => {
    fc.assert(
      fc.property(regular, ({ delimiter, records, blanks }) => {
        const text = records
          .map(([cells, end]) => cells.map(({ raw }) => raw).join(delimiter) + end + (blanks ? end : ''))
          .join('');
        const { rows, irregular } = scanned(text, delimiter);
        expect(irregular).toBe(0);
        expect(rows).toEqual(records.map(([cells]) => cells.map((c) => c.text)));
        expect(rows).toEqual(oracle(text, delimiter));
      }),
      SEED,
    );
  });

  it('gives what csv-parse gives for any text whose quotes are in order, and always an answer', () => {
    const soup = fc
      .array(
        fc.constantFrom('a', '1', ',', ',', '"', '"', '""', '\n', '\r\n', '\r', ' ', 'é', '"x"', '","'),
        {
          maxLength: 24,
        },
      )
      .map((all) => all.join(''));
    let regularTexts = 0;
    fc.assert(
      fc.property(soup, (text) => {
        const { rows, irregular } = scanned(text, ',');
        if (irregular > 0) return;
        regularTexts++;
        expect(rows).toEqual(oracleOrNull(text, ','));
      }),
      { ...SEED, numRuns: 5000 },
    );
    expect(regularTexts).toBeGreaterThan(1000);
  });

  it('gives what csv-parse gives for one irregular line that it can read', () => {
    const line = fc
      .array(fc.constantFrom('a', '1', ',', '"', '""', 'é', '"x"', '","'), { maxLength: 16 })
      .map((all) => all.join(''));
    let compared = 0;
    fc.assert(
      fc.property(line, (text) => {
        const { rows, irregular } = scanned(text, ',');
        const expected = relaxedCellCount(text);
        if (irregular !== 1 || expected === null) return;
        compared++;
        expect(rows[0]?.length).toBe(expected);
      }),
      { ...SEED, numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('loses no line: every byte that is no line break lies in a record or in a blank line', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', ',', '"', '\n', '\r\n', ' '), { maxLength: 40 }), (parts) => {
        const bytes = utf8(parts.join(''));
        const records = runToEnd(scanRecords(bytes, byteDialect(',', '"', null)));
        const seen = new Uint8Array(bytes.length);
        for (let r = 0; r < records.count; r++) seen.fill(1, recordStart(records, r), recordEnd(records, r));
        const lost = [...bytes].filter((byte, at) => seen[at] === 0 && ![10, 13, 32].includes(byte));
        expect(lost).toEqual([]);
      }),
      SEED,
    );
  });

  it('finds records over the borders of its slices, and yields between them', () => {
    const row = `"${'x'.repeat(997)}\n","${'y'.repeat(500)}",1\n`;
    const bytes = utf8(`a,b,c\n${row.repeat(2500)}`);
    const steps = readTable(bytes, decoder);
    let slices = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) slices++;
    expect(slices).toBeGreaterThanOrEqual(3);
    expect(step.value.rowCount).toBe(2500);
    expect(step.value.line(2499)).toBe(5000);
    expect(step.value.numbers(2).reduce((sum, value) => sum + value, 0)).toBe(2500);
  });
});

/** Cells that csv-parse finds in a line when it takes misplaced quotes as text; null where a quote stays open. */
function relaxedCellCount(line: string): number | null {
  try {
    const [first] = parse(utf8(line), { relax_quotes: true, ltrim: true, record_delimiter: ['\n'] });
    return first?.length ?? null;
  } catch {
    return null;
  }
}

describe('places', () => {
  it('point at the first character of each cell, counted as editors count', () => {
    fc.assert(
      fc.property(regular, ({ delimiter, records }) => {
        const text = records
          .map(([cells, end]) => cells.map(({ raw }) => raw).join(delimiter) + end)
          .join('');
        const table = tableOf(text, { delimiter, header: 'none' });
        if (table.dialect.quote !== '"' || table.dialect.comment !== null) return;
        const lines = text.split(/\r\n|\n|\r/);
        for (const [row, cells] of rowsOf(table).entries()) {
          for (const [column, content] of cells.entries()) {
            const { line, column: at } = table.place(row, column);
            const firstLine = content.split(/\r\n|\n|\r/)[0]?.replaceAll('"', '""') ?? '';
            expect(lines[line - 1]?.slice(at - 1)).toMatch(new RegExp(`^${escape(firstLine)}`, 'u'));
          }
        }
      }),
      SEED,
    );
  });
});

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
