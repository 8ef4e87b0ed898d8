import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointKeys, readCheckpoint, type SignedCheckpoint } from '../records/checkpoint.js';
import type { DecisionLog, RefusalRecord } from '../records/decisionLog.js';
import type { FileDecisionLogOptions } from '../records/fileDecisionLog.js';
import { openFileDecisionLog } from '../records/openFileDecisionLog.js';
import { lastCheckpoint } from '../records/checkpointFiles.js';
import { testLogger, testSigner } from './rig.js';

/** A record that says nothing but which one it is. */
export const refusalRecord = (requestId: string): RefusalRecord => ({
  kind: 'refusal',
  requestId,
  decision: 'refused',
  caller: null,
  code: 'TOO_DEEP',
  operationHash: null,
  milliseconds: 1,
});

/** Puts records into a log, one after the other, each durable. */
export async function put(log: DecisionLog, ...ids: string[]): Promise<void> {
  for (const id of ids) await (await log.begin(refusalRecord(id), { proof: true })).durable;
}

/** A folder for a log, with its key and what a test does to it. */
export async function logFolder() {
  const directory = await mkdtemp(join(tmpdir(), 'huitong-log-'));
  const { signer, pem } = testSigner();
  const { logger, lines } = testLogger();
  const open = (more: Partial<FileDecisionLogOptions> = {}) =>
    openFileDecisionLog({ directory, logger, signer, ...more });
  const path = (file: string) => join(directory, file);
  const segments = async () =>
    (await readdir(directory)).filter((file) => file.startsWith('decisions-')).sort();
  return {
    directory,
    signer,
    pem,
    keys: checkpointKeys([pem]),
    logger,
    logged: lines,
    open,
    path,
    segments,
    /** Writes a log of so many records, each with a checkpoint of its own where wanted, and closes it. */
    async write(ids: readonly string[], more: Partial<FileDecisionLogOptions> = {}) {
      const log = await open(more);
      await put(log, ...ids);
      await log.close();
    },
    /** All records in order. */
    async records(): Promise<Record<string, unknown>[]> {
      const texts = await Promise.all((await segments()).map((file) => readFile(path(file), 'utf8')));
      const lines = texts.join('').split('\n').filter(Boolean);
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    /** Changes the lines of the first segment. */
    async change(how: (lines: string[]) => string[]): Promise<void> {
      const [file] = await segments();
      const text = await readFile(path(file as string), 'utf8');
      const changed = how(text.split('\n').slice(0, -1));
      await writeFile(path(file as string), changed.map((line) => `${line}\n`).join(''));
    },
    /** The newest checkpoint, as somebody else would keep it. */
    async checkpoint(): Promise<SignedCheckpoint> {
      const last = await lastCheckpoint(directory);
      const kept = last && readCheckpoint(last.text);
      if (!kept) throw new Error('There is no checkpoint.');
      return kept;
    },
    copyTo: (other: string) => cp(directory, other, { recursive: true }),
    async remove() {
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type LogFolder = Awaited<ReturnType<typeof logFolder>>;
