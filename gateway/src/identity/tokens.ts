import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { refusal, Refusal, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { parseStrictJson } from '../http/strictJson.js';
import { type CallerRights, rightsOfClaims } from '@huitong/engine';
import { Lru } from '../lru.js';
import type { JwtIdentity } from '../options.js';
import type { Credential } from '../policy/book.js';
import { notAccessToken } from './accessToken.js';
import { callerOfClaims, type TokenCaller } from './claims.js';
import { keySet } from './keySet.js';

const maximumTokenBytes = 8 * 1024;
/** How old the issuer's keys may be before they are read again, in milliseconds. */
const defaultKeyFreshMs = 60_000;

/** What the request adds to a caller. */
export interface RequestFacts {
  readonly requestId: string;
  readonly policyVersion: string;
}

/** Whom a token names, and what it says of his rights. */
export interface Identity {
  readonly caller: VerifiedCaller;
  /** For the rules that the supergraph states itself (`@authenticated`, `@requiresScopes`, `@policy`). */
  readonly rights: CallerRights;
  readonly credential: Credential;
}

/** What a verified token said, and until when that is believed, in milliseconds since 1970-01-01T00:00:00Z. */
interface Believed extends Omit<Identity, 'caller'> {
  readonly caller: TokenCaller;
  readonly until: number;
  /** Which keys verified it: once the issuer has changed them it is verified again. */
  readonly keys: number;
}

export interface TokenVerifier {
  /**
   * Verifies the value of an Authorization header.
   * @throws Refusal UNAUTHENTICATED, TOKEN_EXPIRED or IDENTITY_UNAVAILABLE; the reason is in `cause`, for the log.
   */
  verify(authorization: string | undefined, facts: RequestFacts): Promise<Identity>;
}

const unauthenticated = (why: unknown) => refusal('UNAUTHENTICATED', { cause: why });

function bearerToken(authorization: string | undefined): string {
  if (!authorization) throw unauthenticated('no Authorization header');
  const match = /^Bearer +([A-Za-z0-9_.-]+)$/i.exec(authorization);
  if (!match?.[1]) throw unauthenticated('not a bearer token');
  if (match[1].length > maximumTokenBytes) throw unauthenticated('the token is too long');
  return match[1];
}

/** Refuses what jose would leave to its caller: critical extensions and a key named twice. */
function inspect(token: string): void {
  const header = decodeProtectedHeader(token);
  if ('crit' in header) throw unauthenticated('the header names critical extensions');
  for (const part of token.split('.', 2)) parseStrictJson(Buffer.from(part, 'base64url'), 8);
}

const textOrNull = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal && error.status === 503) return error;
  if (error instanceof errors.JWTExpired) return refusal('TOKEN_EXPIRED', { cause: error });
  return error instanceof Refusal && error.code === 'UNAUTHENTICATED' ? error : unauthenticated(error);
}

/**
 * Makes the verifier of one issuer's tokens. The key is always the issuer's own: `jwk`, `jku` and `x5u` in a
 * token are never followed, and a symmetric algorithm is not accepted even if configured, because the public key
 * would then be the secret.
 */
export function tokenVerifier(identity: JwtIdentity): TokenVerifier {
  const algorithms = (identity.algorithms ?? ['EdDSA', 'ES256', 'RS256']).filter(
    (algorithm) => !/^(?:HS\d+|none)$/i.test(algorithm),
  );
  const freshMs = identity.keyFreshMs ?? defaultKeyFreshMs;
  const keys = keySet(identity.keys, freshMs);
  const tolerance = identity.clockToleranceSeconds ?? 60;
  const believed = new Lru<Believed>(1000);
  const { policiesClaim } = identity;

  const examine = async (token: string) => {
    inspect(token);
    const { payload, protectedHeader } = await jwtVerify(token, keys.find, {
      issuer: identity.issuer,
      audience: identity.audience,
      algorithms,
      clockTolerance: tolerance,
      requiredClaims: ['exp'],
    });
    const problem = notAccessToken(protectedHeader, payload);
    if (problem) throw unauthenticated(problem);
    return {
      caller: callerOfClaims(payload, identity.claims),
      rights: rightsOfClaims(payload, policiesClaim === undefined ? {} : { policiesClaim }),
      credential: { key: textOrNull(protectedHeader.kid), token: textOrNull(payload.jti) },
      expiresAt: ((payload.exp as number) + tolerance) * 1000,
    };
  };

  return {
    async verify(authorization, facts) {
      try {
        const token = bearerToken(authorization);
        // The digest and not the token, so that a heap dump of the cache holds no credential.
        const digest = createHash('sha256').update(token).digest('base64');
        const known = believed.get(digest);
        if (known && known.until > Date.now() && known.keys === keys.version()) {
          const { caller, rights, credential } = known;
          return { caller: trustCaller({ ...caller, ...facts }), rights, credential };
        }
        // The version from before: keys that change during the verification are to be asked anew.
        const version = keys.version();
        const { caller, rights, credential, expiresAt } = await examine(token);
        // Bounds the life of a withdrawn key: whoever is believed does not make us look at the keys.
        const until = Math.min(expiresAt, Date.now() + freshMs);
        believed.set(digest, { caller, rights, credential, until, keys: version });
        return { caller: trustCaller({ ...caller, ...facts }), rights, credential };
      } catch (error) {
        throw refusalFor(error);
      }
    },
  };
}
