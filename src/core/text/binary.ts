/** Beginnings that only binaries have: bytes as Latin-1 text, and what the file is then. */
const MAGIC: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['%PDF-', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['PK\x05\x06', 'a ZIP archive'],
  ['\x1f\x8b', 'gzip-compressed'],
  ['BZh', 'bzip2-compressed'],
  ['\xfd7zXZ', 'xz-compressed'],
  ['\x28\xb5\x2f\xfd', 'zstd-compressed'],
  ["7z\xbc\xaf'\x1c", 'a 7z archive'],
  ['\x7fELF', 'an ELF program'],
  ['MZ\x90', 'a Windows program'],
  ['\xcf\xfa\xed\xfe', 'a Mach-O program'],
  ['\xca\xfe\xba\xbe', 'a compiled class or program'],
  ['\0asm', 'a WebAssembly module'],
  ['SQLite format 3\0', 'an SQLite database'],
  ['NVR\0', 'a report of an NVIDIA profiler'],
  ['PAR1', 'a Parquet file'],
  ['ARROW1', 'an Arrow file'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x93NUMPY', 'a NumPy array'],
  ['\xff\xfe\0\0', 'UTF-32 text'],
  ['\0\0\xfe\xff', 'UTF-32 text'],
];

const SAMPLE = 65_536;
/** Share of bytes from which NULs, or other control characters, are no accident in text. */
const TOO_MANY = 0.05;

/** Why bytes are no text in a one-byte encoding or UTF-8, as the end of a sentence; null when they may be text. */
export function binaryReason(bytes: Uint8Array): string | null {
  for (const [magic, name] of MAGIC) if (startsWith(bytes, magic)) return `it is ${name}`;
  const sample = withoutTrailingNuls(bytes.subarray(0, SAMPLE));
  if (sample.length === 0) return bytes.length === 0 ? null : 'it holds NUL bytes only';
  let nuls = 0;
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) nuls++;
    else if (isControl(byte)) controls++;
  }
  if (nuls > sample.length * TOO_MANY + 1) return `${nuls} of its first ${sample.length} bytes are NUL`;
  if (controls > sample.length * TOO_MANY + 1)
    return `${controls} of its first ${sample.length} bytes are control characters`;
  return null;
}

/** Byte order of UTF-16 text without a mark, seen by the NULs in every other byte; null when it is no such text. */
export function utf16ByPattern(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.min(bytes.length, 4096) >> 1;
  if (pairs < 2) return null;
  const nuls = [0, 0];
  const controls = [0, 0];
  for (let i = 0; i < pairs * 2; i++) {
    const byte = bytes[i] ?? 0;
    const side = i & 1;
    if (byte === 0) nuls[side] = (nuls[side] ?? 0) + 1;
    else if (isControl(byte)) controls[side] = (controls[side] ?? 0) + 1;
  }
  const isText = (high: number, low: number): boolean =>
    (nuls[high] ?? 0) >= pairs * 0.4 &&
    (nuls[low] ?? 0) <= pairs * 0.02 &&
    (controls[low] ?? 0) <= pairs * TOO_MANY;
  if (isText(1, 0)) return 'utf-16le';
  return isText(0, 1) ? 'utf-16be' : null;
}

export function startsWith(bytes: Uint8Array, latin1: string): boolean {
  if (bytes.length < latin1.length) return false;
  for (let i = 0; i < latin1.length; i++) if (bytes[i] !== latin1.charCodeAt(i)) return false;
  return true;
}

/** Control characters that text files do not hold: all but backspace, tab, line breaks, form feed and escape. */
function isControl(byte: number): boolean {
  return byte < 0x20 ? !(byte >= 8 && byte <= 13) && byte !== 27 : byte === 0x7f;
}

function withoutTrailingNuls(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}
