import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noDigest } from './digest.js';

/** The part of a file handle that the log needs; a test gives one that fails. */
export interface SegmentHandle {
  appendFile(data: Uint8Array): Promise<void>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Names that the file still has: none when somebody removed it. */
  stat(): Promise<{ readonly nlink: number }>;
  close(): Promise<void>;
}

/** Opens a file for appending, with mode 0600. */
export type OpenSegment = (path: string) => Promise<SegmentHandle>;

export const openSegment: OpenSegment = (path): Promise<FileHandle> => open(path, 'a', 0o600);

/** Appends and makes durable. Throws when the file was removed meanwhile: what is written to it is gone with it. */
export async function appendDurably(handle: SegmentHandle, parts: Iterable<Uint8Array>): Promise<void> {
  for (const part of parts) await handle.appendFile(part);
  const [{ nlink }] = await Promise.all([handle.stat(), handle.datasync()]);
  if (nlink === 0) throw new Error('The file of the log was removed.');
}

/** Where the chain stands: the number and the leaf hash of its last record. */
export interface Head {
  readonly seq: number;
  /** Hexadecimal; 64 zeros before the first. */
  readonly digest: string;
}

export const emptyHead: Head = { seq: 0, digest: noDigest };

const segmentName = /^decisions-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.(jsonl|leaves)$/;

/** Name of the segment of a day (UTC); a number above 0 where the day needed another. */
export const segmentFile = (day: string, number: number): string =>
  `decisions-${day}${number === 0 ? '' : `-${number}`}.jsonl`;

/** Name of the leaf hashes that stay of a segment whose clear text was dropped. */
export const leavesFile = (file: string): string => file.replace(/\.jsonl$/, '.leaves');

export interface SegmentName {
  readonly file: string;
  /** UTC day on which it was begun. */
  readonly day: string;
  readonly number: number;
  /** Whether only leaf hashes are left. */
  readonly cleared: boolean;
}

const compare = (left: SegmentName, right: SegmentName): number =>
  left.day.localeCompare(right.day) || left.number - right.number;

/** The segments of a folder, oldest first. Where both stand, dropping the text was interrupted: the text counts. */
export async function listSegments(directory: string): Promise<SegmentName[]> {
  const found = new Map<string, SegmentName>();
  for (const file of await readdir(directory)) {
    const match = segmentName.exec(file);
    if (!match) continue;
    const cleared = match[3] === 'leaves';
    const name = { file, day: match[1] as string, number: Number(match[2] ?? 0), cleared };
    const key = `${name.day} ${name.number}`;
    if (!cleared || !found.has(key)) found.set(key, name);
  }
  return [...found.values()].sort(compare);
}

/** What a segment holds from some byte on: whole lines, and where they end. */
export interface SegmentText {
  /** Exact bytes of each line, without its newline. */
  readonly lines: readonly Buffer[];
  /** Bytes up to the end of the last whole line; less than the file's when its last line is torn. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
}

/**
 * Reads a segment; a last line without its newline was torn by a crash, or is being written.
 * @param from byte at which a line begins.
 */
export async function readSegment(directory: string, file: string, from = 0): Promise<SegmentText> {
  const bytes = (await readFile(join(directory, file))).subarray(from);
  const lines: Buffer[] = [];
  let begin = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, begin)) {
    lines.push(bytes.subarray(begin, end));
    begin = end + 1;
  }
  return { lines, wholeBytes: from + begin, tornBytes: bytes.length - begin };
}
