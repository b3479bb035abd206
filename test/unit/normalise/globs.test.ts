import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globStars, matchesGlob } from '../../../src/core/normalise/globs.ts';

describe('matchesGlob', () => {
  it.each([
    ['a.json', '*.json', true],
    ['x/a.json', '*.json', false],
    ['x/a.json', '**/*.json', true],
    ['a.json', '**/*.json', true],
    ['x/y/z/a.json', 'x/**/a.json', true],
    ['x/a.json', 'x/**/a.json', true],
    ['x/y', 'x/**', true],
    ['x', 'x/**', true],
    ['xy', 'x/**', false],
    ['anything/at/all', '**', true],
    ['run1.csv', 'run?.csv', true],
    ['run/.csv', 'run?.csv', false],
    ['a.csv', '*.{json,csv}', true],
    ['a.md', '*.{json,csv}', false],
    ['A.json', 'a.json', false],
    ['a+b(1).json', 'a+b(1).json', true],
    ['{a}', '{a', false],
    ['{a', '{a', true],
    ['', '', true],
    ['a', '', false],
  ])('%j with %j: %j', (path, glob, expected) => {
    expect(matchesGlob(path, glob)).toBe(expected);
  });
});

describe('globStars', () => {
  it.each([
    ['outputs/k/x_12.csv', 'outputs/*/x_*.csv', ['k', '12']],
    ['a/b/c.json', '**/*.json', ['a/b', 'c']],
    ['c.json', '**/*.json', ['', 'c']],
    ['a/b/a/b/c', '**/a/*/c', ['a/b', 'b']],
    ['run7', 'run?', ['7']],
    ['q/b_1.json', '**/{a,b}_*.json', ['q', '1']],
  ])('of %j in %j', (path, glob, stars) => {
    expect(globStars(path, glob)).toEqual(stars);
  });

  it('puts the path together again', () => {
    const name = fc.stringMatching(/^[ab]{0,6}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 2, maxLength: 5 }), (parts) => {
        const path = parts.join('-');
        const stars = globStars(path, Array(parts.length).fill('*').join('-'));
        return stars?.join('-') === path;
      }),
      { seed: 7 },
    );
  });

  it('agrees with a regular expression', () => {
    const glob = fc
      .array(fc.constantFrom('a', 'b', '/', '*', '?'), { maxLength: 8 })
      .map((parts) => parts.join('').replace(/\*+/g, '*'));
    const path = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(path, glob, (text, pattern) => {
        const shape = new RegExp(`^${pattern.replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]')}$`);
        return matchesGlob(text, pattern) === shape.test(text);
      }),
      { seed: 7, numRuns: 5000 },
    );
  });

  it('answers hostile patterns without end of work', () => {
    expect(matchesGlob('a'.repeat(3000), `${'*a'.repeat(20)}b`)).toBe(false);
    expect(matchesGlob('a/'.repeat(500), `${'**/*a'.repeat(10)}b`)).toBe(false);
    expect(matchesGlob('x', '{a,b}'.repeat(30))).toBe(false);
  });
});
