import fc from 'fast-check';

/** What breaks parsers: brackets, quotes, separators, numbers that are none, names of prototypes. */
const PIECES = [
  ...['null', '{}', '[]', '"', ',', '-1e999', 'NaN', '"__proto__"', 'constructor'],
  ...['\n', '0', '\u0000', '[[[[', '|', '%', ' '],
];

/** One change of a file. */
export interface Damage {
  readonly kind: 'cut' | 'put' | 'over' | 'drop' | 'repeat';
  readonly at: number;
  readonly piece: string;
}

/** One to four changes. */
export const damages: fc.Arbitrary<Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'cut' as const,
      'put' as const,
      'over' as const,
      'drop' as const,
      'repeat' as const,
    ),
    at: fc.nat(),
    piece: fc.constantFrom(...PIECES),
  }),
  { minLength: 1, maxLength: 4 },
);

/** A file after its changes. */
export function damaged(bytes: Buffer, changes: readonly Damage[]): Buffer {
  return changes.reduce((now, { kind, at, piece }) => {
    const where = now.length === 0 ? 0 : at % now.length;
    const before = now.subarray(0, where);
    switch (kind) {
      case 'cut':
        return now.subarray(0, Math.max(where, 1));
      case 'put':
        return Buffer.concat([before, Buffer.from(piece), now.subarray(where)]);
      case 'over':
        return Buffer.concat([before, Buffer.from(piece), now.subarray(where + piece.length)]);
      case 'drop':
        return Buffer.concat([before, now.subarray(where + 4)]);
      case 'repeat': {
        const line = now.lastIndexOf(0x0a, where) + 1;
        return Buffer.concat([now.subarray(0, line), now.subarray(line, line + 80), now.subarray(line)]);
      }
    }
  }, bytes);
}
