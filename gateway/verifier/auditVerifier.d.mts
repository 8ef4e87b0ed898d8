/** What a checkpoint says that was found to be signed. */
export interface ProvedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly time: string;
  readonly digest: string;
}

/** What a proof was found to prove. */
export interface CheckedProof {
  readonly kind: 'inclusion' | 'consistency';
  readonly checkpoint: ProvedCheckpoint;
  /** The earlier one, of a proof of consistency. */
  readonly from?: ProvedCheckpoint;
  /** Exact texts of the records proved. */
  readonly records: readonly string[];
}

/**
 * Checks a proof out of an audit record; see `auditVerifier.mjs`, which stands by itself.
 * @throws Error that says why it does not hold.
 */
export function checkProof(proof: unknown, pem: string, kept?: string): CheckedProof;

/** Hashes of RFC 6962 §2.1. */
export interface TreeHashes {
  leaf(text: string): Buffer;
  node(left: Buffer, right: Buffer): Buffer;
}
export function hashesWith(digest: string): TreeHashes;

/** The two roots, hexadecimal, that a consistency path leads to. Throws when it is too long or too short. */
export function rootsOfPath(
  from: Pick<ProvedCheckpoint, 'size' | 'root'>,
  to: Pick<ProvedCheckpoint, 'size' | 'root'>,
  path: readonly Buffer[],
  hashes: TreeHashes,
): [old: string, now: string];
