const RULE_CHARACTERS = '=-~_*#─━═';
/** A word in capitals of this length names a section by itself. */
const LONG_WORD = 10;
/** So many marks before other text are a rule whose line break was lost. */
const LEADING_RULE = 8;

/** A value and the names of sections that were glued to its end. */
export interface CutValue {
  readonly value: string;
  readonly sections: readonly string[];
}

/** Whether a line only draws a rule: at least three of the same character. */
export function isRule(line: string): boolean {
  const mark = line.charAt(0);
  if (line.length < 3 || !RULE_CHARACTERS.includes(mark)) return false;
  for (let at = 1; at < line.length; at++) if (line.charAt(at) !== mark) return false;
  return true;
}

/** Name in a line such as `=== Name ===`, `--- Name ---`, `### Name ###` or `[Name]`; null for other lines. */
export function headingOf(line: string): string | null {
  if (line.startsWith('[') && line.endsWith(']') && /^\[\s*\p{L}/u.test(line))
    return line.slice(1, -1).trim();
  const mark = line.charAt(0);
  if (!'=-#'.includes(mark) || mark === '') return null;
  let width = 0;
  while (line.charAt(width) === mark) width++;
  if (width < 2 || !line.endsWith(mark.repeat(2))) return null;
  let end = line.length;
  while (end > width && line.charAt(end - 1) === mark) end--;
  const name = line.slice(width, end).trim();
  return /\p{L}/u.test(name) ? name : null;
}

/**
 * Cuts names of sections off a value's end: `0.00 ms MODEL PERFORMANCE:`. Names are in capitals; after a number, words
 * with one capital name a section, too. The value is '' where it was nothing but names.
 */
export function cutSections(value: string): CutValue {
  if (!value.endsWith(':')) return { value, sections: [] };
  const afterNumber = /^[~+-]?\d/.test(value);
  const words = value.split(/\s+/);
  const sections: string[][] = [];
  let kept = words.length;
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] ?? '';
    const ends = word.endsWith(':');
    const bare = ends ? word.slice(0, -1) : word;
    if (!isNameWord(bare, afterNumber)) break;
    if (ends) sections.push([]);
    sections.at(-1)?.push(bare);
    kept = at;
  }
  const names = sections.toReversed().map((name) => name.toReversed().join(' '));
  return { value: keepWords(value, kept), sections: names };
}

/**
 * Cuts the capitals off the end of a line that is underlined: `GPU: RTX 4080 (12GB) EXECUTIVE SUMMARY`. Two words or a
 * long one: less may be part of the value. Null without any.
 */
export function cutUnderlinedSection(value: string): { value: string; section: string } | null {
  const words = value.split(/\s+/);
  let kept = words.length;
  while (kept > 0 && isNameWord(words[kept - 1] ?? '', false)) kept--;
  // The first word after a dash still belongs to the value: `3801 ms - SLOWEST OVERALL RESULTS`.
  if (words[kept - 1] === '-') kept++;
  const name = words.slice(kept);
  if (kept === 0 || name.join('').length < (name.length > 1 ? 1 : LONG_WORD)) return null;
  return { value: keepWords(value, kept), section: name.join(' ') };
}

/** Length of the rule that a line starts with when text follows it; 0 for other lines. */
export function leadingRule(line: string): number {
  const mark = line.charAt(0);
  if (mark !== '=' && mark !== '-') return 0;
  let width = 0;
  while (line.charAt(width) === mark) width++;
  return width >= LEADING_RULE && line.charAt(width) === ' ' ? width : 0;
}

function isNameWord(word: string, afterNumber: boolean): boolean {
  return /^[A-Z][A-Z0-9&/_-]+$/.test(word) || (afterNumber && /^[A-Z][a-z]+$/.test(word));
}

/** The first words of a value with the white space that stood between them. */
function keepWords(value: string, count: number): string {
  let at = 0;
  for (let word = 0; word < count; word++) {
    while (at < value.length && isSpace(value, at)) at++;
    while (at < value.length && !isSpace(value, at)) at++;
  }
  return value.slice(0, at);
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
