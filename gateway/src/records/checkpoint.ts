import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { type DigestName, digestOf, isDigestName } from './digest.js';

/** What a log was at a moment: so many records, under this root. */
export interface Checkpoint {
  /** Name of the log; no two logs share one. */
  readonly origin: string;
  /** Records in it. */
  readonly size: number;
  /** Root of the Merkle tree over them, hexadecimal. */
  readonly root: string;
  /** When it was signed, ISO 8601 in UTC. */
  readonly time: string;
  readonly digest: DigestName;
  /** Digest of the text of the checkpoint before; 64 zeros in the first. */
  readonly previous: string;
  /** {@link keyIdOf} the key that signed it. */
  readonly key: string;
}

/** A checkpoint as it stands in a file. */
export interface SignedCheckpoint extends Checkpoint {
  /** All of it, with its last newline. */
  readonly text: string;
}

/** Signs checkpoints. */
export interface CheckpointSigner {
  readonly keyId: string;
  readonly publicKey: KeyObject;
  sign(note: string): Buffer;
}

/** Public keys by their id. */
export type CheckpointKeys = ReadonlyMap<string, KeyObject>;

/** First 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
export const keyIdOf = (publicKey: KeyObject): string =>
  hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex').slice(0, 16);

/**
 * @param pem an Ed25519 private key, PKCS#8.
 * @throws Error when it is none.
 */
export function checkpointSigner(pem: string): CheckpointSigner {
  const privateKey = createPrivateKey(pem);
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (note) => sign(null, Buffer.from(note), privateKey),
  };
}

/**
 * @param pems Ed25519 keys in PEM, public (SPKI) or private.
 * @throws Error when one is none.
 */
export function checkpointKeys(pems: readonly string[]): CheckpointKeys {
  const keys = pems.map((pem) => {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return [keyIdOf(key), key] as const;
  });
  return new Map(keys);
}

/** First line of every checkpoint: a signature of ours over anything else is none over a checkpoint. */
const title = 'huitong audit checkpoint 1';

/** The part that is signed. */
const noteOf = ({ origin, size, root, time, digest, previous, key }: Checkpoint): string =>
  `${title}\norigin ${origin}\nsize ${size}\nroot ${root}\ntime ${time}\ndigest ${digest}\nprevious ${previous}\n` +
  `key ed25519 ${key}\n`;

/** Signs a checkpoint. */
export function signCheckpoint(fields: Omit<Checkpoint, 'key'>, signer: CheckpointSigner): SignedCheckpoint {
  const checkpoint = { ...fields, key: signer.keyId };
  const note = noteOf(checkpoint);
  return { ...checkpoint, text: `${note}signature ${signer.sign(note).toString('base64')}\n` };
}

/** What an origin may consist of: it stands on a line of its own. */
export const originPattern = /^[\w.:/-]{1,200}$/;

const hex = '[0-9a-f]{64}';
/** 64 bytes in base64; the last letter carries two bits, and no others are accepted: one signature has one text. */
const base64 = '[A-Za-z0-9+/]{85}[AQgw]==';
const form = new RegExp(
  `^${title}\\norigin ([\\w.:/-]{1,200})\\nsize ([1-9]\\d{0,15})\\nroot (${hex})\\ntime ([\\dT:.Z-]{20,30})\\n` +
    `digest (\\w+)\\nprevious (${hex})\\nkey ed25519 ([0-9a-f]{16})\\nsignature ${base64}\\n$`,
);

/** Reads the text of one checkpoint, to the letter; null when it is none. Its signature is not looked at. */
export function readCheckpoint(text: string): SignedCheckpoint | null {
  const [, origin = '', size, root = '', time = '', digest, previous = '', key = ''] = form.exec(text) ?? [];
  if (!isDigestName(digest)) return null;
  return { origin, size: Number(size), root, time, digest, previous, key, text };
}

/** Digest of a checkpoint's whole text, which the next one names. */
export const checkpointDigest = ({ digest, text }: SignedCheckpoint): string =>
  digestOf(digest, text).toString('hex');

/** Whether one of these keys has signed a checkpoint. */
export function isSigned(checkpoint: SignedCheckpoint, keys: CheckpointKeys): boolean {
  const key = keys.get(checkpoint.key);
  const [, signature = ''] = /\nsignature (\S+)\n$/.exec(checkpoint.text) ?? [];
  return (
    key !== undefined && verify(null, Buffer.from(noteOf(checkpoint)), key, Buffer.from(signature, 'base64'))
  );
}
