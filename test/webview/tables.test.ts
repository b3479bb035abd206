// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { compareValues, nextSort } from '../../webview/tables/data-table.ts';
import { csvOf, markdownOf } from '../../webview/tables/export.ts';
import { movedCell } from '../../webview/tables/grid-keys.ts';
import { VirtualTable, type TableModel } from '../../webview/tables/virtual-table.ts';
import { fittedNames, tellApart, withoutKeys } from '../../webview/charts/tell-apart.ts';

const TABLE = {
  columns: [
    { title: 'Name', align: 'left' },
    { title: 'Value [s]', align: 'right' },
  ],
  rows: [
    [
      { text: '=HYPERLINK("x")', value: '=HYPERLINK("x")' },
      { text: '1.5 ms', value: 0.0015 },
    ],
    [
      { text: 'a|b, "c"', value: 'a|b, "c"' },
      { text: '–', value: null },
    ],
  ],
} as const;

describe('exports', () => {
  it('write numbers in canonical units and never a formula', () => {
    expect(csvOf(TABLE)).toBe(`Name,Value [s]\r\n"'=HYPERLINK(""x"")",0.0015\r\n"a|b, ""c""",\r\n`);
  });

  it('write Markdown whose cells stay in their cells', () => {
    const lines = markdownOf(TABLE).trim().split('\n');
    expect(lines[1]).toBe('| --- | ---: |');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toContain('a\\|b');
  });
});

describe('sorting', () => {
  it('puts what is missing last, in both directions', () => {
    const values = [3, null, 1, 2];
    const sorted = (descending: boolean): unknown[] =>
      values.toSorted((a, b) => compareValues(a, b, descending));
    expect(sorted(false)).toEqual([1, 2, 3, null]);
    expect(sorted(true)).toEqual([3, 2, 1, null]);
  });

  it('goes up, down, and back to how it was', () => {
    const first = nextSort(null, 2);
    const second = nextSort(first, 2);
    expect([first, second, nextSort(second, 2)]).toEqual([
      { column: 2, descending: false },
      { column: 2, descending: true },
      null,
    ]);
  });
});

describe('keys of a grid', () => {
  const size = { rows: 100, columns: 4, page: 10 };

  it.each([
    ['ArrowUp', false, { row: -1, column: 1 }],
    ['PageDown', false, { row: 10, column: 1 }],
    ['End', true, { row: 99, column: 3 }],
    ['Home', false, { row: 0, column: 0 }],
  ])('%s moves', (key, control, expected) => {
    expect(movedCell({ row: 0, column: 1 }, key, control, size)).toEqual(expected);
  });

  it('never leaves the grid', () => {
    expect(movedCell({ row: 99, column: 3 }, 'ArrowDown', false, size)).toEqual({ row: 99, column: 3 });
    expect(movedCell({ row: -1, column: 0 }, 'ArrowLeft', false, size)).toEqual({ row: -1, column: 0 });
    expect(movedCell({ row: 0, column: 0 }, 'a', false, size)).toBeNull();
  });
});

describe('names of series', () => {
  it('leave out what they share', () => {
    expect(tellApart(['run llama batch=8 fp16', 'run llama batch=16 fp16'])).toEqual([
      '…batch=8…',
      '…batch=16…',
    ]);
    expect(tellApart(['a', 'b'])).toEqual(['a', 'b']);
    expect(tellApart(['long name one', 'long name one'])).toEqual(['long name one', 'long name one']);
  });
});

describe('names without their keys', () => {
  it('say the keys once, in the order of the values', () => {
    expect(withoutKeys(['gzip (level=1, block=64)', 'md5', 'gzip (level=9, block=64)'])).toEqual({
      names: ['gzip (1, 64)', 'md5', 'gzip (9, 64)'],
      keys: ['level', 'block'],
    });
    expect(withoutKeys(['Boss (Excited) (tone=1)', 'Boss (Calm) (tone=2)'])?.names).toEqual([
      'Boss (Excited) (1)',
      'Boss (Calm) (2)',
    ]);
  });

  it('keep what other names do not have', () => {
    expect(withoutKeys(['a (x=1)', 'a (x=2)', 'a (y=1)', 'a (x=3, y=1)'])).toEqual({
      names: ['a (1)', 'a (2)', 'a (y=1)', 'a (x=3, y=1)'],
      keys: ['x'],
    });
  });

  it('are left out of names that are nothing but parameters, and of no commands', () => {
    expect(withoutKeys(['level=1, block=64', 'level=9, block=64'])).toEqual({
      names: ['1, 64', '9, 64'],
      keys: ['level', 'block'],
    });
    expect(withoutKeys(['bench --threads=4', 'bench --threads=8'])).toBeNull();
    const sweep = ['q4_0', 'q8_0'].flatMap((name) =>
      [1, 32].map((n) => `quantization=${name}, concurrency=${n}`),
    );
    expect(fittedNames(sweep, 12)).toEqual(['q4_0, 1', 'q4_0, 32', 'q8_0, 1', 'q8_0, 32']);
  });

  it('are none where names have no parameters, or would be alike', () => {
    expect(withoutKeys(['a', 'b (c)', 'c (a=b=c)'])).toBeNull();
    expect(withoutKeys(['a (x=1)', 'a (x=2)', 'a (1)'])).toBeNull();
    expect(withoutKeys([])).toBeNull();
  });
});

describe('names in little room', () => {
  const sweep = ['gzip', 'brotli'].flatMap((name) =>
    [1, 9].flatMap((level) => [64, 1024].map((block) => `${name} (level=${level}, block_size=${block})`)),
  );

  it('stay whole where they fit', () => {
    expect(fittedNames(sweep, 40)).toEqual(sweep);
  });

  it('lose their keys before they are cut', () => {
    expect(fittedNames(sweep, 16)).toEqual([
      'gzip (1, 64)',
      'gzip (1, 1024)',
      'gzip (9, 64)',
      'gzip (9, 1024)',
      'brotli (1, 64)',
      'brotli (1, 1024)',
      'brotli (9, 64)',
      'brotli (9, 1024)',
    ]);
  });

  it('lose remarks, and an end that tells nothing', () => {
    const pooled = ['ollama · tokens_s', 'demo · rate', 'gemma3 / 1b · tokens_s (pooled over 3 runs)'];
    expect(fittedNames(pooled, 23)).toEqual(['ollama · tokens_s', 'demo · rate', 'gemma3 / 1b · tokens_s']);
    expect(fittedNames(pooled, 14)).toEqual(['ollama', 'demo · rate', 'gemma3 / 1b']);
  });

  it('are told apart for as long as they can be', () => {
    for (const most of [12, 14, 20, 26]) {
      const names = fittedNames(sweep, most);
      expect(new Set(names).size).toBe(sweep.length);
      for (const name of names) expect(name.length).toBeLessThanOrEqual(most);
    }
    expect(fittedNames(['aaaaaaaaaaaaaaaa1zzzzzzzz', 'aaaaaaaaaaaaaaaa2zzzzzzzz'], 12)).toEqual([
      '…aa1zzzzzzzz',
      '…aa2zzzzzzzz',
    ]);
  });
});

describe('the virtual table', () => {
  beforeAll(() => {
    customElements.define('bt-table', VirtualTable);
  });

  function table(rows: number, opened: number[]): VirtualTable {
    const element = new VirtualTable();
    const model: TableModel = {
      label: 'Numbers',
      columns: [
        { title: 'A', align: 'left', width: 10 },
        { title: 'B', align: 'right', width: 10 },
      ],
      rows,
      cell: (row, column) => ({ text: `${row}:${column}`, open: () => opened.push(row) }),
    };
    document.body.append(element);
    element.model = model;
    return element;
  }

  it('says how long it is and draws only what is in sight', () => {
    const element = table(100_000, []);
    const grid = element.querySelector('[role=grid]');
    expect(grid?.getAttribute('aria-rowcount')).toBe('100001');
    expect(element.querySelectorAll('.vt-window [role=row]').length).toBeLessThan(60);
  });

  it('is one stop for Tab; arrows move, Enter opens', () => {
    const opened: number[] = [];
    const element = table(50, opened);
    expect(element.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    const press = (key: string): void => {
      const grid = element.querySelector('[role=grid]');
      grid?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    };
    press('ArrowDown');
    press('ArrowDown');
    press('Enter');
    expect(opened).toEqual([2]);
    expect(element.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    expect(element.querySelector('[data-active]')?.textContent.trim()).toBe('2:0');
  });
});
