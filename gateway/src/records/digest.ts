import { hash } from 'node:crypto';

/** Digests that a log may be made with: SHA-256, or SM3 (GB/T 32905) where commercial cryptography is asked for. */
export const digestNames = ['sha256', 'sm3'] as const;
export type DigestName = (typeof digestNames)[number];

/** Both have 256 bits. */
export const digestBytes = 32;

/** `previous` of the first of a sequence. */
export const noDigest = '0'.repeat(digestBytes * 2);

export const isDigestName = (value: unknown): value is DigestName =>
  (digestNames as readonly unknown[]).includes(value);

/** Hash of exact bytes: never of what a parser makes of them. */
export const digestOf = (digest: DigestName, bytes: Uint8Array | string): Buffer =>
  hash(digest, bytes, 'buffer');

/** What stands before a leaf's bytes when it is hashed, so that no node can be taken for a leaf (RFC 6962 §2.1). */
export const leafMark = 0x00;

/** Hash of a leaf: H(0x00 ‖ bytes), RFC 6962 §2.1. */
export const leafHash = (digest: DigestName, bytes: Uint8Array): Buffer =>
  digestOf(digest, Buffer.concat([Buffer.of(leafMark), bytes]));

// Hashing is synchronous, so one place to join two children serves all.
const pair = Buffer.alloc(1 + 2 * digestBytes, 0x01);

/** Hash of an inner node: H(0x01 ‖ left ‖ right), RFC 6962 §2.1. */
export function nodeHash(digest: DigestName, left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 1 + digestBytes);
  return digestOf(digest, pair);
}
