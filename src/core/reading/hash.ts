import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sortSteps, type Steps } from '../model/steps.ts';

const SLICE = 1 << 20;

/** SHA-256 of the bytes as lower-case hex; the same in every host. */
export function* contentHash(bytes: Uint8Array): Steps<string> {
  const hash = sha256.create();
  for (let start = 0; start < bytes.length; start += SLICE) {
    hash.update(bytes.subarray(start, start + SLICE));
    yield;
  }
  return bytesToHex(hash.digest());
}

/** One hash of many: the fingerprint of a set of files, independent of their order. */
export function* fingerprint(hashes: readonly string[]): Steps<string> {
  const hash = sha256.create();
  const encoded = (yield* sortSteps(hashes, (a, b) => (a < b ? -1 : a > b ? 1 : 0))).join('\n');
  for (let start = 0; start < encoded.length; start += PART) {
    yield;
    const bytes = new Uint8Array(Math.min(PART, encoded.length - start));
    for (let at = 0; at < bytes.length; at++) bytes[at] = encoded.charCodeAt(start + at);
    hash.update(bytes);
  }
  return bytesToHex(hash.digest());
}

/** So many characters are hashed between two turns of the host. */
const PART = 1 << 17;

/** The hash of an inline style sheet as a content security policy names it: "sha256-…=". */
export function styleHash(css: string): string {
  return `sha256-${base64(sha256(utf8ToBytes(css)))}`;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => BASE64[(word >> shift) & 63] ?? '');
    const used = Math.min(3, bytes.length - at) + 1;
    text += digits.slice(0, used).join('').padEnd(4, '=');
  }
  return text;
}
