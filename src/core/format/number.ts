/** Beyond these a number is written with an exponent. */
const LARGEST = 1e15;
const SMALLEST = 1e-9;

/**
 * A number for people, the same in every locale: a point before the decimals, commas between thousands. Without `digits`
 * it shows what carries meaning: four significant digits below 1, else three decimals and at most five significant digits
 * before that (3.812, 12.943, 102.20, 1,234.6, 98,765). Zeros at the end stay only where rounding made them: 77.5 is
 * 77.5, and 102.2009 is 102.20. `digits` fixes the number of decimals (0..20), as a table column needs. −0 is 0; what is
 * not finite is "n/a".
 */
export function formatNumber(value: number, digits?: number): string {
  if (!Number.isFinite(value)) return 'n/a';
  const size = Math.abs(value);
  if (size >= LARGEST || (size > 0 && size < SMALLEST && digits === undefined)) return exponential(value);
  const text = digits === undefined ? shortest(value, smartDigits(value)) : value.toFixed(clamp(digits));
  return grouped(Number(text) === 0 ? text.replace('-', '') : text);
}

/** How many decimals `formatNumber` gives a value before it drops zeros that say nothing. */
export function smartDigits(value: number): number {
  // Rounded first, so that 99.9996 counts as 100.
  const size = Number(Math.abs(value).toPrecision(5));
  if (size === 0 || !Number.isFinite(size)) return 0;
  const magnitude = Math.floor(Math.log10(size));
  if (magnitude < 0) return clamp(3 - magnitude);
  return Math.min(3, Math.max(0, 4 - magnitude));
}

/** Decimals of a percentage (0..100): one, more only where nothing would be left. */
export function percentDigits(percent: number): number {
  const size = Math.abs(percent);
  return size === 0 || size >= 0.05 ? 1 : clamp(1 - Math.floor(Math.log10(size)));
}

function clamp(digits: number): number {
  return Math.min(20, Math.max(0, Math.round(digits)));
}

function exponential(value: number): string {
  return value
    .toExponential(3)
    .replace(/\.?0+e/u, 'e')
    .replace('e+', 'e');
}

/** Drops zeros at the end when the text is the value itself and not a rounding of it. */
function shortest(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const isExact = Math.abs(Number(text) - value) <= 1e-12 * Math.abs(value);
  return isExact && text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}

function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const commas = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',');
  return decimals === undefined ? commas : `${commas}.${decimals}`;
}
