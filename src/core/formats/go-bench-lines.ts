import type { Scalar } from '../model/measure.ts';
import type { TextLine } from './text-scan.ts';

/** A word of a line and its column from 1. */
export interface Word {
  readonly text: string;
  readonly column: number;
}

/** One line of results: a name, how often it ran, and numbers with their units. */
export interface ResultLine {
  readonly name: string;
  readonly line: number;
  readonly iterations: number;
  readonly values: readonly { readonly value: Word; readonly unit: string }[];
}

/** The words of a line. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(/\S+/g)].map((found) => ({ text: found[0], column: found.index + 1 }));
}

/** A line of results of the Go benchmark format; null for every other line. */
export function resultLine({ number, text }: TextLine): ResultLine | null {
  if (!text.startsWith('Benchmark')) return null;
  const [name, ...rest] = wordsOf(text);
  return name === undefined ? null : resultOf(name.text, number, rest);
}

/** A line that goes on where the output of the program itself cut a line of results: count, values, units. */
export function continuedLine({ number, text }: TextLine, name: string): ResultLine | null {
  return /^\s*\d+\t/.test(text) ? resultOf(name, number, wordsOf(text)) : null;
}

function resultOf(name: string, line: number, rest: readonly Word[]): ResultLine | null {
  const [count, ...pairs] = rest;
  if (count === undefined || !/^\d+$/.test(count.text) || pairs.length < 2 || pairs.length % 2 !== 0)
    return null;
  const values: ResultLine['values'][number][] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const value = pairs[i];
    const unit = pairs[i + 1];
    if (value === undefined || unit === undefined || !isNumber(value.text)) return null;
    values.push({ value, unit: unit.text });
  }
  return { name, line, iterations: Number(count.text), values };
}

function isNumber(text: string): boolean {
  return /^[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf|nan)$/i.test(text);
}

/** A configuration line ("goos: linux"); null for every other line. */
export function configLine({ text }: TextLine): { key: string; value: string } | null {
  const found = /^([a-z][^\s:A-Z]*):(?:\s+(\S.*?))?\s*$/.exec(text);
  return found === null ? null : { key: found[1] ?? '', value: found[2] ?? '' };
}

/** Configuration that the testing package itself writes, and the plain key of what it says of the machine. */
export const MACHINE_KEYS: Readonly<Record<string, string>> = { goos: 'os', goarch: 'arch', cpu: 'cpu' };

/** Configuration of the packages that a file holds results of. */
export type Config = Readonly<Record<string, Scalar>>;
