import type { Bag, Scalar } from '../model/measure.ts';
import { parseNumber } from '../text/number.ts';
import type { TextLine } from './text-scan.ts';

/** The shape of a printed line whose first group is a setting, and the parameter that it becomes. */
export type Setting = readonly [shape: RegExp, name: string];

/** The runs of one text: each begins with a line that the banner matches; what stands before the first belongs to none. */
export function blocksFrom(banner: RegExp, lines: readonly TextLine[]): TextLine[][] {
  const blocks: TextLine[][] = [];
  for (const line of lines) {
    if (banner.test(line.text)) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  return blocks;
}

/** The settings that a block prints, numbers as numbers; of one that is printed twice the first. */
export function settingsIn(lines: readonly TextLine[], settings: readonly Setting[]): Bag {
  const bag: Record<string, Scalar> = {};
  for (const { text } of lines) {
    for (const [shape, name] of settings) {
      const value = shape.exec(text)?.[1]?.trim() ?? '';
      if (value === '') continue;
      const number = parseNumber(value);
      bag[name] ??= Number.isNaN(number) ? value : number;
    }
  }
  return bag;
}
