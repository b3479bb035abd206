import type { Place } from '../model/place.ts';
import type { TextLine } from './text-scan.ts';

/** One attribute as written, entities resolved; `column` from 1 is that of its first character. */
export interface XmlAttribute {
  readonly text: string;
  readonly column: number;
}

/** The opening of one element, as tools write it: on one line. */
export interface XmlElement {
  readonly name: string;
  readonly line: TextLine;
  readonly attributes: ReadonlyMap<string, XmlAttribute>;
}

/** The element that a line opens; null for closing tags and other text. */
export function elementOf(line: TextLine): XmlElement | null {
  const found = /^\s*<(\w+)((?:\s+\w+="[^"]*")*)\s*\/?>/.exec(line.text);
  if (found === null) return null;
  const attributes = new Map<string, XmlAttribute>();
  for (const attribute of line.text.matchAll(/(\w+)="([^"]*)"/g)) {
    const [, name = '', text = ''] = attribute;
    attributes.set(name, { text: plain(text), column: attribute.index + name.length + 3 });
  }
  return { name: found[1] ?? '', line, attributes };
}

/** An attribute's text; '' where it is missing. */
export function attributeText(element: XmlElement, name: string): string {
  return element.attributes.get(name)?.text ?? '';
}

/** Where an attribute's value stands; where its element stands when it is missing. */
export function attributePlace(element: XmlElement, name: string): Place {
  return { line: element.line.number, column: element.attributes.get(name)?.column ?? 1 };
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
