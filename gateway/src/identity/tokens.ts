import { createHash } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import {
  type Caller,
  callerProblem,
  gatewayDepartment,
  refusal,
  reservedRoles,
  Refusal,
  trustCaller,
  type VerifiedCaller,
} from '@huitong/contract';
import { parseStrictJson } from '../http/strictJson.js';
import { type CallerRights, rightsOfClaims } from '@huitong/engine';
import { Lru } from '../lru.js';
import type { JwtIdentity } from '../options.js';
import type { Credential } from '../policy/book.js';
import { keySet } from './keySet.js';

const maximumTokenBytes = 8 * 1024;
/** How long a verified token is believed without looking again; bounds the life of a revoked key. */
const believedMs = 60_000;

/** The parts of a caller that a token states; the rest belongs to the request. */
type TokenCaller = Omit<Caller, 'requestId' | 'policyVersion'>;

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
}

export interface TokenVerifier {
  /**
   * Verifies the value of an Authorization header.
   * @throws Refusal UNAUTHENTICATED, TOKEN_EXPIRED or IDENTITY_UNAVAILABLE; the reason is in `cause`, for the log.
   */
  verify(authorization: string | undefined, facts: RequestFacts): Promise<Identity>;
}

const unauthenticated = (why: unknown, message?: string) =>
  refusal('UNAUTHENTICATED', { cause: why, ...(message ? { message } : {}) });

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

function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** Reads the claim `huitong`, and the subject; grants are never taken from a token. */
function callerOf(payload: JWTPayload): TokenCaller {
  const claim = payload['huitong'];
  if (typeof claim !== 'object' || claim === null) throw unauthenticated('the claim "huitong" is missing');
  const stated = claim as Record<string, unknown>;
  const caller = {
    subject: payload.sub,
    kind: stated['kind'],
    department: stated['department'],
    line: stated['line'],
    departments: textList(stated['departments']),
    scope: textList(stated['scope']),
    role: stated['role'],
    purpose: stated['purpose'],
    grants: [],
    incident: stated['incident'] ?? null,
  };
  const problem = callerProblem({ ...caller, requestId: 'none', policyVersion: 'none' });
  if (problem)
    throw unauthenticated(problem, 'The token does not describe a caller; see its claim "huitong".');
  const named = caller as TokenCaller;
  if (reservedRoles.includes(named.role) || named.departments.includes(gatewayDepartment)) {
    throw unauthenticated('the token claims to be the house itself');
  }
  return named;
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
  const keys = keySet(identity.keys);
  const tolerance = identity.clockToleranceSeconds ?? 60;
  const believed = new Lru<Believed>(1000);
  const { policiesClaim } = identity;

  const examine = async (token: string) => {
    inspect(token);
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: identity.issuer,
      audience: identity.audience,
      algorithms,
      clockTolerance: tolerance,
      requiredClaims: ['exp', 'sub', 'huitong'],
    });
    return {
      caller: callerOf(payload),
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
        if (known && known.until > Date.now()) {
          const { caller, rights, credential } = known;
          return { caller: trustCaller({ ...caller, ...facts }), rights, credential };
        }
        const { caller, rights, credential, expiresAt } = await examine(token);
        const until = Math.min(expiresAt, Date.now() + believedMs);
        believed.set(digest, { caller, rights, credential, until });
        return { caller: trustCaller({ ...caller, ...facts }), rights, credential };
      } catch (error) {
        throw refusalFor(error);
      }
    },
  };
}
