/** What the chain needs of a line. */
export interface Line {
  readonly seq: number;
  /** Leaf hash of the record before, hexadecimal. */
  readonly previous: string;
  /** Everything that was recorded. */
  readonly record: Readonly<Record<string, unknown>>;
}

// The first bytes of every line: the salt keeps a leaf hash from being guessed when the rest of a record can be.
const beginning = /^\{"salt":"[0-9a-f]{32}","seq":\d{1,16},/;
const longestBeginning = 80;

/** Whether a line is of this form, and not of the chain before it, which had no salt. */
export const isSalted = (line: Buffer): boolean =>
  beginning.test(line.toString('latin1', 0, longestBeginning));

/** Reads a line; null when it is no record of this form. */
export function readLine(bytes: Buffer): Line | null {
  if (!isSalted(bytes)) return null;
  try {
    const record = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
    const { seq, previous } = record;
    return Number.isSafeInteger(seq) && typeof previous === 'string'
      ? { seq: seq as number, previous, record }
      : null;
  } catch {
    return null;
  }
}
