import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { refusal } from '@huitong/contract';
import type { Configuration } from '../configuration.js';
import { type Persona, personaClaim, personas } from './personas.js';

/** The `iss` of tokens that the development issuer signs. */
export const developmentIssuerName = 'urn:huitong:development';
const lifetimeSeconds = 12 * 3600;
const algorithm = 'EdDSA';

/** Signs tokens for the personas with a key of the data folder; for demonstration and development only. */
export interface DevelopmentIssuer {
  readonly issuer: string;
  /** Public keys, as an identity provider would publish them. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** A token for a persona; throws Refusal SETTING_INVALID for an unknown one. */
  token(name: string): Promise<string>;
}

function refuseInProduction({ production }: Pick<Configuration, 'production'>): void {
  if (!production) return;
  throw refusal('NOT_IN_PRODUCTION', {
    message: 'The development issuer does not exist in production.',
    at: 'NODE_ENV=production: set --issuer to your identity provider',
  });
}

async function loadOrCreateKey(directory: string): Promise<JWK> {
  const path = join(directory, 'development-issuer.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm, use: 'sig' };
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  await file.writeFile(JSON.stringify(key));
  await file.sync();
  await file.close();
  await rename(draft, path);
  return JSON.parse(await readFile(path, 'utf8')) as JWK;
}

function personaNamed(name: string): Persona {
  const found = Object.hasOwn(personas, name) ? personas[name] : undefined;
  if (found) return found;
  const names = Object.keys(personas).join(', ');
  throw refusal('SETTING_INVALID', {
    at: '--as',
    message: `There is no persona ${name}. There are: ${names}.`,
  });
}

/**
 * Opens the development issuer of a data folder, making its key the first time (mode 0600).
 * @throws Refusal NOT_IN_PRODUCTION
 */
export async function openDevelopmentIssuer(
  configuration: Pick<Configuration, 'production' | 'data' | 'audience'>,
): Promise<DevelopmentIssuer> {
  refuseInProduction(configuration);
  const key = await loadOrCreateKey(join(configuration.data, 'keys')).catch((cause: unknown) => {
    throw refusal('DATA_FOLDER_UNUSABLE', { at: configuration.data, cause });
  });
  const { d: _secret, ...publicKey } = key;
  const privateKey = await importJWK(key, algorithm);
  return {
    issuer: developmentIssuerName,
    jwks: { keys: [publicKey] },
    token: async (name) =>
      new SignJWT({ huitong: personaClaim(personaNamed(name)) })
        .setProtectedHeader({ alg: algorithm, kid: key.kid as string })
        .setIssuer(developmentIssuerName)
        .setAudience(configuration.audience)
        .setSubject(`demo-${name}`)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(privateKey),
  };
}
