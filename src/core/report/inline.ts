import { VERDICT_MARKS, VERDICT_WORDS } from '../compare/verdict-words.ts';
import type { Verdict } from '../stats/verdict.ts';
import type { Figure } from '../model/figure.ts';

/** A name, key, path or quoted text of the data: shown as code, never interpreted. */
export interface Code {
  readonly kind: 'code';
  readonly text: string;
}

/** True of a date, with its time or without: a browser would break a line at its hyphens. */
export function isDate({ text }: Code): boolean {
  return /^\d{4}-\d{2}-\d{2}(?: [\d:]+(?: \S+)?)?$/u.test(text);
}

/** A number: the only way in which one gets into a report. */
export interface FigureInline {
  readonly kind: 'figure';
  readonly figure: Figure;
}

/** A place in a file, without a number of its own. */
export interface FileLink {
  readonly kind: 'file';
  readonly root: number;
  readonly path: string;
  readonly line: number | null;
}

/** Our own words. They hold no digits: numbers are figures, names are code. */
export interface Words {
  readonly kind: 'words';
  readonly text: string;
}

/** What a comparison comes to: a mark that is told apart by its shape, and words. */
export interface VerdictInline {
  readonly kind: 'verdict';
  readonly verdict: Verdict;
}

export type Inline = Words | Code | FigureInline | FileLink | VerdictInline;

/** What may stand in a sentence: never a bare number or a bare text of the data. */
export type Part = Inline | Figure | readonly Inline[];

export function code(text: string): Code {
  return { kind: 'code', text };
}

export function words(text: string): Words {
  return { kind: 'words', text };
}

export function fileLink(root: number, path: string, line: number | null = null): FileLink {
  return { kind: 'file', root, path, line };
}

export function verdictInline(verdict: Verdict): VerdictInline {
  return { kind: 'verdict', verdict };
}

/** "✓ improved". */
export function verdictText(verdict: Verdict): string {
  return `${VERDICT_MARKS[verdict]} ${VERDICT_WORDS[verdict]}`;
}

/** A sentence: our words around figures, code and other inlines. */
export function say(texts: TemplateStringsArray, ...parts: readonly Part[]): Inline[] {
  const result: Inline[] = [];
  texts.forEach((text, index) => {
    if (text !== '') result.push(words(text));
    const part = parts[index];
    if (part !== undefined) result.push(...inlinesOf(part));
  });
  return result;
}

export function inlinesOf(part: Part): readonly Inline[] {
  if (isList(part)) return part;
  return 'evidence' in part ? [{ kind: 'figure', figure: part }] : [part];
}

function isList(part: Part): part is readonly Inline[] {
  return Array.isArray(part);
}

/** "a, b and c"; with null for the last word "a, b, c". */
export function enumerate(items: readonly Part[], conjunction: string | null = 'and'): Inline[] {
  const result: Inline[] = [];
  items.forEach((item, index) => {
    const last = index === items.length - 1 && conjunction !== null;
    if (index > 0) result.push(words(last ? ` ${conjunction} ` : ', '));
    result.push(...inlinesOf(item));
  });
  return result;
}

/** All figures in the order of appearance. */
export function* figuresIn(inlines: readonly Inline[]): Generator<Figure> {
  for (const inline of inlines) {
    if (inline.kind === 'figure') yield inline.figure;
  }
}

/** The sentence without formatting, for titles of charts, logs and tests. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'words':
        case 'code':
          return inline.text;
        case 'figure':
          return inline.figure.text;
        case 'verdict':
          return verdictText(inline.verdict);
        case 'file':
          return inline.line === null ? inline.path : `${inline.path}:${String(inline.line)}`;
      }
    })
    .join('');
}
