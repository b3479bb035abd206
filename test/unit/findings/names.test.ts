import { describe, expect, it } from 'vitest';
import { configurationCode } from '../../../src/core/findings/names.ts';
import { rowsOf } from '../../../src/core/findings/rows.ts';
import { readFiles } from '../../support/read-folder.ts';

/** Names of the rows of Go benchmarks with these parts in their names. */
function names(parts: readonly string[]): string[] {
  const lines = parts.flatMap((part) =>
    [9.1, 9.2].map((time) => `BenchmarkSort${part}\t 2000\t ${String(time)} ns/op`),
  );
  return rowsOf(readFiles({ 'go.txt': `${lines.join('\n')}\n` })).map((row) => configurationCode(row).text);
}

const LONG = `/data=${'measured-in-the-cold-north-'.repeat(4)}/tables=twelve`;

describe('the name of a configuration', () => {
  it('holds all of its parameters while it is short', () => {
    expect(names(['/algo=merge/size=16', '/algo=heap/size=16'])).toEqual([
      'BenchmarkSort (algo=merge, size=16)',
      'BenchmarkSort (algo=heap, size=16)',
    ]);
  });

  it('leaves out of a long one what all benchmarks of its run share', () => {
    const shared = `${LONG}/order=${'random'.repeat(8)}`;
    expect(names([`/algo=merge${shared}`, `/algo=heap${shared}`])).toEqual([
      'BenchmarkSort (algo=merge)',
      'BenchmarkSort (algo=heap)',
    ]);
    expect(names([`/algo=merge${shared}`])).toEqual(['BenchmarkSort']);
  });
});
