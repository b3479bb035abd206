import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Steps } from '../model/steps.ts';

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
export function fingerprint(hashes: readonly string[]): string {
  const hash = sha256.create();
  const encoded = [...hashes].sort().join('\n');
  hash.update(Uint8Array.from(encoded, (character) => character.charCodeAt(0)));
  return bytesToHex(hash.digest());
}
