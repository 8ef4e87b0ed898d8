import { mkdir } from 'node:fs/promises';
import { refusal, refusalOf } from '@huitong/contract';
import { Checkpointer, defaultCadence } from './checkpointer.js';
import type { DecisionLog } from './decisionLog.js';
import { endOfEarlier, setEarlierAside } from './earlierFormat.js';
import { FileDecisionLog, type FileDecisionLogOptions } from './fileDecisionLog.js';
import { beginLog, type LogHeader, readHeader } from './header.js';
import { restore } from './restore.js';
import { listSegments, type OpenSegment, openSegment } from './segment.js';

/**
 * Opens a decision log in a folder: one file a UTC day, one JSON object a line, each line with its number and the leaf
 * hash of the line before; a Merkle tree (RFC 6962) over the lines, whose root is signed each second. A last line torn
 * by a crash was never acknowledged; it is cut off, and a note says so. A log of the form before this one is checked,
 * put aside and gone on from.
 * @throws Refusal AUDIT_UNAVAILABLE when the folder cannot be written; AUDIT_LOG_BROKEN when what it holds is not what
 *   was written there; SETTING_INVALID when it was begun with another digest.
 */
export async function openFileDecisionLog(options: FileDecisionLogOptions): Promise<DecisionLog> {
  try {
    return await open(options);
  } catch (error) {
    if (refusalOf(error)) throw error;
    throw refusal('AUDIT_UNAVAILABLE', {
      at: options.directory,
      cause: error,
      message: 'The folder of the record cannot be used.',
    });
  }
}

async function headerOf(options: FileDecisionLogOptions, now: Date): Promise<LogHeader> {
  const { directory, name = 'huitong', digest = 'sha256' } = options;
  const known = await readHeader(directory);
  if (known && options.digest && known.digest !== options.digest) {
    throw refusal('SETTING_INVALID', {
      at: directory,
      message: `This record was begun with ${known.digest} and keeps it; begin another folder for ${options.digest}.`,
    });
  }
  if (known) return known;
  const earlier = await endOfEarlier(directory);
  if (!earlier && (await listSegments(directory)).length > 0) {
    throw refusal('AUDIT_LOG_BROKEN', { at: directory, message: 'There are records here, but no log.json.' });
  }
  return beginLog(directory, { name, digest, now, earlier });
}

/**
 * Opens files of a log in its own folder only: were the folder emptied or changed for another, records would go on
 * under numbers whose beginning is nowhere.
 */
const onlyInto =
  (directory: string, { origin }: LogHeader, openFile: OpenSegment): OpenSegment =>
  async (path) => {
    const header = await readHeader(directory);
    if (header?.origin !== origin) throw new Error('The folder of the log is not what it was.');
    return openFile(path);
  };

async function open(options: FileDecisionLogOptions): Promise<DecisionLog> {
  const { directory, logger, signer, open: openFile = openSegment, now = () => new Date() } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const header = await headerOf(options, now());
  // The header first: a crash between the two finds it again and goes on putting files aside.
  if (header.earlier) await setEarlierAside(directory);
  const restored = await restore(directory, header);
  const cadence = { ...defaultCadence, ...options.cadence };
  const guarded = onlyInto(directory, header, openFile);
  const facts = { directory, header, signer, cadence, open: guarded, now, logger };
  const checkpointer = new Checkpointer(facts, restored.last);
  const log = new FileDecisionLog({ ...options, open: guarded }, header, { checkpointer, restored });
  if (header.earlier && restored.tree.range.size === 0) {
    log.note({ kind: 'note', what: 'goes on from an earlier log', ...header.earlier });
  }
  if (restored.tornBytes > 0) {
    logger.warn({ bytes: restored.tornBytes }, 'a torn line was cut off the decision log');
    log.note({ kind: 'note', what: 'torn line removed', bytes: restored.tornBytes });
  }
  log.dropOldText();
  return log;
}
