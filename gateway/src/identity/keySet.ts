import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { refusal } from '@huitong/contract';
import type { JwtIdentity } from '../options.js';
import { boundedJson } from './boundedJson.js';
import { keysUrlOf } from './discovery.js';

/** An unknown key id makes us ask the issuer at once, so many times; then once more each pause. */
const burst = 3;
const pauseMs = 10_000;
/** While no key was ever read, each request may ask, but not more often than this. */
const firstPauseMs = 500;
/** Keys that could not be read again hold so long: an issuer that is away issues no tokens anyway. */
const longestMs = 24 * 3600_000;

/** The issuer's keys as they are at this moment. */
export interface KeySet {
  /** Finds the key of a token. Throws Refusal IDENTITY_UNAVAILABLE while no keys are had. */
  readonly find: JWTVerifyGetKey;
  /** Goes up with each change of the keys: what an older set has verified is to be verified again. */
  readonly version: () => number;
}

/** What the issuer published: public keys only, for a shared secret here would let anybody sign. */
function publicKeys(value: unknown): JSONWebKeySet {
  const keys = (value as Partial<JSONWebKeySet> | null)?.keys;
  if (!Array.isArray(keys)) throw new Error('The key set has no "keys".');
  return { keys: keys.filter((key) => key.kty !== 'oct' && !('d' in key)) };
}

type Remote = Exclude<JwtIdentity['keys'], { readonly jwks: JSONWebKeySet }>;

const download = async (source: Remote): Promise<JSONWebKeySet> =>
  publicKeys(await boundedJson('url' in source ? source.url : await keysUrlOf(source.discover)));

/** How often something may be done: at once `burst` times, then once each `pauseMs`. */
class Allowance {
  #left = burst;
  #since = performance.now();

  take(): boolean {
    const grown = Math.floor((performance.now() - this.#since) / pauseMs);
    this.#since += grown * pauseMs;
    this.#left = Math.min(burst, this.#left + grown);
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}

/** Keys that are read from the issuer, kept, and read again. */
class RemoteKeys {
  readonly #allowance = new Allowance();
  #current: { readonly find: JWTVerifyGetKey; readonly text: string } | null = null;
  #readAt = Number.NEGATIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | null = null;
  #failure: unknown = null;
  #version = 0;

  constructor(
    readonly source: Remote,
    readonly freshMs: number,
  ) {}

  get version(): number {
    return this.#version;
  }

  /** Reads the keys; all who ask meanwhile wait for the same answer. Never rejects. */
  ask(): Promise<void> {
    this.#askedAt = performance.now();
    this.#asking ??= download(this.source)
      .then(
        (keys) => this.#take(keys),
        (error: unknown) => {
          this.#failure = error;
        },
      )
      .finally(() => {
        this.#asking = null;
      });
    return this.#asking;
  }

  #take(keys: JSONWebKeySet): void {
    this.#readAt = performance.now();
    this.#failure = null;
    const text = JSON.stringify(keys);
    if (text === this.#current?.text) return;
    this.#current = { find: createLocalJWKSet(keys), text };
    this.#version += 1;
  }

  /**
   * Sees to it that the keys are not too old: behind the request once they are `freshMs` old, before it once they are
   * twice that, unless the issuer did not answer the last time. So a key that the issuer has withdrawn is believed no
   * longer than twice `freshMs`, also where nobody asked for hours.
   */
  async #refresh(): Promise<void> {
    const now = performance.now();
    if (!this.#current) {
      if (this.#asking || now - this.#askedAt >= firstPauseMs) await this.ask();
      return;
    }
    const age = now - this.#readAt;
    if (age < this.freshMs) return;
    const waited = this.#failure === null ? 0 : Math.min(this.freshMs, pauseMs);
    if (this.#asking === null && now - this.#askedAt < waited) return;
    const asking = this.ask();
    if (age >= 2 * this.freshMs && this.#failure === null) await asking;
  }

  async #known(): Promise<JWTVerifyGetKey> {
    await this.#refresh();
    if (this.#current && performance.now() - this.#readAt < longestMs) return this.#current.find;
    throw refusal('IDENTITY_UNAVAILABLE', { cause: this.#failure });
  }

  readonly find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (
        await this.#known()
      )(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (!this.#asking && !this.#allowance.take()) throw error;
      await this.ask();
      return (await this.#known())(header, token);
    }
  };
}

/**
 * The issuer's keys, as jose asks for them. Not jose's own remote set: that one forgets its last good answer when
 * the issuer is away for longer than the cache's age, and asks again on every unknown key id while it is away.
 * Asks the issuer at once, so that the first caller need not wait.
 */
export function keySet(source: JwtIdentity['keys'], freshMs: number): KeySet {
  if ('jwks' in source) {
    return { find: createLocalJWKSet(publicKeys(source.jwks)), version: () => 0 };
  }
  const keys = new RemoteKeys(source, freshMs);
  void keys.ask();
  return { find: keys.find, version: () => keys.version };
}
