import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import {
  readMarkdown,
  type MarkdownCell,
  type MarkdownOptions,
  type MarkdownPage,
  type MarkdownTable,
} from '../../../src/core/text/markdown.ts';

function read(text: string | readonly string[], options?: MarkdownOptions): MarkdownPage {
  return runToEnd(readMarkdown(typeof text === 'string' ? text : text.join('\n'), options));
}

function texts(cells: readonly MarkdownCell[]): string[] {
  return cells.map(({ text }) => text);
}

/** The header and the rows of a table. */
function grid(table: MarkdownTable | undefined): string[][] {
  return table === undefined ? [] : [table.header, ...table.rows].map(texts);
}

function items(page: MarkdownPage): string[] {
  return page.items.map(
    ({ heading, key, value, place }) => `${place.line}:${place.column} ${heading ?? '-'} | ${key} | ${value}`,
  );
}

describe('tables', () => {
  it('give cells with the place of what they show', () => {
    const { tables } = read(
      '\n| Command | Mean [s] |\r\n|:---|---:|\r\n| `a b` | **5.041** ± 0.039 |\r\n|| |\r\n',
    );
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({ heading: null, line: 2, intro: [], problems: [] });
    expect(tables[0]?.header.map(({ place }) => place)).toEqual([
      { line: 2, column: 3 },
      { line: 2, column: 13 },
    ]);
    expect(tables[0]?.rows).toEqual([
      [
        { text: 'a b', place: { line: 4, column: 4 } },
        { text: '5.041 ± 0.039', place: { line: 4, column: 13 } },
      ],
      [
        { text: '', place: { line: 5, column: 2 } },
        { text: '', place: { line: 5, column: 4 } },
      ],
    ]);
  });

  it('need no pipes around them', () => {
    expect(grid(read('a | b\n--|--\n1 | 2\n3 | 4\n\nnot | row').tables[0])).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('keep escaped pipes, and pipes in code where the row needs them', () => {
    expect(grid(read('| a | b |\n|-|-|\n| x\\|y | `p | q` |\n| `r | s |').tables[0])).toEqual([
      ['a', 'b'],
      ['x|y', 'p | q'],
      ['`r', 's'],
    ]);
  });

  it('decode entities and keep multiplication', () => {
    const row = '| &#39;sin(a) * arctan(4i)&#39; | 398,232.31 ns | - |';
    expect(grid(read(['| Method | Mean | Gen1 |', '|------- |-----:|-----:|', row]).tables[0])[1]).toEqual([
      "'sin(a) * arctan(4i)'",
      '398,232.31 ns',
      '-',
    ]);
  });

  it('keep ragged rows with a warning', () => {
    const table = read('| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2').tables[0];
    expect(table?.rows.map(texts)).toEqual([['1'], ['1', '2', '3'], ['1', '2']]);
    expect(table?.problems.map(({ line, severity, message }) => `${line} ${severity}: ${message}`)).toEqual([
      '3 warning: The row has 1 cells, the header has 2.',
      '4 warning: The row has 3 cells, the header has 2.',
    ]);
  });

  it('need a delimiter row of dashes right below the header', () => {
    expect(read('| a | b |\n| 1 | 2 |').tables).toEqual([]);
    expect(read('| a | b |\n\n|---|---|\n| 1 | 2 |').tables).toEqual([]);
    expect(read('Title\n---\ntext | with pipe').tables).toEqual([]);
    expect(read('some words\n| --- | --- |').tables).toEqual([]);
  });

  it('take rows of lone dashes as values', () => {
    expect(grid(read('| a | b |\n| - | - |\n| - | - |\n| 1 | - |').tables[0])).toEqual([
      ['a', 'b'],
      ['-', '-'],
      ['1', '-'],
    ]);
  });

  it('pass over rules between rows, but not over a second table', () => {
    const page = read(
      '| a | b |\n|---|---|\n| x | 1 |\n|---|---|\n| y | 2 |\n| a | b |\n|---|---|\n| z | 3 |',
    );
    expect(page.tables.map(grid)).toEqual([
      [
        ['a', 'b'],
        ['x', '1'],
        ['y', '2'],
      ],
      [
        ['a', 'b'],
        ['z', '3'],
      ],
    ]);
  });

  it('know their heading and what was said since', () => {
    const page = read([
      '# A',
      '## B',
      'Some *text*.',
      '',
      '- Key: 1',
      '| x | y |',
      '|---|---|',
      '| 1 | 2 |',
      '',
      'After.',
    ]);
    expect(page.tables[0]).toMatchObject({ heading: 'B', intro: ['Some text.', 'Key: 1'], line: 6 });
    expect(page.headings).toEqual([
      { level: 1, text: 'A', line: 1 },
      { level: 2, text: 'B', line: 2 },
    ]);
  });

  it('in fenced code are read only when asked for', () => {
    const text = '```\n| a | b |\n|---|---|\n| 1 | 2 |\n# no\n```\n~~~ text\nk: v\n~~~\nk: w';
    expect(read(text).tables).toEqual([]);
    expect(read(text).headings).toEqual([]);
    expect(items(read(text))).toEqual(['10:4 - | k | w']);
    expect(read(text, { fenced: true }).tables.map(grid)).toEqual([
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ]);
  });

  it('are found in a log, with log lines between their rows', () => {
    const page = read([
      'ggml_vulkan: 0 = Radeon (radv) | uma: 0 | fp16: 1',
      '| model    |  test |           t/s |',
      '| -------- | ----: | ------------: |',
      '| llama 7B | pp512 | 490.97 ± 2.27 |',
      'ggml_free: done | now',
      '| llama 7B | tg128 |  86.06 ± 0.13 |',
      '',
      'build: 34ce48d97 (7356)',
    ]);
    expect(page.tables.map(grid)).toEqual([
      [
        ['model', 'test', 't/s'],
        ['llama 7B', 'pp512', '490.97 ± 2.27'],
        ['llama 7B', 'tg128', '86.06 ± 0.13'],
      ],
    ]);
    expect(page.tables[0]?.rows[1]?.[2]?.place).toEqual({ line: 6, column: 23 });
    expect(items(page).at(-1)).toBe('8:8 - | build | 34ce48d97 (7356)');
  });

  it('come back as they were written', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', ' ', '.', '-', '|', '`', '*', '_', '&', '\\', '<', ':', '#'),
    });
    const widthAndRows = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(widthAndRows, fc.boolean(), (rows, padded) => {
        const pad = padded ? '  ' : ' ';
        const write = (row: readonly string[]): string =>
          `|${row.map((text) => `${pad}${escape(text)}${pad}`).join('|')}|`;
        const [header = [], ...body] = rows;
        const lines = [write(header), `|${'---|'.repeat(header.length)}`, ...body.map(write)];
        const table = read(lines).tables[0];
        expect(grid(table)).toEqual(rows.map((row) => row.map((text) => text.trim())));
        expect(table?.problems).toEqual([]);
      }),
      { seed: 12, numRuns: 1000 },
    );
  });
});

/** Escapes everything that Markdown would not show as it is. */
function escape(text: string): string {
  return text.replaceAll(/[|`*_&\\<#-]/g, '\\$&').replaceAll('\\-', '&#45;');
}

describe('lines that lost their breaks', () => {
  it('give the table whose header follows a list item, and the item', () => {
    const page = read([
      '# Compilation Report - Generated: 2025-10-02T21:08:57+00:00',
      '- Model: conv',
      '- DType: torch.float32 | Backend | Success | Mean (ms) |',
      '| --- | --- | --- |',
      '| eager | yes | 3.812 |',
    ]);
    expect(page.headings).toEqual([{ level: 1, text: 'Compilation Report', line: 1 }]);
    expect(items(page)).toEqual([
      '1:35 Compilation Report | Generated | 2025-10-02T21:08:57+00:00',
      '2:10 Compilation Report | Model | conv',
      '3:10 Compilation Report | DType | torch.float32',
    ]);
    expect(page.tables.map(grid)).toEqual([
      [
        ['Backend', 'Success', 'Mean (ms)'],
        ['eager', 'yes', '3.812'],
      ],
    ]);
    expect(page.tables[0]).toMatchObject({ line: 3, problems: [] });
    expect(page.tables[0]?.header[0]?.place).toEqual({ line: 3, column: 26 });
  });

  it('keep pipes of the text before the header', () => {
    const page = read([
      '- Stack: Torch 2.8 | CUDA 12.8 | Backend | Mean |',
      '| ---- | ---- |',
      '| jit | 0.3 |',
    ]);
    expect(items(page)).toEqual(['1:10 - | Stack | Torch 2.8 | CUDA 12.8']);
    expect(page.tables.map(grid)[0]?.[0]).toEqual(['Backend', 'Mean']);
  });

  it('give the heading or text behind a row', () => {
    const page = read([
      '| tag | tok/s |',
      '| --- | --- |',
      '| q4_0 | 76.59 |',
      '| q8_0 | 46.57 | ## Parameter Sweep (using q4_0)',
      'Best 78.42. | n | tok/s |',
      '| --- | --- |',
      '| 40 | 78.42 | Artifacts:',
      '- `a.json`',
    ]);
    expect(page.tables.map(grid)).toEqual([
      [
        ['tag', 'tok/s'],
        ['q4_0', '76.59'],
        ['q8_0', '46.57'],
      ],
      [
        ['n', 'tok/s'],
        ['40', '78.42'],
      ],
    ]);
    expect(page.headings).toEqual([{ level: 2, text: 'Parameter Sweep (using q4_0)', line: 4 }]);
    expect(page.tables[1]).toMatchObject({
      heading: 'Parameter Sweep (using q4_0)',
      intro: ['Best 78.42.'],
      problems: [],
    });
    expect(page.tables[0]?.problems).toEqual([]);
  });

  it('give headings and items behind items', () => {
    const page = read(
      '# Quantization ## BASELINE\n- Accuracy: 0.75\n- Bytes: 2781 ## QAT\n- Env: - CPU: x - CUDA: y\n- a - note: b',
    );
    expect(page.headings.map(({ level, text, line }) => `${level} ${line} ${text}`)).toEqual([
      '1 1 Quantization',
      '2 1 BASELINE',
      '2 3 QAT',
    ]);
    expect(items(page)).toEqual([
      '2:13 BASELINE | Accuracy | 0.75',
      '3:10 BASELINE | Bytes | 2781',
      '4:15 QAT | CPU | x',
      '4:25 QAT | CUDA | y',
      '5:13 QAT | a - note | b',
    ]);
  });

  it('are not seen where there are none', () => {
    const page = read(
      '| a | b |\n|---|---|\n| x ## y | 1 |\nUse `## x` and C ## now.\n# Two - words\n## Closed ##',
    );
    expect(page.tables.map(grid)[0]).toEqual([
      ['a', 'b'],
      ['x ## y', '1'],
    ]);
    expect(page.headings.map(({ text }) => text)).toEqual(['now.', 'Two - words', 'Closed']);
  });
});

describe('items', () => {
  it.each([
    ['- Key: value', ['1:8 - | Key | value']],
    ['* Key: value', ['1:8 - | Key | value']],
    ['1. Key: value', ['1:9 - | Key | value']],
    ['**Key:** gemma3:latest', ['1:10 - | Key | gemma3:latest']],
    ['- **Key**: NaN%', ['1:12 - | Key | NaN%']],
    ['- **Key:** **1.5** ms', ['1:14 - | Key | 1.5 ms']],
    ['Key: `a|b`', ['1:7 - | Key | a|b']],
    ['- `llama3.1:8b`: 5', ['1:18 - | llama3.1:8b | 5']],
    ['- see http://a:80/b', []],
    ['- at 12:30:01', []],
    ['- Key:', []],
    ['**Title: more** text', []],
    ['- `a: b`', []],
    ['> quoted', []],
  ])('%j', (line, expected) => {
    expect(items(read(line))).toEqual(expected);
  });
});

describe('headings', () => {
  it('are marked, underlined or drawn as logs do', () => {
    const page = read('# A #\n\nB *b*\n===\n\nC\n---\n=== D ===\n### GPU 0 ONLY ###\n#no\n\nk: v\n---\n');
    expect(page.headings).toEqual([
      { level: 1, text: 'A', line: 1 },
      { level: 1, text: 'B b', line: 3 },
      { level: 2, text: 'C', line: 6 },
      { level: 2, text: 'D', line: 8 },
      { level: 3, text: 'GPU 0 ONLY', line: 9 },
    ]);
    expect(items(page)).toEqual(['12:4 GPU 0 ONLY | k | v']);
  });
});

describe('readMarkdown', () => {
  it('never throws, and every cell shows what stands at its place', () => {
    const part = fc.constantFrom(
      '|',
      '| a ',
      '|---|---|',
      '\n',
      '\n',
      '# ',
      ' ## ',
      '- ',
      ' - K: v',
      '```',
      '`',
      '**',
      '1.5',
      ' ',
      'x: y',
      '\\|',
      '&lt;',
      '===',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const lines = parts.join('').split('\n');
        const page = read(lines);
        for (const { header, rows } of page.tables) {
          for (const { text, place } of [header, ...rows].flat()) {
            const there = lines[place.line - 1]?.slice(place.column - 1) ?? '';
            if (/^[\w.]/.test(text)) expect(there[0]).toBe(text[0]);
          }
        }
        for (const { value, place } of page.items) {
          if (/^[\w.]/.test(value)) expect(lines[place.line - 1]?.[place.column - 1]).toBe(value[0]);
        }
      }),
      { seed: 13, numRuns: 3000 },
    );
  });

  it.each([
    ' ## a',
    ' - A: b',
    '- A: b - ',
    '`a',
    '**a',
    '|',
    '|a|\n|-|\n',
    '|a|b|\n|-|-|\n|1|\nx\n',
    'x\n|1|\n',
    '\\|',
  ])('takes half a megabyte of %j in its stride', (part) => {
    const { headings, tables, items: found } = read(part.repeat(500_000 / part.length));
    expect(headings.length + tables.length + found.length).toBeLessThan(500_000);
  });

  it('yields about every megabyte', () => {
    const steps = readMarkdown('some words in a line of text\n'.repeat(100_000));
    let yields = 0;
    while (steps.next().done !== true) yields++;
    expect(yields).toBe(2);
  });
});
