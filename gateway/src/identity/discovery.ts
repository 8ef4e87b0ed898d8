import { boundedJson } from './boundedJson.js';

const httpUrl = (text: unknown): URL | null => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url : null;
};

/**
 * Where an issuer says that its keys are (OpenID Connect Discovery 1.0, §4; RFC 8414 has the same members).
 * @param issuer its identifier, an http(s) address, exactly as tokens carry it in `iss`.
 * @throws Error when the document is not had, is another issuer's (§4.3), or names no acceptable `jwks_uri`.
 */
export async function keysUrlOf(issuer: string): Promise<string> {
  const base = httpUrl(issuer);
  if (!base) throw new Error('The issuer is no http(s) address, so that nothing can be discovered.');
  const document = (await boundedJson(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
  )) as Record<string, unknown> | null;
  if (document?.['issuer'] !== issuer)
    throw new Error('The discovery document is of another issuer than the one that is set.');
  const keys = httpUrl(document['jwks_uri']);
  if (!keys) throw new Error('The discovery document names no "jwks_uri".');
  // Keys that came in the clear would make the transport's protection of the document worth nothing.
  if (base.protocol === 'https:' && keys.protocol !== 'https:')
    throw new Error('The discovery document names a "jwks_uri" without https.');
  return keys.href;
}
