import { describe, expect, it } from 'vitest';
import { isUnitWord } from '../../../src/core/text/unit-words.ts';

describe('isUnitWord', () => {
  it('knows the units of profilers', () => {
    for (const unit of [
      '%',
      's',
      'ms',
      'us',
      'µs',
      'ns',
      'byte',
      'Kbyte',
      'Mbyte/s',
      'hz',
      'cycle',
      'inst',
      'block',
      'warp',
    ])
      expect(isUnitWord(unit)).toBe(true);
    for (const unit of [
      'register/thread',
      'usecond',
      'nsecond',
      'cycle/nsecond',
      'cycle/second',
      'Kbyte/block',
      '[ms]',
      '(MiB)',
    ])
      expect(isUnitWord(unit)).toBe(true);
    for (const word of ['', 'name', '12', 'ollama.exe', 'mean', 'a b', 'n/a', 'ms/', 'smash'])
      expect(isUnitWord(word)).toBe(false);
  });
});
