import { isRecord } from './guards.ts';

/** Id of the element in which a page brings the texts of the editor's language. */
export const TEXTS_ID = 'texts';

/** Texts by their English ones. */
export type Texts = Readonly<Record<string, string>>;

/** Texts as JSON within a page: no text can end its element. Without a bundle, as in English, there are none. */
export function pageTexts(bundle: Readonly<Record<string, unknown>> | undefined): string {
  return JSON.stringify(bundle ?? {}).replaceAll('<', '\\u003c');
}

/** What a page brings, guarded; what is no text is left out. */
export function readPageTexts(content: string): Texts {
  let read: unknown;
  try {
    read = JSON.parse(content);
  } catch {
    return {};
  }
  const entries = isRecord(read) ? Object.entries(read) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
