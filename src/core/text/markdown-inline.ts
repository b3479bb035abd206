const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  plusmn: '±',
  micro: 'µ',
  mu: 'μ',
  times: '×',
  deg: '°',
  ndash: '–',
  mdash: '—',
  minus: '−',
  vert: '|',
};
/** Longest entity name or number, with a margin. */
const MAX_ENTITY = 12;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

/** One piece of Markdown text: plain characters, or a run of emphasis marks that may turn out to be plain. */
interface Piece {
  text: string;
  readonly isMark: boolean;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/**
 * Text that Markdown shows: without emphasis marks, code ticks and escapes, entities decoded. Marks between two letters or
 * digits stay (`2*3*4`, `num_ctx`), and so does every mark without a partner.
 */
export function plainText(source: string): string {
  const pieces = piecesOf(source);
  dropPairs(pieces);
  return pieces.map(({ text }) => text).join('');
}

/** How many characters of emphasis and code ticks stand before the first one that is shown. */
export function leadingMarks(source: string): number {
  let at = 0;
  while (at < source.length && '*_`~'.includes(source.charAt(at))) at++;
  return '*_`~'.includes(plainText(source).charAt(0)) ? 0 : at;
}

function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  const codeEnds = codeSpans(source);
  let plain = '';
  const flush = (): void => {
    if (plain !== '') pieces.push({ text: plain, isMark: false, canOpen: false, canClose: false });
    plain = '';
  };
  for (let at = 0; at < source.length;) {
    const char = source.charAt(at);
    const code = char === '`' ? codeEnds.get(at) : undefined;
    if (code !== undefined) {
      plain += code.text;
      at = code.end;
    } else if (char === '\\' && PUNCTUATION.test(source.charAt(at + 1))) {
      plain += source.charAt(at + 1);
      at += 2;
    } else if (char === '&') {
      const { text, end } = readEntity(source, at);
      plain += text;
      at = end;
    } else if (char === '*' || char === '_' || char === '~') {
      flush();
      const end = runEnd(source, at);
      pieces.push(markPiece(source, at, end));
      at = end;
    } else {
      plain += char;
      at++;
    }
  }
  flush();
  return pieces;
}

/** Emphasis as CommonMark finds it, but never inside a word. */
function markPiece(source: string, from: number, to: number): Piece {
  const before = source.charAt(from - 1);
  const after = source.charAt(to);
  const text = source.slice(from, to);
  const inWord = isWord(before) && isWord(after);
  const allowed = text.length <= 3 && !inWord && (!text.startsWith('~') || text.length === 2);
  const open = !isSpaceOrEdge(after) && (!PUNCTUATION.test(after) || !isWord(before));
  const close = !isSpaceOrEdge(before) && (!PUNCTUATION.test(before) || !isWord(after));
  return { text, isMark: true, canOpen: allowed && open, canClose: allowed && close };
}

function dropPairs(pieces: readonly Piece[]): void {
  const openers = new Map<string, Piece>();
  for (const piece of pieces) {
    if (!piece.isMark) continue;
    const mark = piece.text;
    const opener = openers.get(mark);
    if (piece.canClose && opener !== undefined) {
      openers.delete(mark);
      opener.text = '';
      piece.text = '';
    } else if (piece.canOpen) openers.set(mark, piece);
  }
}

/** Code spans by the offset of their first tick. Ticks that no run of the same length closes are plain. */
function codeSpans(source: string): Map<number, { text: string; end: number }> {
  const spans = new Map<number, { text: string; end: number }>();
  let from = source.indexOf('`');
  if (from < 0) return spans;
  const runs: { from: number; length: number }[] = [];
  while (from >= 0) {
    const end = runEnd(source, from);
    runs.push({ from, length: end - from });
    from = source.indexOf('`', end);
  }
  const closers = new Map<number, number>();
  const closerOf = new Map<number, number>();
  for (const { from: at, length } of runs.toReversed()) {
    const closer = closers.get(length);
    if (closer !== undefined) closerOf.set(at, closer);
    closers.set(length, at);
  }
  let free = 0;
  for (const { from: at, length } of runs) {
    const closer = closerOf.get(at);
    if (at < free || closer === undefined) continue;
    spans.set(at, { text: codeText(source.slice(at + length, closer)), end: closer + length });
    free = closer + length;
  }
  return spans;
}

/** In a table a pipe is escaped even inside code. One blank at either side is padding. */
function codeText(body: string): string {
  const text = body.replaceAll('\\|', '|');
  return text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '' ? text.slice(1, -1) : text;
}

function readEntity(source: string, at: number): { text: string; end: number } {
  const semicolon = source.slice(at, at + MAX_ENTITY).indexOf(';');
  const name = semicolon < 0 ? '' : source.slice(at + 1, at + semicolon);
  const text = name.startsWith('#') ? numberedEntity(name.slice(1)) : ENTITIES[name];
  return text === undefined ? { text: '&', end: at + 1 } : { text, end: at + semicolon + 1 };
}

function numberedEntity(number: string): string | undefined {
  const isHex = /^[xX][0-9a-fA-F]{1,6}$/.test(number);
  if (!isHex && !/^\d{1,7}$/.test(number)) return undefined;
  const code = isHex ? Number.parseInt(number.slice(1), 16) : Number(number);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function runEnd(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source.charAt(at) === source.charAt(from)) at++;
  return at;
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function isSpaceOrEdge(char: string): boolean {
  return char === '' || /\s/.test(char);
}
