import { problem } from '../model/problem.ts';
import type { Problem } from '../model/problem.ts';
import { MAX_DEPTH } from './json-lexer.ts';
import { readTolerant } from './json-tolerant.ts';

/** A JSON value. Integers above 2^53 are the nearest number. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON text that was read, with what was wrong in it. */
export interface JsonDocument {
  readonly value: Json;
  readonly problems: readonly Problem[];
}

/** What became of a JSON text; `broken` where nothing in it could be read. */
export type ParsedJson =
  | { readonly kind: 'json'; readonly document: JsonDocument }
  | { readonly kind: 'broken'; readonly problem: Problem };

/**
 * Reads JSON (RFC 8259). Text that is not quite JSON is read as far as it can be understood: NaN and infinities are
 * null with a warning, trailing commas and comments are passed over, a text that is cut off keeps what was complete
 * with one error. Of equal keys the last wins. Nesting deeper than MAX_DEPTH is refused.
 */
export function parseJson(text: string): ParsedJson {
  const value = parseStrict(text);
  if (value !== undefined) return { kind: 'json', document: { value, problems: [] } };
  const read = readTolerant(text);
  if (read.value !== undefined && !isDeeperThan(read.value, MAX_DEPTH)) {
    return { kind: 'json', document: { value: read.value, problems: read.problems } };
  }
  return { kind: 'broken', problem: whyBroken(text, read.problems) };
}

/** The value of a strict JSON text that is not nested too deeply; undefined for every other text. */
export function parseStrict(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isDeeperThan(value, MAX_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

function whyBroken(text: string, problems: readonly Problem[]): Problem {
  if (text.trim() === '') return problem('error', 'There is nothing in this file.');
  return (
    problems.find(({ severity }) => severity === 'error') ??
    problem('error', 'There is no value in this file.')
  );
}

/** Recursion is safe here: it ends at `levels`. */
function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const element of value as readonly Json[]) {
      if (typeof element === 'object' && isDeeperThan(element, levels - 1)) return true;
    }
    return false;
  }
  const members = value as Readonly<Record<string, Json>>;
  for (const key in members) {
    const member = members[key];
    if (typeof member === 'object' && isDeeperThan(member, levels - 1)) return true;
  }
  return false;
}
