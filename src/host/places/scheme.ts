/** Scheme of the documents that show a part of a file. */
export const EXCERPT_SCHEME = 'benchtrail-excerpt';
