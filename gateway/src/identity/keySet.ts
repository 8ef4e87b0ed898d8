import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { refusal } from '@huitong/contract';
import type { JwtIdentity } from '../options.js';

/** An unknown key id makes us ask the issuer again, but not more often than this. */
const cooldownMs = 30_000;
/** Keys older than this are asked for again behind the request; the old ones stay until that succeeds. */
const freshMs = 10 * 60_000;
const timeoutMs = 3_000;
const maximumBytes = 256 * 1024;

/** What the issuer published: public keys only, for a shared secret here would let anybody sign. */
function publicKeys(value: unknown): JSONWebKeySet {
  const keys = (value as Partial<JSONWebKeySet> | null)?.keys;
  if (!Array.isArray(keys)) throw new Error('The key set has no "keys".');
  return { keys: keys.filter((key) => key.kty !== 'oct' && !('d' in key)) };
}

async function download(url: string): Promise<JSONWebKeySet> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  const text = await response.text();
  if (text.length > maximumBytes) throw new Error('The key set is too large.');
  return publicKeys(JSON.parse(text));
}

/**
 * The issuer's keys, as jose asks for them. Not jose's own remote set: that one forgets its last good answer when
 * the issuer is away for longer than the cache's age, and asks again on every unknown key id while it is away.
 * @throws Refusal IDENTITY_UNAVAILABLE while no key was ever read.
 */
export function keySet(source: JwtIdentity['keys']): JWTVerifyGetKey {
  if ('jwks' in source) return createLocalJWKSet(publicKeys(source.jwks));
  let current: { find: JWTVerifyGetKey; readAt: number } | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  let lastFailure: unknown = null;

  const ask = (): Promise<void> => {
    if (asking) return asking;
    if (performance.now() - askedAt < cooldownMs && (current || lastFailure === null))
      return Promise.resolve();
    askedAt = performance.now();
    asking = download(source.url)
      .then(
        (keys) => {
          current = { find: createLocalJWKSet(keys), readAt: performance.now() };
          lastFailure = null;
        },
        (error: unknown) => {
          lastFailure = error;
        },
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  return async (header, token) => {
    if (!current) await ask();
    if (!current) throw refusal('IDENTITY_UNAVAILABLE', { cause: lastFailure });
    if (performance.now() - current.readAt > freshMs) void ask();
    try {
      return await current.find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await ask();
      return current.find(header, token);
    }
  };
}
