import { readHeader } from './header.js';
import { readLeaves } from './leafFiles.js';
import { leafHash } from './digest.js';
import { listSegments, readSegment } from './segment.js';

/** One place of a log, as it stands in its files. */
export interface Entry {
  readonly file: string;
  /** From 1, within the file. */
  readonly line: number;
  readonly leaf: Buffer;
  /** Exact bytes; null where only the leaf hash is left. */
  readonly bytes: Buffer | null;
}

/** Bytes behind the last whole line of a segment. */
export interface Torn {
  readonly file: string;
  readonly torn: number;
}

/**
 * Every entry of a log in order, and a torn line where one stands. Nothing is checked.
 * @throws Error when there is no log.
 */
export async function* walk(directory: string): AsyncGenerator<Entry | Torn, void, void> {
  const header = await readHeader(directory);
  if (!header) throw new Error(`There is no log in ${directory}.`);
  for (const { file, cleared } of await listSegments(directory)) {
    if (cleared) {
      for (const [index, leaf] of (await readLeaves(directory, file)).entries()) {
        yield { file, line: index + 1, leaf, bytes: null };
      }
      continue;
    }
    const { lines, tornBytes } = await readSegment(directory, file);
    for (const [index, bytes] of lines.entries()) {
      yield { file, line: index + 1, leaf: leafHash(header.digest, bytes), bytes };
    }
    if (tornBytes > 0) yield { file, torn: tornBytes };
  }
}
