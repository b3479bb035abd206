/** Words that stand in unit rows, in lower case and singular; prefixes of bytes and bits are spelled out by the pattern. */
const WORDS = new Set(
  (
    '% percent ratio count # x s sec second ms msec msecond millisecond us µs μs usec usecond microsecond ns nsec nsecond ' +
    'nanosecond min minute h hour hz khz mhz ghz cycle clock inst instruction block thread warp register sm gpc tpc grid ' +
    'cluster pass sector request wavefront bank bit op flop token tok req iter iteration sample call event query ' +
    'w mw kw watt j kj joule v a c °c k rpm fps frame px pixel row item'
  ).split(' '),
);
const BYTES = /^(?:[kmgtp]i?)?b(?:it|its|yte|ytes|ps)?$/;
const BRACKETS = /^[[(](.*)[\])]$/;

/**
 * Whether a text is a unit as profilers write it in a row under the header: a known word (us, %, Kbyte, warp) or a
 * quotient of known words (register/thread, Mbyte/s), in any case and number, bare or in brackets.
 */
export function isUnitWord(text: string): boolean {
  const trimmed = text.trim();
  const bare = BRACKETS.exec(trimmed)?.[1] ?? trimmed;
  const parts = bare.toLowerCase().split('/');
  return parts.length <= 3 && parts.every(isWord);
}

function isWord(part: string): boolean {
  const word = part.trim();
  return WORDS.has(word) || BYTES.test(word) || (word.endsWith('s') && WORDS.has(word.slice(0, -1)));
}
