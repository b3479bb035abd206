/** One element of a pattern: literal text, `?`, `*` (within a name), `**` before a slash (whole folders), or another `**`. */
interface Piece {
  readonly kind: 'text' | 'one' | 'star' | 'folders' | 'anything';
  readonly text: string;
}

/** A wildcard that can still take more of the path. */
interface Stretch {
  readonly piece: number;
  /** How many stars are left of it. */
  readonly depth: number;
  end: number;
}

/** More alternatives than any person writes; beyond them a pattern matches nothing. */
const MOST_ALTERNATIVES = 256;

const compiled = new Map<string, readonly (readonly Piece[])[]>();

/**
 * Does the path (forward slashes) match the glob? `*` and `?` stay within one name, `**` crosses folders and may stand for
 * none, `{a,b}` are alternatives; everything else is literal, and letter case counts. A glob matches the whole path; one
 * that ends in `/**` matches the folder itself too.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return globStars(path, glob) !== null;
}

/**
 * What the stars of the glob stand for, from left to right (`*`, `**` and `?`, one entry each); null when the path does
 * not match. Time grows with the square of the path's length at worst, whatever the pattern: project files are not trusted.
 */
export function globStars(path: string, glob: string): readonly string[] | null {
  for (const pieces of compile(glob)) {
    const stars = mayMatch(path, pieces) ? match(path, pieces) : null;
    if (stars !== null) return stars;
  }
  return null;
}

/** False for nearly all paths that do not match, and quickly. */
function mayMatch(path: string, pieces: readonly Piece[]): boolean {
  return pieces.every(({ kind, text }) => kind !== 'text' || path.includes(text));
}

function compile(glob: string): readonly (readonly Piece[])[] {
  let patterns = compiled.get(glob);
  if (patterns === undefined) {
    patterns = alternatives(glob)
      .flatMap((one) => (one.endsWith('/**') ? [one, one.slice(0, -3)] : [one]))
      .map(piecesOf);
    if (compiled.size > 1000) compiled.clear();
    compiled.set(glob, patterns);
  }
  return patterns;
}

/** `a{b,c}d` → `abd`, `acd`; braces that do not close are literal. */
function alternatives(glob: string): readonly string[] {
  let done: string[] = [''];
  let rest = glob;
  for (;;) {
    const braces = /^([^{]*)\{([^{}]*)\}/u.exec(rest);
    if (braces === null) return done.map((start) => start + rest);
    const [all, before = '', inside = ''] = braces;
    const choices = inside.split(',');
    if (done.length * choices.length > MOST_ALTERNATIVES) return [];
    done = done.flatMap((start) => choices.map((choice) => start + before + choice));
    rest = rest.slice(all.length);
  }
}

function piecesOf(glob: string): readonly Piece[] {
  return [...glob.matchAll(/\*\*\/|\*+|\?|[^*?]+/gsu)].map(([text]) => ({ kind: kindOf(text), text }));
}

function kindOf(token: string): Piece['kind'] {
  if (token === '**/') return 'folders';
  if (token === '*') return 'star';
  if (token.startsWith('**')) return 'anything';
  return token === '?' ? 'one' : 'text';
}

/** Each wildcard takes as little as it can; on a mismatch the last one takes more. An earlier one could only do worse. */
function match(path: string, pieces: readonly Piece[]): readonly string[] | null {
  const stars: [start: number, end: number][] = [];
  let star: Stretch | null = null;
  let folders: Stretch | null = null;
  let p = 0;
  let c = 0;
  while (p < pieces.length || c < path.length) {
    const piece = pieces[p];
    const kind = piece?.kind ?? 'text';
    if (kind === 'star' || kind === 'folders' || kind === 'anything') {
      const stretch = { piece: p, depth: stars.length, end: c };
      if (kind === 'star') star = stretch;
      else [star, folders] = [null, stretch];
      stars.push([c, c]);
      p++;
      continue;
    }
    if (piece !== undefined && fits(piece, path, c)) {
      if (kind === 'one') stars.push([c, c + 1]);
      p++;
      c += piece.text.length;
      continue;
    }
    const stretch: Stretch | null = longer(star, path, pieces) ?? longer(folders, path, pieces);
    if (stretch === null) return null;
    if (stretch === folders) star = null;
    const start = stars[stretch.depth]?.[0] ?? stretch.end;
    stars.splice(stretch.depth, Infinity, [start, stretch.end]);
    p = stretch.piece + 1;
    c = stretch.end;
  }
  return stars.map(([start, end]) => path.slice(start, end).replace(/\/$/u, ''));
}

function fits(piece: Piece, path: string, at: number): boolean {
  if (piece.kind === 'one') return at < path.length && path[at] !== '/';
  return path.startsWith(piece.text, at);
}

/** The same wildcard with the next larger part of the path; null when there is none. */
function longer(stretch: Stretch | null, path: string, pieces: readonly Piece[]): Stretch | null {
  if (stretch === null || stretch.end >= path.length) return null;
  const kind = pieces[stretch.piece]?.kind;
  if (kind === 'star' && path[stretch.end] === '/') return null;
  const slash = kind === 'folders' ? path.indexOf('/', stretch.end) : stretch.end;
  if (slash < 0) return null;
  stretch.end = slash + 1;
  return stretch;
}
