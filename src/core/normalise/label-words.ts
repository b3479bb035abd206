import { parseUnit } from './units.ts';

/** One word of a label. */
export interface LabelWord {
  /** As it was written: letter case tells MB from Mb. */
  readonly raw: string;
  readonly low: string;
  /** It stood after a slash: the bottom of a quotient. */
  readonly joined: boolean;
}

/** A label taken apart. */
export interface LabelText {
  readonly words: readonly LabelWord[];
  /** A unit that stood in brackets or after a comma, as it was written; null without one. */
  readonly unit: string | null;
}

/** Ways to write a percentile, as one word: p(95), 95th percentile, percentiles.99.9, p99_9. */
const PERCENTILES: readonly (readonly [shape: RegExp, word: string])[] = [
  [/\bp\((\d{1,3}(?:\.\d+)?)\)/giu, ' p$1 '],
  [/(?<![\p{L}\p{N}.])(\d{1,3}(?:\.\d+)?) ?(?:st|nd|rd|th)?[ _-]?(?:percentile|pctl|%ile)s?/giu, ' p$1 '],
  [/(?<=percentile|quantile|pctl)s?[ ._:-]?(\d{1,3}(?:\.\d+)?)(?![\p{L}\p{N}])/giu, ' p$1 '],
  [/(?<![\p{L}\p{N}])p(\d{1,3})[._](\d{1,4})(?![\p{L}\p{N}])/giu, ' p$1.$2 '],
  [/^(\d{1,2}(?:\.\d+)?) ?%$/gu, ' p$1 '],
];

/**
 * Words: percentiles; byte and frequency units whose capitals are no word boundary; acronyms with a time unit glued to
 * them (TTFTms), with digits and a plural s (GPUs, P95); acronyms before a word (HTTPServer); words; single signs.
 */
const WORD =
  /[pP]\d+\.\d+|[KMGTkmgt]i?[Bb](?:ps)?(?!\p{L})|[kKMGT]?Hz(?!\p{L})|\p{Lu}{2,}(?=[mun]s(?!\p{L}))|\p{Lu}+\p{N}*s?(?!\p{Ll})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?(?:\p{Ll}|\p{Lo}|\p{Lm}|\p{M}|\p{N})+|[%#]|°\p{L}?|\p{Lu}/gu;

/** Takes a label apart at separators and capitals: "Mean TTFT (ms)", "mean_ttft_ms", "meanTtftMs" have the same words. */
export function labelText(label: string): LabelText {
  let text = label.replaceAll('μ', 'µ').replaceAll('·', ' ').replaceAll('Δ', ' delta ');
  for (const [shape, word] of PERCENTILES) text = text.replace(shape, word);
  const brackets = withoutBrackets(text);
  const comma = brackets.unit === null ? /^([^,]+), ?([^,]{1,16})$/u.exec(brackets.text) : null;
  const tail = comma?.[2] ?? '';
  const hasTail = tail !== '' && parseUnit(tail) !== null;
  const rest = hasTail ? (comma?.[1] ?? '') : brackets.text;
  return { words: wordsOf(rest), unit: hasTail ? tail : brackets.unit };
}

function withoutBrackets(text: string): { text: string; unit: string | null } {
  let unit: string | null = null;
  const rest = text.replace(/(\p{L}?)([([])([^()[\]]*)[)\]]/gu, (_, before: string, __, inside: string) => {
    const content = inside.trim();
    if (before !== '' && content === 's') return before;
    if (/^[\d.,]+ ?%?$/u.test(content)) return `${before} `;
    if (parseUnit(content) === null) return `${before} ${content} `;
    unit ??= content;
    return `${before} `;
  });
  return { text: rest, unit };
}

function wordsOf(text: string): readonly LabelWord[] {
  const words: LabelWord[] = [];
  let end = 0;
  for (const found of text.matchAll(WORD)) {
    const [raw] = found;
    const joined = words.length > 0 && /^ ?\/ ?$/u.test(text.slice(end, found.index));
    words.push({ raw, low: raw.toLowerCase(), joined });
    end = found.index + raw.length;
  }
  return words;
}
