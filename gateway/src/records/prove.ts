import { refusal } from '@huitong/contract';
import type { SignedCheckpoint } from './checkpoint.js';
import { lastCheckpoint } from './checkpointFiles.js';
import { type Line, readLine } from './lines.js';
import { consistencyPath, inclusionPath, Leaves } from './proofs.js';
import { walk } from './walk.js';

/** A record and its way to the root; checked by `verifier/auditVerifier.mjs`. */
export interface ProvedRecord {
  /** Place of the leaf, from 0. */
  readonly index: number;
  /** The record's exact bytes as text, its salt in it: what the leaf hash is over. */
  readonly record: string;
  /** Siblings, lowest first, hexadecimal. */
  readonly path: readonly string[];
}

/** Proof that records stand in a log as it was signed. */
export interface InclusionProof {
  readonly proof: 'huitong audit inclusion 1';
  readonly checkpoint: string;
  readonly records: readonly ProvedRecord[];
}

/** Proof that a log as it was signed earlier is the beginning of the log as it was signed later. */
export interface ConsistencyProof {
  readonly proof: 'huitong audit consistency 1';
  readonly from: string;
  readonly to: string;
  readonly path: readonly string[];
}

/** What proving found: the proof, and how many records that were asked for no checkpoint covers yet. */
export interface Proved {
  /** Null when none of them is in the log. */
  readonly proof: InclusionProof | null;
  readonly uncovered: number;
  /** Whether the clear text of a record that was asked for by number was dropped. */
  readonly cleared: boolean;
}

/** Which records are to be proved: one by its number, or all of one request. */
export type Wanted = { readonly seq: number } | { readonly requestId: string };

const asHex = (path: readonly Buffer[]) => path.map((hash) => hash.toString('hex'));

const wanted = (line: Line, which: Wanted): boolean =>
  'seq' in which ? line.seq === which.seq : line.record['requestId'] === which.requestId;

/** Whether it is worth reading a line at all. */
function mayBe(bytes: Buffer, which: Wanted): boolean {
  return 'seq' in which || bytes.includes(JSON.stringify(which.requestId));
}

function checkRoot(leaves: Leaves, { size, root }: SignedCheckpoint, directory: string): void {
  if (leaves.size >= size && leaves.root(0, size).toString('hex') === root) return;
  throw refusal('AUDIT_LOG_BROKEN', {
    at: directory,
    message: `The first ${size} records are not those that were signed.`,
  });
}

/**
 * Proves that records stand in a log, up to its newest checkpoint.
 * @throws Refusal AUDIT_LOG_BROKEN when the log is not what that checkpoint signed.
 */
export async function proveRecords(directory: string, which: Wanted): Promise<Proved> {
  const checkpoint = await lastCheckpoint(directory);
  if (!checkpoint) return { proof: null, uncovered: 0, cleared: false };
  const leaves = new Leaves(checkpoint.digest);
  const found: { index: number; record: string }[] = [];
  let uncovered = 0;
  let cleared = false;
  for await (const entry of walk(directory)) {
    if ('torn' in entry) continue;
    const index = leaves.size;
    leaves.add(entry.leaf);
    if (!entry.bytes) {
      cleared ||= 'seq' in which && which.seq === index + 1;
      continue;
    }
    const line = mayBe(entry.bytes, which) ? readLine(entry.bytes) : null;
    if (!line || !wanted(line, which)) continue;
    if (index < checkpoint.size) found.push({ index, record: entry.bytes.toString('utf8') });
    else uncovered += 1;
  }
  if (found.length === 0) return { proof: null, uncovered, cleared };
  checkRoot(leaves, checkpoint, directory);
  const records = found.map(({ index, record }) => ({
    index,
    record,
    path: asHex(inclusionPath(leaves, index, checkpoint.size)),
  }));
  const proof = { proof: 'huitong audit inclusion 1', checkpoint: checkpoint.text, records } as const;
  return { proof, uncovered, cleared };
}

/**
 * Proves that the log as somebody has kept it is the beginning of the log as it is.
 * @param from the checkpoint that was kept.
 * @returns null when the log has fewer records, or others, than that checkpoint says: no proof exists.
 * @throws Refusal AUDIT_LOG_BROKEN when the log is not what its newest checkpoint signed.
 */
export async function proveConsistency(
  directory: string,
  from: SignedCheckpoint,
): Promise<ConsistencyProof | null> {
  const to = await lastCheckpoint(directory);
  if (!to || to.size < from.size || to.digest !== from.digest) return null;
  const leaves = new Leaves(to.digest);
  for await (const entry of walk(directory)) if (!('torn' in entry)) leaves.add(entry.leaf);
  checkRoot(leaves, to, directory);
  if (leaves.root(0, from.size).toString('hex') !== from.root) return null;
  const path = asHex(consistencyPath(leaves, from.size, to.size));
  return { proof: 'huitong audit consistency 1', from: from.text, to: to.text, path };
}
