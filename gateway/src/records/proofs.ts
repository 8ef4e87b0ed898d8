import { type DigestName, digestBytes, digestOf, nodeHash } from './digest.js';

/** Hashes in one block of memory, 32 bytes each. */
class Row {
  #bytes = Buffer.alloc(16 * digestBytes);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(hash: Buffer): void {
    const at = this.#size * digestBytes;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(at)]);
    hash.copy(this.#bytes, at);
    this.#size += 1;
  }

  at(index: number): Buffer {
    return this.#bytes.subarray(index * digestBytes, (index + 1) * digestBytes);
  }
}

/** The largest power of two below a number above 1. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** A whole Merkle tree in memory, 64 bytes for each leaf: what proofs are taken from. */
export class Leaves {
  readonly digest: DigestName;
  /** Leaves, then the roots of whole pairs, of whole fours, and so on. */
  readonly #rows: Row[] = [new Row()];

  constructor(digest: DigestName) {
    this.digest = digest;
  }

  get size(): number {
    return (this.#rows[0] as Row).size;
  }

  add(leaf: Buffer): void {
    let node = leaf;
    for (let level = 0; ; level += 1) {
      const row = (this.#rows[level] ??= new Row());
      row.add(node);
      if (row.size % 2 === 1) return;
      node = nodeHash(this.digest, row.at(row.size - 2), row.at(row.size - 1));
    }
  }

  /**
   * Root of the leaves from `from` to before `to`.
   * @param from a multiple of the power of two that is at least as large as the part, as RFC 6962 cuts trees.
   */
  root(from: number, to: number): Buffer {
    const size = to - from;
    if (size === 0) return digestOf(this.digest, '');
    const level = Math.ceil(Math.log2(size));
    if (2 ** level === size) return (this.#rows[level] as Row).at(from / size);
    const middle = from + split(size);
    return nodeHash(this.digest, this.root(from, middle), this.root(middle, to));
  }
}

/**
 * The audit path of a leaf: the siblings on its way to the root, lowest first (RFC 6962 §2.1.1).
 * @param index from 0.
 * @param size leaves of the tree that the root is of.
 */
export function inclusionPath(leaves: Leaves, index: number, size: number): Buffer[] {
  const path: Buffer[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.push(leaves.root(middle, to));
      to = middle;
    } else {
      path.push(leaves.root(from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second` (RFC 6962 §2.1.2).
 * @param first at least 1 and at most `second`; the proof is empty when they are equal.
 */
export function consistencyPath(leaves: Leaves, first: number, second: number): Buffer[] {
  const path: Buffer[] = [];
  let from = 0;
  let to = second;
  // Whether the part looked at still begins where the old tree begins: its root is then known to the verifier.
  let whole = true;
  while (first !== to) {
    const middle = from + split(to - from);
    if (first <= middle) {
      path.push(leaves.root(middle, to));
      to = middle;
    } else {
      path.push(leaves.root(from, middle));
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.push(leaves.root(from, to));
  return path.reverse();
}
