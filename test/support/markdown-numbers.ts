/** Numbers of a Markdown text that are neither in code, headings, link targets, comments nor the text of a figure's link. */
export function strayNumbers(markdown: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  let fenced = false;
  markdown.split('\n').forEach((raw, index) => {
    if (/^(```|~~~)/.test(raw)) fenced = !fenced;
    if (fenced || /^#{1,6} /.test(raw) || /^\[f\d+\]: /.test(raw) || /^<!--.*-->$/.test(raw)) return;
    const text = withoutCode(raw)
      .replace(/\[(?:\\.|[^\]\\])*\]\[f\d+\]/g, ' ')
      .replace(/\]\([^)]*\)/g, '](target)');
    for (const match of text.matchAll(/(?<![\p{L}\p{N}_.])[-+]?\d[\d.,]*/gu))
      found.push({ line: index + 1, text: `${match[0]} in: ${text.slice(0, 160)}` });
  });
  return found;
}

/** Code spans cut out, whatever the length of their fence. */
function withoutCode(line: string): string {
  let result = '';
  for (let at = 0; at < line.length;) {
    if (line[at] === '\\') {
      result += line.slice(at, at + 2);
      at += 2;
    } else if (line[at] === '`') {
      const fence = /^`+/.exec(line.slice(at))![0];
      const end = closing(line, at + fence.length, fence.length);
      at = end < 0 ? at + fence.length : end + fence.length;
      result += ' code ';
    } else {
      result += line.charAt(at);
      at++;
    }
  }
  return result;
}

function closing(line: string, from: number, length: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] !== '`') continue;
    const run = /^`+/.exec(line.slice(at))![0].length;
    if (run === length) return at;
    at += run - 1;
  }
  return -1;
}

/** `[f12]: target` definitions. */
export function definitions(markdown: string): Map<string, string> {
  return new Map([...markdown.matchAll(/^\[(f\d+)\]: (\S*)$/gm)].map((match) => [match[1]!, match[2]!]));
}
