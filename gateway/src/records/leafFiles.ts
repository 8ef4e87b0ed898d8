import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestBytes } from './digest.js';

/** The leaf hashes of a segment whose clear text was dropped, in order. */
export async function readLeaves(directory: string, file: string): Promise<Buffer[]> {
  const bytes = await readFile(join(directory, file));
  if (bytes.length % digestBytes !== 0) throw new Error(`${file} is not a list of leaf hashes.`);
  return Array.from({ length: bytes.length / digestBytes }, (_, index) =>
    bytes.subarray(index * digestBytes, (index + 1) * digestBytes),
  );
}
