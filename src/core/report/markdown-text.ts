/** Our words inside Markdown: nothing in them may start a construct. */
export function escapeText(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#~$]/g, (character) => `\\${character}`).replace(/\r?\n/g, ' ');
}

/** A code span that holds any text: its fence is longer than any run of backticks inside. Pipes are escaped for tables. */
export function codeSpan(text: string, inTable: boolean): string {
  const flat = flatten(text);
  if (flat === '') return '';
  const runs = flat.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const padded = flat.startsWith('`') || flat.endsWith('`') ? ` ${flat} ` : flat;
  const span = `${fence}${padded}${fence}`;
  return inTable ? span.replaceAll('|', '\\|') : span;
}

/** One line, without control characters and without characters that change the direction of text. */
function flatten(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .trim();
}

/** A path as a link target: what Markdown or a URL would read as its own is percent-encoded. */
export function linkTarget(path: string): string {
  const encoded = path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[()'!*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
  return /^[a-z][a-z0-9+.-]*%3A/i.test(encoded) ? `./${encoded}` : encoded;
}
