/** Longer texts are not repeated, so they are not kept. */
const LONGEST_KEY = 200;

/** More distinct names than a folder of results has; then the memory starts again. */
const MOST_ENTRIES = 8192;

/** The same pure function of a text, which answers at once when it has been asked before: labels repeat from file to file. At most `most` answers are kept. */
export function remember<T>(compute: (text: string) => T, most = MOST_ENTRIES): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST_KEY) return compute(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const result = compute(text);
    known.set(text, result);
    return result;
  };
}
