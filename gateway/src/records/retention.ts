import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkpointDays, checkpointFile, entryOf, readCheckpointDay } from './checkpointFiles.js';
import { type DigestName, leafHash } from './digest.js';
import { syncFolder, writeDurably } from './durably.js';
import { leavesFile, listSegments, readSegment } from './segment.js';

/**
 * Least time that clear text is kept, in days: six months of network logs (网络安全法 art. 23(3), formerly 21(3)).
 */
export const leastRetentionDays = 184;

/** Three years of sharing records (政务数据共享条例 art. 29). */
export const defaultRetentionDays = 1096;

/** A segment of which only the leaf hashes are left. */
export interface Cleared {
  readonly file: string;
  readonly records: number;
}

const dayMs = 86_400_000;

/**
 * Drops the clear text of whole days that are past their time, salts with it, and keeps the leaf hashes: proofs of all
 * other records still hold, and nobody can tell from a hash what was recorded. Of the day's checkpoints the last stays.
 * @param facts.days how long clear text is kept; the day of `now` and those within it are left alone.
 */
export async function dropClearText(
  directory: string,
  facts: { readonly digest: DigestName; readonly days: number; readonly now: Date },
): Promise<Cleared[]> {
  const before = new Date(facts.now.getTime() - facts.days * dayMs).toISOString().slice(0, 10);
  const dropped: Cleared[] = [];
  let droppedTo = '';
  for (const { file, day, cleared } of (await listSegments(directory)).slice(0, -1)) {
    if (cleared || day >= before) continue;
    const { lines } = await readSegment(directory, file);
    await writeDurably(join(directory, leavesFile(file)), await leavesOf(lines, facts.digest));
    await rm(join(directory, file));
    dropped.push({ file, records: lines.length });
    droppedTo = day;
  }
  // Only days up to one without clear text: of those `huitong audit verify` expects no more than the last.
  for (const day of (await checkpointDays(directory)).slice(0, -1)) {
    if (day <= droppedTo) await thin(directory, day);
  }
  if (dropped.length > 0) await syncFolder(directory);
  return dropped;
}

const hashedAtOnce = 1000;

/** Requests are answered meanwhile: a long day is hashed for a second. */
async function leavesOf(lines: readonly Buffer[], digest: DigestName): Promise<Buffer> {
  const leaves: Buffer[] = [];
  for (const line of lines) {
    leaves.push(leafHash(digest, line));
    if (leaves.length % hashedAtOnce === 0) await nextTurn();
  }
  return Buffer.concat(leaves);
}

async function thin(directory: string, day: string): Promise<void> {
  const { entries } = await readCheckpointDay(directory, day);
  const last = entries.at(-1);
  if (last && entries.length > 1) await writeDurably(join(directory, checkpointFile(day)), entryOf(last));
}
