const RULE_CHARACTERS = '=-~_*#─━═';

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
