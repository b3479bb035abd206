import type { Bag, Scalar } from '../model/measure.ts';

/** A benchmark's name and the parameters that were written into it. */
export interface NamedCase {
  readonly name: string;
  readonly parameters: Bag;
}

/** Parts that say which clock decides how long a benchmark runs. */
const TIMINGS: ReadonlySet<string> = new Set(['real_time', 'process_time', 'manual_time']);

/**
 * Takes a name apart as Google Benchmark builds it: family, then "/"-separated arguments. "BM_fill/8/threads:2" is
 * { name: 'BM_fill', parameters: { arg: 8, threads: 2 } }; several bare numbers are arg1, arg2 …; "n:64" is named; a part
 * that is no number and no setting stays in the name (a captured case); what stands in <> or () is never cut.
 */
export function splitName(full: string): NamedCase {
  const [family = '', ...parts] = outerParts(full);
  const kept = [family];
  const bare: number[] = [];
  const named: Record<string, Scalar> = {};
  for (const part of parts) {
    const setting = /^([^:]+):([^:].*)$/.exec(part);
    if (/^-?\d+$/.test(part)) bare.push(Number(part));
    else if (setting !== null) named[setting[1] ?? ''] = scalarOf(setting[2] ?? '');
    else if (TIMINGS.has(part))
      named.timing = named.timing === undefined ? part : `${String(named.timing)}/${part}`;
    else kept.push(part);
  }
  const args: Record<string, Scalar> = {};
  bare.forEach((value, index) => {
    args[bare.length === 1 ? 'arg' : `arg${index + 1}`] = value;
  });
  return { name: kept.join('/'), parameters: { ...args, ...named } };
}

function scalarOf(text: string): Scalar {
  return /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : text;
}

/** Splits at slashes that stand in no angle or round brackets. */
function outerParts(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '<' || letter === '(') depth++;
    else if (letter === '>' || letter === ')') depth = Math.max(0, depth - 1);
    else if (letter === '/' && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)];
}
