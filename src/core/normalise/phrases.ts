/** A run of words and what it stands for. */
export interface Phrase<T> {
  readonly words: readonly string[];
  readonly value: T;
}

/** Phrases by their first word, longest first. */
export type PhraseIndex<T> = ReadonlyMap<string, readonly Phrase<T>[]>;

/** Indexes phrases whose words are separated by spaces. */
export function indexPhrases<T>(entries: readonly (readonly [text: string, value: T])[]): PhraseIndex<T> {
  const index = new Map<string, Phrase<T>[]>();
  for (const [text, value] of entries) {
    const words = text.split(' ');
    const first = words[0] ?? '';
    index.set(first, [...(index.get(first) ?? []), { words, value }]);
  }
  for (const phrases of index.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return index;
}

/** The phrases that stand at this place, longest first. */
export function phrasesAt<T>(
  index: PhraseIndex<T>,
  words: readonly string[],
  start: number,
): readonly Phrase<T>[] {
  const candidates = index.get(words[start] ?? '') ?? [];
  return candidates.filter((phrase) => phrase.words.every((word, k) => words[start + k] === word));
}
