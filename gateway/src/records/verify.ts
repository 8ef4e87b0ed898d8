import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ChainCheck, type Problem } from './chainCheck.js';
import type { CheckpointKeys, SignedCheckpoint } from './checkpoint.js';
import { noDigest } from './digest.js';
import { earlierFolder, readEarlier } from './earlierFormat.js';
import { type LogHeader, readHeader } from './header.js';
import { type Head, listSegments } from './segment.js';
import { notSigned, SignedFeed } from './signedFeed.js';
import { type Entry, type Torn, walk } from './walk.js';

/** What a check of the log found. */
export interface Verification {
  /** Name of the log; null where there is none. */
  readonly origin: string | null;
  readonly records: number;
  /** Of those, how many of which only the leaf hash is left. */
  readonly cleared: number;
  /** Of those, how many the newest checkpoint signs; the rest is held by the chain alone. */
  readonly covered: number;
  readonly checkpoints: number;
  /** Bytes of a last line that is being written, or was torn by a crash. */
  readonly tornBytes: number;
  /** The last record that holds. */
  readonly head: Head;
  /** The first thing wrong, with its file and line; null when everything holds. */
  readonly problem: string | null;
  /** Number of the first bad record; null when no record is bad. */
  readonly firstBad: number | null;
}

export interface VerifyOptions {
  /** Who may have signed; signatures are not looked at when absent. */
  readonly keys?: CheckpointKeys;
  /** Checkpoints that somebody kept elsewhere; those of other logs are passed over. */
  readonly kept?: readonly SignedCheckpoint[];
}

const nothing: Omit<Verification, 'problem'> = {
  origin: null,
  records: 0,
  cleared: 0,
  covered: 0,
  checkpoints: 0,
  tornBytes: 0,
  head: { seq: 0, digest: noDigest },
  firstBad: null,
};

/**
 * Checks a decision log: that each record goes on from the one before, that the records lead to the root of every
 * checkpoint, and that every checkpoint is signed. It finds what was changed, taken out, put in, put elsewhere or cut
 * off. An older copy of the whole folder holds by itself: only a checkpoint kept elsewhere shows it.
 * @param directory the log's folder.
 */
export async function verifyDecisionLog(
  directory: string,
  { keys, kept = [] }: VerifyOptions = {},
): Promise<Verification> {
  const header = await readHeader(directory);
  if (!header) return { ...nothing, problem: await withoutHeader(directory) };
  const feed = await SignedFeed.open(directory, header, keys);
  const own = kept.filter(({ origin }) => origin === header.origin);
  const badlyKept = own.map((checkpoint) => notSigned(checkpoint, header, keys)).find((problem) => problem);
  const check = new ChainCheck(header.digest, {
    feed,
    kept: own.map((checkpoint) => ({ checkpoint, name: 'the kept checkpoint', kept: true })),
  });
  const bad = await follow(directory, check);
  const problem =
    bad?.what ??
    feed.problem ??
    (badlyKept ? `the kept checkpoint ${badlyKept}` : null) ??
    (await earlierProblem(directory, header, check.earlier));
  return {
    origin: header.origin,
    records: check.head.seq,
    cleared: check.cleared,
    covered: check.covered,
    checkpoints: feed.count,
    tornBytes: check.tornBytes,
    head: check.head,
    problem,
    firstBad: bad?.seq ?? null,
  };
}

async function withoutHeader(directory: string): Promise<string | null> {
  const names = await readdir(directory).catch(() => []);
  if (!names.some((name) => /^(decisions|checkpoints)-/.test(name))) return null;
  return 'log.json is missing, or this is a log of an earlier Huitong that the gateway has not opened yet';
}

async function follow(directory: string, check: ChainCheck): Promise<Problem | null> {
  let held: Entry | Torn | undefined;
  for await (const entry of walk(directory)) {
    const problem = held ? await check.take(held, entry) : null;
    if (problem) return problem;
    held = entry;
  }
  return (held ? await check.take(held, undefined) : null) ?? (await check.end());
}

async function earlierProblem(
  directory: string,
  { earlier }: LogHeader,
  note: Readonly<Record<string, unknown>> | null,
): Promise<string | null> {
  if (!earlier) return null;
  const told = note ?? { ...earlier };
  if (told['records'] !== earlier.records || told['digest'] !== earlier.digest) {
    return 'log.json and the first record do not name the same earlier log';
  }
  const aside = join(directory, earlierFolder);
  const segments = await listSegments(aside).catch(() => []);
  const { records, digest, problem } = await readEarlier(aside, segments);
  if (problem) return `${earlierFolder}/${problem}`;
  if (records === earlier.records && digest === earlier.digest) return null;
  return `${earlierFolder}/ does not hold the log that this one goes on from`;
}

/** A log and where it lies. */
export interface VerifiedChain extends Verification {
  /** Folder below the one that was asked about; empty for itself. */
  readonly folder: string;
}

/** Folders that may hold a log: the one given, and one of each worker where several processes serve one port. */
export async function logFolders(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const workers = entries.filter((entry) => entry.isDirectory() && /^worker-\d+$/.test(entry.name));
  return ['', ...workers.map(({ name }) => name).sort()];
}

/**
 * Checks all decision logs below a folder. Each is a log of its own, because one file has one writer.
 */
export async function verifyDecisionLogs(
  directory: string,
  options: VerifyOptions = {},
): Promise<VerifiedChain[]> {
  return Promise.all(
    (await logFolders(directory)).map(async (folder) => ({
      folder,
      ...(await verifyDecisionLog(join(directory, folder), options)),
    })),
  );
}
