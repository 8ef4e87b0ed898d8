import type { JWTHeaderParameters, JWTPayload } from 'jose';

/** Types of JWS that are access tokens (RFC 9068, §2.1), or do not say what they are. */
const acceptable = new Set(['at+jwt', 'application/at+jwt', 'jwt', 'application/jwt']);
/** What the claims `typ` (Keycloak) and `token_use` (Cognito) say of access tokens. */
const accessWords = new Set(['bearer', 'access', 'at+jwt', 'jwt']);

/**
 * Tells what is not an access token: an ID token says to a client who logged in, and is not meant to be shown to
 * anybody else (OpenID Connect Core 1.0, §2; RFC 9068, §4). Where the header says `at+jwt`, that is believed; where it
 * does not, the claims that only other tokens have are looked for.
 * @returns the problem in words, for the log; null where nothing speaks against it.
 */
export function notAccessToken(header: JWTHeaderParameters, payload: JWTPayload): string | null {
  const type = header.typ?.toLowerCase();
  if (type !== undefined && !acceptable.has(type)) return 'the header says that it is no access token';
  if (type?.endsWith('at+jwt')) return null;
  const said = payload['typ'] ?? payload['token_use'];
  if (said !== undefined)
    return typeof said === 'string' && accessWords.has(said.toLowerCase()) ? null : 'no access token';
  const idTokens = ['at_hash', 'c_hash', 's_hash', 'nonce', 'events'];
  const telling = idTokens.find((name) => Object.hasOwn(payload, name));
  return telling ? `the claim ${telling} is of an ID token or a notice` : null;
}
