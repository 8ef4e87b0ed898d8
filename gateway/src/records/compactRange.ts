import { type DigestName, digestOf, nodeHash } from './digest.js';

/** Ones in the binary form of a size below 2^53. */
function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}

/**
 * The right edge of a Merkle tree (RFC 6962): the roots of its whole subtrees, largest first. All that appending and
 * the root need, some twenty hashes for a million leaves.
 */
export class CompactRange {
  readonly digest: DigestName;
  #size: number;
  readonly #peaks: Buffer[];

  private constructor(digest: DigestName, size: number, peaks: Buffer[]) {
    this.digest = digest;
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(digest: DigestName): CompactRange {
    return new CompactRange(digest, 0, []);
  }

  /** A range that was kept; null when so many peaks do not belong to that size. */
  static of(digest: DigestName, size: number, peaks: readonly Buffer[]): CompactRange | null {
    return peaks.length === onesIn(size) ? new CompactRange(digest, size, [...peaks]) : null;
  }

  /** Leaves in the tree. */
  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Buffer[] {
    return this.#peaks;
  }

  /** @param leaf hash of the leaf, 32 bytes. */
  append(leaf: Buffer): void {
    let node = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this.digest, this.#peaks.pop() as Buffer, node);
    }
    this.#peaks.push(node);
    this.#size += 1;
  }

  /** Root of the tree; of an empty one the hash of nothing. */
  root(): Buffer {
    const peaks = [...this.#peaks];
    let root = peaks.pop();
    if (!root) return digestOf(this.digest, '');
    for (let left = peaks.pop(); left; left = peaks.pop()) root = nodeHash(this.digest, left, root);
    return root;
  }

  clone(): CompactRange {
    return new CompactRange(this.digest, this.#size, [...this.#peaks]);
  }
}
