import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import { originPattern } from './checkpoint.js';
import { type DigestName, isDigestName } from './digest.js';
import { writeDurably } from './durably.js';

/** Where a log of the form before this one ended, which this one goes on from. */
export interface EarlierLog {
  readonly records: number;
  /** SHA-256 of its last line, hexadecimal. */
  readonly digest: string;
}

/** What a log says of itself, in `log.json` beside its records. */
export interface LogHeader {
  /** 1 was a chain without a tree and had no header. */
  readonly format: 2;
  /** Name of the log; no two logs share one. */
  readonly origin: string;
  /** What its records are hashed with, for as long as it lives. */
  readonly digest: DigestName;
  /** ISO 8601. */
  readonly began: string;
  readonly earlier: EarlierLog | null;
}

const headerFile = 'log.json';

/**
 * Reads a log's header; null when the folder or the file is not there.
 * @throws Refusal AUDIT_LOG_BROKEN when it is not a header.
 */
export async function readHeader(directory: string): Promise<LogHeader | null> {
  const path = join(directory, headerFile);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const header = parsed(text);
  if (header) return header;
  throw refusal('AUDIT_LOG_BROKEN', { at: path, message: 'The header of the log cannot be read.' });
}

function parsed(text: string): LogHeader | null {
  try {
    const header = JSON.parse(text) as Partial<LogHeader>;
    const { format, origin, digest } = header;
    const known = format === 2 && typeof origin === 'string' && originPattern.test(origin);
    return known && isDigestName(digest)
      ? { ...(header as LogHeader), earlier: header.earlier ?? null }
      : null;
  } catch {
    return null;
  }
}

/**
 * Begins a log. Its origin gets a random end, so that a log begun anew in the same place is another log to whoever
 * kept a checkpoint of the old one.
 * @param facts.name what the origin begins with: the gateway, and the worker where there are several.
 */
export async function beginLog(
  directory: string,
  facts: {
    readonly name: string;
    readonly digest: DigestName;
    readonly now: Date;
    readonly earlier: EarlierLog | null;
  },
): Promise<LogHeader> {
  const origin = `${facts.name}/${randomBytes(8).toString('hex')}`;
  if (!originPattern.test(origin)) throw new Error(`${facts.name} cannot be the name of a log.`);
  const began = facts.now.toISOString();
  const header: LogHeader = { format: 2, origin, digest: facts.digest, began, earlier: facts.earlier };
  await writeDurably(join(directory, headerFile), `${JSON.stringify(header, null, 2)}\n`);
  return header;
}
