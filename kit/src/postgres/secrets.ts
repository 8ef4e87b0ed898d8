import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DatabaseSetupError } from './errors.js';
import { readPrivateFile, writeFileAtomically } from './files.js';
import { acquireLock } from './lock.js';
import { checkSubgraphName } from './names.js';

/** The name of the file inside the folder given to `loadOrCreateSecrets`. */
export const SECRETS_FILE = 'secrets.json';

const base64Of32Bytes = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64');
const password = z.string().regex(/^[\x21-\x7e]{16,128}$/, 'must be 16 to 128 printable ASCII characters');
const subgraphSecrets = z.strictObject({
  ownerPassword: password,
  appPassword: password,
  envelopeKey: base64Of32Bytes,
  /** While the key is changed: the one that will sign next, or the one that signed before. Both are accepted. */
  nextEnvelopeKey: base64Of32Bytes.optional(),
  formerEnvelopeKey: base64Of32Bytes.optional(),
});
const secretsFile = z.strictObject({
  version: z.literal(1),
  subgraphs: z.record(z.string(), subgraphSecrets),
});

/** Passwords of one subgraph's two roles, and the key (32 bytes, base64) that signs its caller envelopes. */
export type SubgraphSecrets = z.infer<typeof subgraphSecrets>;
/** Content of the secrets file. */
export type Secrets = z.infer<typeof secretsFile>;

/**
 * Reads the secrets of an installation, creating what is missing. What exists is never changed; names that are not
 * asked for are kept. Safe to call from several processes at once. The file has mode 0600 and is replaced atomically.
 *
 * @param directory folder of the file; created if absent
 * @param subgraphs names that must have secrets afterwards
 * @throws DatabaseSetupError SECRETS_UNUSABLE (readable by others, damaged), NAME_INVALID
 */
export async function loadOrCreateSecrets(
  directory: string,
  subgraphs: readonly string[] = [],
): Promise<Secrets> {
  subgraphs.forEach(checkSubgraphName);
  const path = join(resolve(directory), SECRETS_FILE);
  await mkdir(resolve(directory), { recursive: true });
  const existing = await read(path);
  if (existing && missing(existing, subgraphs).length === 0) return existing;

  // Another process may have added names while we waited.
  return changeSecrets(directory, (secrets) => {
    for (const name of missing(secrets, subgraphs)) secrets.subgraphs[name] = createSubgraphSecrets();
  });
}

/**
 * Changes the secrets of an installation; nobody else does meanwhile. What the change throws leaves them as they were.
 * @param directory folder of the file, which must exist
 * @throws DatabaseSetupError SECRETS_UNUSABLE
 */
export async function changeSecrets(directory: string, change: (secrets: Secrets) => void): Promise<Secrets> {
  const path = join(resolve(directory), SECRETS_FILE);
  const lock = await acquireLock(`${path}.lock`, { waitMilliseconds: 10_000 });
  try {
    const secrets = (await read(path)) ?? { version: 1 as const, subgraphs: {} };
    change(secrets);
    await writeFileAtomically(path, `${JSON.stringify(secrets, null, 2)}\n`, 0o600);
    return secrets;
  } finally {
    await lock.release();
  }
}

/** A new envelope key: 32 random bytes in base64. */
export const newEnvelopeKey = (): string => randomBytes(32).toString('base64');

function missing(secrets: Secrets, subgraphs: readonly string[]): string[] {
  return subgraphs.filter((name) => !Object.hasOwn(secrets.subgraphs, name));
}

function createSubgraphSecrets(): SubgraphSecrets {
  return {
    ownerPassword: randomBytes(32).toString('base64url'),
    appPassword: randomBytes(32).toString('base64url'),
    envelopeKey: newEnvelopeKey(),
  };
}

async function read(path: string): Promise<Secrets | undefined> {
  const text = await readPrivateFile(path);
  if (text === undefined) return undefined;
  let reason: string;
  try {
    const result = secretsFile.safeParse(JSON.parse(text));
    if (result.success) return result.data;
    reason = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  } catch {
    // The parser's own message would quote the file.
    reason = 'not JSON';
  }
  // Never written over: the databases' roles and the callers' keys stand on what was in it.
  throw new DatabaseSetupError(
    'SECRETS_UNUSABLE',
    `${path} is damaged (${reason}). Restore it from a backup; if there is none, move it away: new secrets are ` +
      `created, and the roles' passwords are set anew at the next start.`,
  );
}
