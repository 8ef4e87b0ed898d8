import { generateKeyPairSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refusal } from '@huitong/contract';
import {
  checkpointSigner,
  type CheckpointSigner,
  type DecisionLog,
  type LogLogger,
  openFileDecisionLog,
} from '@huitong/gateway';
import { acquireLock, LockHeldError, readPrivateFile, writeFileAtomically } from '@huitong/kit';
import type { Configuration } from '../configuration.js';
import { inData } from './dataFolder.js';

/** Makes an Ed25519 key pair: PKCS#8 in a file of mode 0600, the public key (SPKI) in another. */
export async function makeAuditKey(path: string, publicPath: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomically(publicPath, publicKey, 0o644);
  await writeFileAtomically(path, privateKey, 0o600);
}

async function signerIn(path: string): Promise<CheckpointSigner | null> {
  const pem = await readPrivateFile(path);
  if (pem === undefined) return null;
  try {
    return checkpointSigner(pem);
  } catch (cause) {
    const message = 'This is no Ed25519 private key in PEM (PKCS#8). huitong audit key --out FILE makes one.';
    throw refusal('SETTING_INVALID', { at: path, cause, message });
  }
}

/**
 * Who signs the record: the key of the settings, or outside production one that is made in the data folder.
 * @throws Refusal NOT_IN_PRODUCTION, SETTING_INVALID
 */
export async function auditSignerOf(
  configuration: Pick<Configuration, 'auditKey' | 'production' | 'data'>,
): Promise<CheckpointSigner> {
  const { auditKey, production, data } = configuration;
  if (auditKey !== undefined) {
    const signer = await signerIn(auditKey);
    if (signer) return signer;
    throw refusal('SETTING_INVALID', { at: '--audit-key', message: `There is no file ${auditKey}.` });
  }
  if (production) {
    throw refusal('NOT_IN_PRODUCTION', {
      message: 'In production the record is not signed with a key that Huitong made for itself.',
      at: 'NODE_ENV=production: set --audit-key to a key that you keep (huitong audit key --out FILE makes one)',
    });
  }
  const paths = inData(data);
  const known = await signerIn(paths.auditKey);
  if (known) return known;
  try {
    await makeAuditKey(paths.auditKey, paths.auditPublicKey);
  } catch (cause) {
    throw refusal('DATA_FOLDER_UNUSABLE', { at: data, cause });
  }
  return (await signerIn(paths.auditKey)) as CheckpointSigner;
}

/** Where a record is written, and what it is called. */
export interface AuditPlace {
  readonly directory: string;
  /** Which gateway or worker of the origin writes it. */
  readonly name: string;
  readonly log: LogLogger;
}

/**
 * Opens the record of one gateway or worker and keeps every other process from writing it.
 * @throws Refusal AUDIT_UNAVAILABLE, AUDIT_LOG_BROKEN, DATA_FOLDER_IN_USE, SETTING_INVALID, NOT_IN_PRODUCTION
 */
export async function openAuditLog(
  configuration: Configuration,
  { directory, name, log }: AuditPlace,
): Promise<DecisionLog> {
  const { auditOrigin, auditDigest, auditRetention, auditSigningGrace } = configuration;
  const signer = await auditSignerOf(configuration);
  const lock = await lockOf(directory);
  try {
    const decisions = await openFileDecisionLog({
      directory,
      logger: log,
      signer,
      name: `${auditOrigin}/${name}`,
      ...(auditDigest ? { digest: auditDigest } : {}),
      retentionDays: auditRetention,
      checkpointFailureMs: auditSigningGrace * 1000,
    });
    return {
      begin: (record, needs) => decisions.begin(record, needs),
      outcome: (record) => decisions.outcome(record),
      close: () => decisions.close().finally(() => lock.release()),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function lockOf(directory: string) {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return await acquireLock(join(directory, 'writer.lock'));
  } catch (cause) {
    if (cause instanceof LockHeldError) {
      const message = `Another gateway (process ${cause.pid}) writes its record here.`;
      throw refusal('DATA_FOLDER_IN_USE', { at: directory, cause, message });
    }
    const message = 'The folder of the record cannot be used.';
    throw refusal('AUDIT_UNAVAILABLE', { at: directory, cause, message });
  }
}
