import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';
import { CompactRange } from './compactRange.js';
import { digestBytes } from './digest.js';
import type { Head } from './segment.js';

/** What the log is up to a record: its tree, the end of its chain, and where the next record goes. */
export interface Tree {
  readonly range: CompactRange;
  readonly head: Head;
  /** Segment that holds the last record, and the byte behind it. */
  readonly file: string;
  readonly bytes: number;
}

const stateFile = 'tree.json';

/**
 * Keeps the tree at a checkpoint, so that a start need not hash everything again. Not flushed: it is believed only
 * as far as the checkpoint's root bears it out.
 */
export async function keepTree(directory: string, checkpoint: SignedCheckpoint, tree: Tree): Promise<void> {
  const path = join(directory, stateFile);
  const { range, head, file, bytes } = tree;
  const peaks = range.peaks.map((peak) => peak.toString('hex'));
  const draft = `${path}.part`;
  const text = JSON.stringify({ checkpoint: checkpoint.text, peaks, head: head.digest, file, bytes });
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}

interface Kept {
  readonly checkpoint: string;
  readonly peaks: readonly string[];
  readonly head: string;
  readonly file: string;
  readonly bytes: number;
}

/** The tree that was kept, if it has the root that its checkpoint says; null otherwise, and then all is hashed again. */
export async function keptTree(directory: string): Promise<{ tree: Tree; at: SignedCheckpoint } | null> {
  try {
    const kept = JSON.parse(await readFile(join(directory, stateFile), 'utf8')) as Kept;
    const at = readCheckpoint(kept.checkpoint);
    if (!at) return null;
    const peaks = kept.peaks.map((peak) => Buffer.from(peak, 'hex'));
    if (peaks.some(({ length }) => length !== digestBytes)) return null;
    const range = CompactRange.of(at.digest, at.size, peaks);
    if (range?.root().toString('hex') !== at.root || !Number.isSafeInteger(kept.bytes)) return null;
    const head = { seq: at.size, digest: String(kept.head) };
    return { tree: { range, head, file: String(kept.file), bytes: kept.bytes }, at };
  } catch {
    // Absent, torn or of another form: nothing depends on it.
    return null;
  }
}
