import { stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import type { SignedCheckpoint } from './checkpoint.js';
import { lastCheckpoint } from './checkpointFiles.js';
import { CompactRange } from './compactRange.js';
import { leafHash } from './digest.js';
import type { LogHeader } from './header.js';
import { readLeaves } from './leafFiles.js';
import { readLine } from './lines.js';
import { emptyHead, listSegments, readSegment, type SegmentName } from './segment.js';
import { keptTree, type Tree } from './treeState.js';

/** A log as it was found. */
export interface Restored {
  readonly tree: Tree;
  readonly last: SignedCheckpoint | null;
  /** Bytes of a line torn by a crash, which were cut off: nobody was promised them. */
  readonly tornBytes: number;
}

const broken = (at: string, message: string) => refusal('AUDIT_LOG_BROKEN', { at, message });

/** Follows the records behind a tree and grows it by them. */
class Replay {
  readonly #directory: string;
  readonly #last: SignedCheckpoint | null;
  #tree: Tree;

  constructor(directory: string, last: SignedCheckpoint | null, begin: Tree) {
    this.#directory = directory;
    this.#last = last;
    this.#tree = { ...begin, range: begin.range.clone() };
  }

  get tree(): Tree {
    return this.#tree;
  }

  async segment({ file, cleared }: SegmentName, from: number): Promise<{ tornBytes: number }> {
    if (cleared) {
      for (const leaf of await readLeaves(this.#directory, file)) this.#grow(leaf, { file, bytes: 0 });
      return { tornBytes: 0 };
    }
    const { lines, tornBytes } = await readSegment(this.#directory, file, from);
    let bytes = from;
    for (const line of lines) {
      bytes += line.length + 1;
      this.#follow(line, { file, bytes });
    }
    return { tornBytes };
  }

  #follow(line: Buffer, place: { file: string; bytes: number }): void {
    const { head } = this.#tree;
    const read = readLine(line);
    if (read?.seq !== head.seq + 1 || read.previous !== head.digest) {
      throw broken(
        join(this.#directory, place.file),
        `Record ${head.seq + 1} does not follow from record ${head.seq}.`,
      );
    }
    this.#grow(leafHash(this.#tree.range.digest, line), place);
  }

  #grow(leaf: Buffer, place: { file: string; bytes: number }): void {
    const { range } = this.#tree;
    range.append(leaf);
    this.#tree = { range, head: { seq: range.size, digest: leaf.toString('hex') }, ...place };
    this.check();
  }

  /** @throws Refusal AUDIT_LOG_BROKEN when this is not the tree that was signed. */
  check(): void {
    const { range } = this.#tree;
    if (range.size !== this.#last?.size || range.root().toString('hex') === this.#last.root) return;
    throw broken(
      this.#directory,
      `The first ${range.size} records are not those that the last checkpoint signed.`,
    );
  }
}

/**
 * Finds where a log ends: from the tree that was kept with a checkpoint, or from its first record, up to the last
 * whole line. It looks at what follows that checkpoint only; `huitong audit verify` looks at everything.
 * @throws Refusal AUDIT_LOG_BROKEN when records do not follow from each other, or some are missing that were signed:
 *   going on would sign another history under the same name.
 */
export async function restore(directory: string, { digest, origin }: LogHeader): Promise<Restored> {
  const last = await lastCheckpoint(directory);
  if (last && (last.origin !== origin || last.digest !== digest)) {
    throw broken(directory, 'log.json and the last checkpoint are of different logs.');
  }
  const segments = await listSegments(directory);
  const kept = await believable(directory, last, segments);
  const begin = kept ?? { range: CompactRange.empty(digest), head: emptyHead, file: '', bytes: 0 };
  const replay = new Replay(directory, last, begin);
  const first = Math.max(
    0,
    segments.findIndex(({ file }) => file === begin.file),
  );
  let torn: { file: string; bytes: number; size: number } | null = null;
  for (const segment of segments.slice(first)) {
    const { tornBytes } = await replay.segment(segment, segment.file === begin.file ? begin.bytes : 0);
    const { size } = replay.tree.range;
    // Only the end can be torn: what stands behind was written by somebody who took the line for whole.
    if (torn && size > torn.size) throw broken(join(directory, torn.file), 'A line is torn.');
    if (tornBytes > 0) torn = { file: segment.file, bytes: tornBytes, size };
  }
  const { tree } = replay;
  if (last && tree.range.size < last.size) {
    const missing = `${tree.range.size + 1} to ${last.size}`;
    throw broken(directory, `Records ${missing} are missing, which a checkpoint covers.`);
  }
  if (torn) await cutOff(join(directory, torn.file), torn.bytes);
  return { tree, last, tornBytes: torn?.bytes ?? 0 };
}

/** The tree that was kept, where its file is still there and as long. */
async function believable(
  directory: string,
  last: SignedCheckpoint | null,
  segments: readonly SegmentName[],
): Promise<Tree | null> {
  const kept = await keptTree(directory);
  if (!kept || !last || kept.at.origin !== last.origin || kept.at.size > last.size) return null;
  if (kept.at.size === last.size && kept.at.root !== last.root) return null;
  const { file, bytes } = kept.tree;
  if (!segments.some((segment) => segment.file === file && !segment.cleared)) return null;
  const { size } = await stat(join(directory, file));
  return size >= bytes ? kept.tree : null;
}

async function cutOff(path: string, tornBytes: number): Promise<void> {
  const { size } = await stat(path);
  await truncate(path, size - tornBytes);
}
