import type { Format } from './format.ts';

/** Every format, one line each, in alphabetical order; the generic readers come last. */
export const FORMATS: readonly Format[] = [];
