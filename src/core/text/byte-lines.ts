const LF = 10;
const CR = 13;

/** How many line breaks end within `from`..`to`; a CR LF counts where its LF stands. */
export function countLineBreaks(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > CR) continue;
    if (byte === LF || (byte === CR && bytes[i + 1] !== LF)) count++;
  }
  return count;
}

/** Offset of the line break that ends the line of `from`, or the end of the text. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LF && bytes[at] !== CR) at++;
  return at;
}

/** Offset of the first byte of the next line, when `end` is where a line ends. */
export function nextLine(bytes: Uint8Array, end: number): number {
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : Math.min(end + 1, bytes.length);
}

/** Length of UTF-8 bytes in UTF-16 code units, as editors count columns: characters past U+FFFF are two. */
export function utf16Units(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80 || byte >= 0xc0) units++;
    if (byte >= 0xf0) units++;
  }
  return units;
}
