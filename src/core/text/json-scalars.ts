/** What a bare word of a JSON text means. `loose`: understood, though strict JSON does not write it so. */
export type Word =
  | { readonly kind: 'value'; readonly value: number | boolean | null }
  | { readonly kind: 'loose'; readonly value: number }
  /** NaN and the infinities: no JSON number stands for them. */
  | { readonly kind: 'not-finite' }
  | { readonly kind: 'unknown' };

const STRICT_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LOOSE_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;

/** Reads a word such as `12.5`, `true`, `NaN` or `-Infinity`. */
export function readWord(word: string): Word {
  if (word === 'null') return { kind: 'value', value: null };
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  if (STRICT_NUMBER.test(word)) return { kind: 'value', value: Number(word) };
  if (NOT_FINITE.test(word)) return { kind: 'not-finite' };
  if (LOOSE_NUMBER.test(word)) return { kind: 'loose', value: Number(word) };
  return { kind: 'unknown' };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A string's text, and whether strict JSON allows how it was written. */
export interface DecodedString {
  readonly text: string;
  readonly strict: boolean;
}

/** Decodes the body of a JSON string. A backslash that escapes nothing is kept as it stands. */
export function decodeString(body: string): DecodedString {
  let at = body.indexOf('\\');
  if (at < 0) return { text: body, strict: !hasControl(body) };
  let text = '';
  let strict = !hasControl(body);
  let from = 0;
  while (at >= 0) {
    const { replacement, length } = readEscape(body, at);
    text += body.slice(from, at) + replacement;
    if (length === 1) strict = false;
    from = at + length;
    at = body.indexOf('\\', from);
  }
  return { text: text + body.slice(from), strict };
}

function readEscape(body: string, at: number): { replacement: string; length: number } {
  const letter = body.charAt(at + 1);
  const simple = ESCAPES[letter];
  if (simple !== undefined) return { replacement: simple, length: 2 };
  const digits = body.slice(at + 2, at + 6);
  if (letter === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) {
    return { replacement: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  }
  return { replacement: '\\', length: 1 };
}

function hasControl(body: string): boolean {
  for (let at = 0; at < body.length; at++) if (body.charCodeAt(at) < 0x20) return true;
  return false;
}
