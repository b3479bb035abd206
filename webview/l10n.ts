import { readPageTexts, TEXTS_ID, type Texts } from '../src/protocol/page-texts.ts';

let texts: Texts | null = null;

/**
 * A text of the panel in the editor's language: the English text is the key, `{0}` stands for the first value. English where
 * no translation is known. Texts that the core writes are its own.
 */
export function t(message: string, ...values: readonly (string | number)[]): string {
  texts ??= typeof document === 'undefined' ? {} : textsOf(document);
  const own = Object.hasOwn(texts, message) ? texts[message] : undefined;
  return (own ?? message).replace(/\{(\d+)\}/gu, (whole, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? whole : String(value);
  });
}

function textsOf(page: Document): Texts {
  return readPageTexts(page.getElementById(TEXTS_ID)?.textContent ?? '');
}
