/** From this ratio between the highest and the lowest load or level a linear axis crowds the low ones. */
export const LOG_LOADS_FROM = 16;

/** A mark shorter than this share of the longest cannot be read off a linear axis from zero. */
const SHORT = 0.02;

/** Values so far apart that more than a third of the marks of a linear axis would lie flat on zero; a log axis shows them. */
export function isCrowded(values: readonly number[]): boolean {
  const top = values.reduce((most, value) => Math.max(most, value), 0);
  // A log axis has no zero: where a value is none, nothing but a linear axis shows it.
  if (values.length < 3 || values.some((value) => value <= 0)) return false;
  return values.filter((value) => value < top * SHORT).length > values.length / 3;
}
