import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import { digestOf, noDigest } from './digest.js';
import { syncFolder } from './durably.js';
import type { EarlierLog } from './header.js';
import { isSalted } from './lines.js';
import { listSegments, readSegment, type SegmentName } from './segment.js';

/** Where the files of the form before this one lie. */
export const earlierFolder = 'earlier';

/** Segments of the form before this one: lines without a salt. */
export async function earlierSegments(directory: string): Promise<SegmentName[]> {
  const earlier: SegmentName[] = [];
  for (const segment of await listSegments(directory)) {
    if (segment.cleared) continue;
    const begin = await beginningOf(join(directory, segment.file));
    if (begin.length > 0 && !isSalted(begin)) earlier.push(segment);
  }
  return earlier;
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The end of a chain of the form before this one, and what is wrong with it, if anything is. */
export interface EarlierChain extends EarlierLog {
  readonly problem: string | null;
}

/** Checks a chain of the form before this one: each line has the next number and the SHA-256 of the line before. */
export async function readEarlier(
  directory: string,
  segments: readonly SegmentName[],
): Promise<EarlierChain> {
  let records = 0;
  let digest = noDigest;
  for (const { file } of segments) {
    const { lines } = await readSegment(directory, file);
    for (const [index, line] of lines.entries()) {
      if (!follows(line, records, digest)) {
        return { records, digest, problem: `${file}:${index + 1}: does not follow from the line before` };
      }
      records += 1;
      digest = digestOf('sha256', line).toString('hex');
    }
  }
  return { records, digest, problem: null };
}

function follows(line: Buffer, records: number, digest: string): boolean {
  try {
    const { seq, previous } = JSON.parse(line.toString('utf8')) as { seq?: unknown; previous?: unknown };
    return seq === records + 1 && previous === digest;
  } catch {
    return false;
  }
}

/**
 * Where a folder holds a log of the form before this one, finds where it ended.
 * @throws Refusal AUDIT_LOG_BROKEN when that log does not hold: what is wrong with it must be looked at before anything
 *   goes on from it.
 */
export async function endOfEarlier(directory: string): Promise<EarlierLog | null> {
  const segments = await earlierSegments(directory);
  if (segments.length === 0) return null;
  const { problem, records, digest } = await readEarlier(directory, segments);
  if (problem === null) return { records, digest };
  throw refusal('AUDIT_LOG_BROKEN', {
    at: directory,
    message: `The log of an earlier Huitong does not hold (${problem}).`,
  });
}

/** Puts the files of the form before this one aside. Does nothing the second time. */
export async function setEarlierAside(directory: string): Promise<void> {
  const segments = await earlierSegments(directory);
  if (segments.length === 0) return;
  const aside = join(directory, earlierFolder);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const { file } of segments) await rename(join(directory, file), join(aside, file));
  await syncFolder(aside);
  await syncFolder(directory);
}
