import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';

/** A change of a text: `length` characters from `offset` on become `content`. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
}

/** The tree of a JSON text with comments; null where the text is broken, or is no object. */
export function objectTree(text: string): Node | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length > 0 || root?.type !== 'object' ? null : root;
}

/** The list under a key; null where there is none. */
export function listNode(root: Node, key: string): Node | null {
  return findNodeAtLocation(root, [key]) ?? null;
}

/** Puts another value behind the last of a list; comments and the lines of the others stay as they are. */
export function appendTo(text: string, list: Node, value: unknown): readonly TextChange[] {
  const last = list.children?.at(-1);
  const close = list.offset + list.length - 1;
  const isWide = text.slice(list.offset, close).includes('\n');
  const written = inOneLine(value);
  if (last === undefined) {
    const inner = `\n${indentAt(text, list.offset)}  ${written}\n${indentAt(text, list.offset)}`;
    return [{ offset: list.offset + 1, length: close - list.offset - 1, content: inner }];
  }
  const content = isWide ? `\n${indentAt(text, last.offset)}${written}` : ` ${written}`;
  return behind(text, last.offset + last.length, close, content);
}

/** Adds a key with a list of one value behind the last key of an object. */
export function addList(text: string, root: Node, key: string, value: unknown): readonly TextChange[] {
  const last = root.children?.at(-1);
  const close = root.offset + root.length - 1;
  const written = `\n  ${JSON.stringify(key)}: [\n    ${inOneLine(value)}\n  ]`;
  if (last === undefined) return [{ offset: close, length: 0, content: `${written}\n` }];
  const end = text.slice(0, close).trimEnd().length === close ? '\n' : '';
  return behind(text, last.offset + last.length, close, `${written}${end}`);
}

/** Gives a value another one. */
export function replaceNode(node: Node, value: unknown): readonly TextChange[] {
  return [{ offset: node.offset, length: node.length, content: inOneLine(value) }];
}

/** Takes one of the children of a list or an object out, with the comma and the blanks that belong to it. */
export function removeChild(text: string, parent: Node, index: number): TextChange {
  const children = parent.children ?? [];
  const child = children[index];
  const before = children[index - 1];
  const after = children[index + 1];
  const close = parent.offset + parent.length - 1;
  const end = child === undefined ? close : child.offset + child.length;
  if (before !== undefined) return cut(before.offset + before.length, end);
  const start = child === undefined ? close : child.offset;
  if (after !== undefined) return cut(start, after.offset);
  return cut(parent.offset + 1, hasComma(text, end, close) ? close : text.slice(0, close).trimEnd().length);
}

function cut(start: number, end: number): TextChange {
  return { offset: start, length: end - start, content: '' };
}

/** The text after changes that do not overlap. */
export function spliced(text: string, changes: readonly TextChange[]): string {
  return changes
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (now, { offset, length, content }) => now.slice(0, offset) + content + now.slice(offset + length),
      text,
    );
}

/** "{ "match": "a", "reason": "b" }": as people write short entries. */
function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inOneLine(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** The blanks before the first character of the line that an offset is in. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(start))?.[0] ?? '';
}

/** True where a comma stands between two offsets that hold no value, outside of comments. */
function hasComma(text: string, start: number, end: number): boolean {
  return text
    .slice(start, end)
    .replace(/\/\*.*?\*\/|\/\/[^\n]*/gsu, '')
    .includes(',');
}

/** A comma behind a value, where there is none yet, and more text behind the comments that follow it. */
function behind(text: string, end: number, close: number, content: string): readonly TextChange[] {
  const place = text.slice(0, close).trimEnd().length;
  if (hasComma(text, end, close)) return [{ offset: place, length: 0, content }];
  if (place === end) return [{ offset: end, length: 0, content: `,${content}` }];
  return [
    { offset: end, length: 0, content: ',' },
    { offset: place, length: 0, content },
  ];
}
