import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../src/core/charts/svg.ts';
import { samples } from './samples.ts';

describe('drawings, byte for byte (look at them before accepting new ones: vitest -u)', () => {
  for (const [name, spec] of Object.entries(samples())) {
    it(name, async () => {
      await expect(renderSvg(spec)).toMatchFileSnapshot(`../../golden/charts/${name}.svg`);
    });
  }
});
