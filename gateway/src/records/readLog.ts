import { type Line, readLine } from './lines.js';
import { walk } from './walk.js';

/** A record as it was written. */
export interface ReadRecord extends Line {
  /** Its exact bytes, without the newline. */
  readonly bytes: Buffer;
}

/**
 * The records of a log whose clear text is still there, in order. Nothing is checked.
 * @param directory the log's folder.
 * @param after number of the record behind which to begin.
 * @throws Error when there is no log.
 */
export async function* readLog(
  directory: string,
  { after = 0 }: { readonly after?: number } = {},
): AsyncGenerator<ReadRecord, void, void> {
  for await (const entry of walk(directory)) {
    if ('torn' in entry || !entry.bytes) continue;
    const line = readLine(entry.bytes);
    if (line && line.seq > after) yield { ...line, bytes: entry.bytes };
  }
}
