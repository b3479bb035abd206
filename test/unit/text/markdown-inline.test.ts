import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadingMarks, plainText } from '../../../src/core/text/markdown-inline.ts';

describe('plainText', () => {
  it.each([
    ['**102.85** tok/s', '102.85 tok/s'],
    ['*a* _b_ ~~c~~ ***d***', 'a b c d'],
    ['`mlp`', 'mlp'],
    ['`` a ` b ``', 'a ` b'],
    ['`**not bold**`', '**not bold**'],
    ['a `b\\|c` d', 'a b|c d'],
    ['sin(a) * arctan(4i) * 2', 'sin(a) * arctan(4i) * 2'],
    ['2*3*4', '2*3*4'],
    ['num_ctx and top_p', 'num_ctx and top_p'],
    ['f(a)*g(b)*h(c)', 'f(a)*g(b)*h(c)'],
    ['**bold', '**bold'],
    ['*.json', '*.json'],
    ['~600 ~ 700', '~600 ~ 700'],
    ['&#39;a&#x27; &lt;b&gt; &amp;amp; &plusmn;', "'a' <b> &amp; ±"],
    ['a & b &unknown; &#0; &#99999999;', 'a & b &unknown; &#0; &#99999999;'],
    ['C:\\Users\\x \\*kept\\*', 'C:\\Users\\x *kept*'],
    ['`a', '`a'],
    ['', ''],
  ])('%j is shown as %j', (source, shown) => {
    expect(plainText(source)).toBe(shown);
  });

  it('keeps text without marks as it is', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', '1', ' ', '.', ',', '(', ')', '-', '+', '%', '±', 'µ', '😀'),
        }),
        (text) => {
          expect(plainText(text)).toBe(text);
        },
      ),
      { seed: 11 },
    );
  });
});

describe('leadingMarks', () => {
  it.each([
    ['**1.5** ms', 2],
    ['`x`', 1],
    ['**`x`**', 3],
    ['*ptr', 0],
    ['1.5', 0],
    ['~600', 0],
    ['***', 0],
  ])('%j starts to be shown at %i', (source, offset) => {
    expect(leadingMarks(source)).toBe(offset);
  });
});
