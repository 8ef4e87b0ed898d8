import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal } from '@huitong/contract';
import { readCheckpoint, type SignedCheckpoint } from './checkpoint.js';

const fileName = /^checkpoints-(\d{4}-\d{2}-\d{2})\.txt$/;

/** Name of the file with the checkpoints of a UTC day. */
export const checkpointFile = (day: string): string => `checkpoints-${day}.txt`;

/** Days that have checkpoints, oldest first. */
export async function checkpointDays(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.flatMap((name) => fileName.exec(name)?.[1] ?? []).sort();
}

/** How one checkpoint stands in its file: its text and an empty line. */
export const entryOf = ({ text }: SignedCheckpoint): string => `${text}\n`;

/** The checkpoints of one day. */
export interface CheckpointDay {
  readonly day: string;
  readonly file: string;
  /** In order; null where an entry is none. */
  readonly entries: readonly (SignedCheckpoint | null)[];
  /** Bytes up to the end of the last whole entry. */
  readonly wholeBytes: number;
  /** Bytes of an entry torn by a crash. */
  readonly tornBytes: number;
  /** Whether those bytes are no beginning of an entry: no crash leaves more than was written. */
  readonly damaged: boolean;
}

/** Something else than a newline behind the 88 letters of a signature. */
const beyondSignature = /\nsignature [^\n]{88}(?!\n?$)/;

export async function readCheckpointDay(directory: string, day: string): Promise<CheckpointDay> {
  const file = checkpointFile(day);
  const text = await readFile(join(directory, file), 'latin1');
  const wholeBytes = text.lastIndexOf('\n\n') + 2;
  const whole = wholeBytes < 2 ? '' : text.slice(0, wholeBytes);
  const entries = whole
    .split('\n\n')
    .slice(0, -1)
    .map((entry) => readCheckpoint(`${entry}\n`));
  const torn = text.slice(whole.length);
  const damaged = beyondSignature.test(torn);
  return { day, file, entries, wholeBytes: whole.length, tornBytes: torn.length, damaged };
}

/**
 * The newest checkpoint of a log; null when there is none.
 * @throws Refusal AUDIT_LOG_BROKEN when it cannot be read.
 */
export async function lastCheckpoint(directory: string): Promise<SignedCheckpoint | null> {
  for (const day of (await checkpointDays(directory)).reverse()) {
    const { file, entries } = await readCheckpointDay(directory, day);
    if (entries.length === 0) continue;
    const last = entries.at(-1);
    if (last) return last;
    const message = 'The last checkpoint cannot be read.';
    throw refusal('AUDIT_LOG_BROKEN', { at: join(directory, file), message });
  }
  return null;
}
