/** The sign between whole and fraction. */
export type Decimal = '.' | ',';

/** The sign between groups of digits; '' for none. ' ' stands for every kind of space, "'" for both apostrophes. */
export type Grouping = '' | ',' | '.' | ' ' | "'" | '_';

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Digits in groups: of three, or the last of three and the others of two (1,234,567 and 12,34,567). */
const GROUPED: Readonly<Record<Exclude<Grouping, ''>, RegExp>> = {
  ',': /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d?(?:,\d{2})*,\d{3}$/,
  '.': /^[1-9]\d{0,2}(?:\.\d{3})+$/,
  ' ': /^[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+$/,
  "'": /^[1-9]\d{0,2}(?:['\u2019]\d{3})+$/,
  _: /^[1-9]\d{0,2}(?:_\d{3})+$/,
};

const NON_DIGITS = /\D/g;
const NON_FINITE = /^[+-]?(?:nan|inf|infinity|1\.#(?:inf|ind|qnan)\w*)$|^#?n\/?a$/i;

/**
 * The number that the whole trimmed text is, else NaN: digits with a sign, a fraction and an exponent (12, -1.5e-3, +4,
 * .5, 5.), and with digit groups only where `grouping` says so. Hexadecimal, "inf", "NaN", empty text, numbers with a
 * unit and numbers past the range of a double are NaN.
 */
export function parseNumber(text: string, decimal: Decimal = '.', grouping: Grouping = ''): number {
  const trimmed = text.trim().replace('\u2212', '-');
  const plain = decimal === ',' ? swapComma(trimmed) : trimmed;
  if (PLAIN.test(plain)) return finite(Number(plain));
  return grouping === '' || grouping === decimal ? NaN : parseGrouped(trimmed, decimal, grouping);
}

/** With a decimal comma a dot is no part of a number. */
function swapComma(text: string): string {
  return text.includes('.') ? '' : text.replace(',', '.');
}

function parseGrouped(text: string, decimal: Decimal, grouping: Exclude<Grouping, ''>): number {
  const sign = /^[+-]?/.exec(text)?.[0] ?? '';
  const unsigned = text.slice(sign.length);
  const cut = unsigned.indexOf(decimal);
  const whole = cut < 0 ? unsigned : unsigned.slice(0, cut);
  const fraction = cut < 0 ? '' : unsigned.slice(cut + 1);
  if (!GROUPED[grouping].test(whole)) return NaN;
  const digits = `${sign}${whole.replaceAll(NON_DIGITS, '')}.${fraction}`;
  return PLAIN.test(digits) ? finite(Number(digits)) : NaN;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}

/** Words that stand where a number should: nan, inf, ±infinity, n/a and NA, in any case, and those of old C runtimes. */
export function isNonFiniteWord(text: string): boolean {
  return NON_FINITE.test(text.trim());
}
