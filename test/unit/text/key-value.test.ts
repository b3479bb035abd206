import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/core/model/steps.ts';
import { readKeyValues } from '../../../src/core/text/key-value.ts';

/** Pairs as 'section | key | value', and the lines that are none. */
function read(text: string): { pairs: string[]; rest: string[] } {
  const { pairs, rest } = runToEnd(readKeyValues(text));
  return {
    pairs: pairs.map(({ section, key, value }) => `${section ?? '-'} | ${key} | ${value}`),
    rest: rest.map((line) => `${line.line}: ${line.text}`),
  };
}

describe('readKeyValues', () => {
  it('splits at colons, equals signs and behind leader dots', () => {
    const { pairs, rest } = read(
      [
        'scaling factor: 4250',
        'latency average = 22.203 ms',
        'max_ram ......: 6 MB',
        'SUT name : PySUT',
        'runs=5',
      ].join('\n'),
    );
    expect(pairs).toEqual([
      '- | scaling factor | 4250',
      '- | latency average | 22.203 ms',
      '- | max_ram | 6 MB',
      '- | SUT name | PySUT',
      '- | runs | 5',
    ]);
    expect(rest).toEqual([]);
  });

  it('points at key and value', () => {
    const { pairs } = runToEnd(readKeyValues('x\r\n  - eval rate:   20.75 tokens/s  \r\n'));
    expect(pairs).toEqual([
      {
        key: 'eval rate',
        value: '20.75 tokens/s',
        section: null,
        place: { line: 2, column: 18 },
        keyPlace: { line: 2, column: 5 },
      },
    ]);
  });

  it.each([
    'http://localhost:8080/',
    'C:\\Users\\x\\run.log',
    'done at 12:30:01',
    'std::vector<int>::push_back',
    '2025-10-03 12:30:01: started',
    '12:30:01: started',
    'num_gpu=80, num_ctx=512',
    'if a == b',
    'x >= 3',
    '| a: b | c |',
    '42',
  ])('does not split %j', (line) => {
    expect(read(line)).toEqual({ pairs: [], rest: [`1: ${line}`] });
  });

  it('splits at the first colon that separates', () => {
    expect(
      read(
        'url: http://a:80/b\npath: C:\\x\nstd::sort: 12 ns\nstarted: 12:30:01\ncommand: a --b=c\nllama3.1:8b: 5',
      ).pairs,
    ).toEqual([
      '- | url | http://a:80/b',
      '- | path | C:\\x',
      '- | std::sort | 12 ns',
      '- | started | 12:30:01',
      '- | command | a --b=c',
      '- | llama3.1:8b | 5',
    ]);
  });

  it('knows the sections of indented text', () => {
    const text = [
      'SQL statistics:',
      '    queries performed:',
      '        read:   10',
      '        write:  20',
      '    transactions: 5 (1.0 per sec.)',
      '',
      'Latency (ms):',
      '         avg:  2.5',
      'total: 9',
    ].join('\n');
    expect(read(text).pairs).toEqual([
      'SQL statistics / queries performed | read | 10',
      'SQL statistics / queries performed | write | 20',
      'SQL statistics | transactions | 5 (1.0 per sec.)',
      'Latency (ms) | avg | 2.5',
      '- | total | 9',
    ]);
  });

  it('keeps lists and flat lines in their section up to a blank line', () => {
    expect(read('GPU METRICS:\n- a: 1\n\n- b: 2\n\nPlain:\nc: 3\n\nd: 4').pairs).toEqual([
      'GPU METRICS | a | 1',
      'GPU METRICS | b | 2',
      'Plain | c | 3',
      '- | d | 4',
    ]);
  });

  it('knows headings in rules, brackets and above a rule', () => {
    expect(read('=== BUILD ===\na: 1\n[Host]\nb: 2\n=====\nMore Stats\n=====\nc: 3\n\n\nd: 4').pairs).toEqual(
      ['BUILD | a | 1', 'Host | b | 2', 'More Stats | c | 3', 'More Stats | d | 4'],
    );
  });

  it('takes a banner’s last line as it is', () => {
    expect(read('=====\n Title\n Date: Thu Dec 11 02:36:39 PM MST\n=====\na: 1').pairs).toEqual([
      '- | Date | Thu Dec 11 02:36:39 PM MST',
      '- | a | 1',
    ]);
  });

  it('joins a value that goes on in the next line', () => {
    expect(read('SYSTEM:\n- CPU: 13.9% avg,\n  15.4% peak\n- b: 1,\n\n  not b').pairs).toEqual([
      'SYSTEM | CPU | 13.9% avg, 15.4% peak',
      'SYSTEM | b | 1,',
    ]);
  });

  it('cuts sections off that lost their line break', () => {
    expect(
      read(
        'at: 2025-09-30 19:46:27 OVERALL PERFORMANCE:\n- QPS: 0.00 queries/sec MODEL DATA: CONTEXT DATA:\n- n: 1',
      ).pairs,
    ).toEqual([
      '- | at | 2025-09-30 19:46:27',
      'OVERALL PERFORMANCE | QPS | 0.00 queries/sec',
      'CONTEXT DATA | n | 1',
    ]);
    expect(
      read(
        'GPU: RTX 4080 (12GB) EXECUTIVE SUMMARY\n======\na: 1\nb: 2 ms - SLOWEST TONE ANALYSIS\n======\nc: 3',
      ).pairs,
    ).toEqual([
      '- | GPU | RTX 4080 (12GB)',
      'EXECUTIVE SUMMARY | a | 1',
      'EXECUTIVE SUMMARY | b | 2 ms - SLOWEST',
      'TONE ANALYSIS | c | 3',
    ]);
  });

  it('leaves capitals that may be the value', () => {
    expect(read('GPU: Radeon RX\n------\nmode: fast FULL:\n').pairs).toEqual([
      '- | GPU | Radeon RX',
      '- | mode | fast',
    ]);
  });

  it('sees through what a terminal was told', () => {
    const { pairs } = runToEnd(
      readKeyValues(
        '\x1b[?25l\x1b[1G⠙ \x1b[K\x1b[2K\x1b[1Gtotal duration:       1.78s\x1b[?25h\n\x1b[?25l\x1b[?25h',
      ),
    );
    expect(pairs).toMatchObject([
      { key: 'total duration', value: '1.78s', keyPlace: { line: 1, column: 24 } },
    ]);
  });

  it('loses no line and points at what it says, whatever the text', () => {
    const part = fc.constantFrom(
      'a',
      'B C',
      ':',
      ': ',
      ' = ',
      '\n',
      '\r\n',
      '  ',
      '- ',
      '===',
      '12:30',
      '.',
      ',',
      'ABC DEF',
      '\x1b[1m',
      '|',
      '[',
      ']',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const lines = parts.join('').split(/\r\n|\r|\n/);
        const { pairs, rest } = runToEnd(readKeyValues(parts.join('')));
        for (const { key, value, place, keyPlace } of pairs) {
          expect(lines[keyPlace.line - 1]?.slice(keyPlace.column - 1).startsWith(key)).toBe(true);
          expect(lines[place.line - 1]?.[place.column - 1]).toBe(value[0]);
        }
        for (const { line, text } of rest) expect(lines[line - 1]).toContain(text);
      }),
      { seed: 10, numRuns: 2000 },
    );
  });
});
