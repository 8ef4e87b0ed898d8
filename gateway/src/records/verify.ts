import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, emptyHead, type Head, listSegments, readSegment } from './segment.js';

/** What a check of the log found. */
export interface Verification {
  readonly records: number;
  /** The last line that holds. */
  readonly head: Head;
  /** The first thing wrong, with its file and line; null when every line holds. */
  readonly problem: string | null;
}

/**
 * Checks that every line of a decision log names the digest of the line before and the next number. It finds what
 * was changed, taken out or put in; that the tail was cut off is seen only by who noted a later head.
 * @param directory the log's folder.
 */
export async function verifyDecisionLog(directory: string): Promise<Verification> {
  let head: Head = emptyHead;
  let records = 0;
  for (const { file } of await listSegments(directory)) {
    const { lines, tornBytes } = await readSegment(directory, file);
    for (const [index, line] of lines.entries()) {
      const problem = follows(line, head);
      if (problem) return { records, head, problem: `${file}:${index + 1}: ${problem}` };
      head = { seq: head.seq + 1, digest: digestOf(line) };
      records += 1;
    }
    if (tornBytes > 0) return { records, head, problem: `${file}: the last line is torn` };
  }
  return { records, head, problem: null };
}

/** A chain of records and where it lies. */
export interface VerifiedChain extends Verification {
  /** Folder below the one that was asked about; empty for itself. */
  readonly folder: string;
}

/**
 * Checks all decision logs below a folder: its own, and one of each worker where several processes serve one port.
 * Each is a chain of its own, because one file has one writer.
 */
export async function verifyDecisionLogs(directory: string): Promise<VerifiedChain[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const workers = entries.filter((entry) => entry.isDirectory() && /^worker-\d+$/.test(entry.name));
  const folders = workers.map(({ name }) => name).sort();
  return Promise.all(
    ['', ...folders].map(async (folder) => ({
      folder,
      ...(await verifyDecisionLog(join(directory, folder))),
    })),
  );
}

function follows(line: string, head: Head): string | null {
  let record: { seq?: unknown; previous?: unknown };
  try {
    record = JSON.parse(line) as typeof record;
  } catch {
    return 'not JSON';
  }
  if (record.seq !== head.seq + 1) return `seq is ${String(record.seq)}, not ${head.seq + 1}`;
  return record.previous === head.digest ? null : 'previous is not the digest of the line before';
}
