import { type FileHandle, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';

/** The part of a file handle that the log needs; a test gives one that fails. */
export interface SegmentHandle {
  appendFile(data: string): Promise<void>;
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens a file for appending, with mode 0600. */
export type OpenSegment = (path: string) => Promise<SegmentHandle>;

export const openSegment: OpenSegment = (path): Promise<FileHandle> => open(path, 'a', 0o600);

/** Where the chain stands: the number and digest of its last line. */
export interface Head {
  readonly seq: number;
  /** SHA-256 of the last line without its newline, hexadecimal; 64 zeros before the first. */
  readonly digest: string;
}

export const emptyHead: Head = { seq: 0, digest: '0'.repeat(64) };

/** SHA-256 of a line's exact bytes: never of what a parser makes of it. */
export const digestOf = (line: string): string => createHash('sha256').update(line).digest('hex');

const segmentName = /^decisions-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.jsonl$/;

/** Name of the segment of a day; a number above 0 where the day needed another. */
export const segmentFile = (day: string, number: number): string =>
  `decisions-${day}${number === 0 ? '' : `-${number}`}.jsonl`;

export interface SegmentName {
  readonly file: string;
  readonly day: string;
  readonly number: number;
}

/** The segments of a folder, oldest first. */
export async function listSegments(directory: string): Promise<SegmentName[]> {
  const segments = (await readdir(directory)).flatMap((file): SegmentName[] => {
    const match = segmentName.exec(file);
    return match ? [{ file, day: match[1] as string, number: Number(match[2] ?? 0) }] : [];
  });
  return segments.sort((left, right) => left.day.localeCompare(right.day) || left.number - right.number);
}

/** What a segment holds: whole lines, and where they end. */
export interface SegmentText {
  readonly lines: readonly string[];
  /** Bytes of the whole lines; less than the file's when its last line is torn. */
  readonly wholeBytes: number;
  readonly tornBytes: number;
}

/** Reads a segment; a last line without its newline was torn by a crash. */
export async function readSegment(directory: string, file: string): Promise<SegmentText> {
  const bytes = await readFile(join(directory, file));
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.subarray(0, wholeBytes).toString('utf8');
  return {
    lines: text === '' ? [] : text.slice(0, -1).split('\n'),
    wholeBytes,
    tornBytes: bytes.length - wholeBytes,
  };
}
