import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';

/** A key of an issuer: what it publishes, and what it signs with. */
export interface IssuerKey {
  readonly kid: string;
  readonly jwk: JWK;
  readonly privateKey: CryptoKey;
}

/** A client of an issuer, and what its tokens say beside the standard's claims. */
export interface IssuerClient {
  readonly id: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Scopes that it may ask for. */
  readonly scope: string;
}

export interface Issuer {
  readonly url: string;
  /** A token by client credentials (RFC 6749, §4.4), for a resource (RFC 8707) unless null; throws Error when refused. */
  token(
    client: string,
    request?: { readonly scope?: string; readonly resource?: string | null },
  ): Promise<string>;
  /** Publishes these keys; signs with the first. */
  publish(...keys: IssuerKey[]): void;
  /** Whether it hangs up on everybody. */
  away: boolean;
  close(): Promise<void>;
}

const secretOf = (client: string) => `secret-of-${client}`.padEnd(48, '-');

/** Makes a key that signs RS256, which every provider has. */
export async function issuerKey(kid: string): Promise<IssuerKey> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
  return { kid, jwk, privateKey };
}

/** A token like an issuer's own, with its key, whatever it says. */
export const signAs = (key: IssuerKey, claims: Readonly<Record<string, unknown>>): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'at+jwt' }).sign(key.privateKey);

/**
 * A real OpenID Connect provider on a port of loopback, with clients that are systems. A resource `urn:NAME` gives an
 * access token in JWT (RFC 9068) for the audience NAME; without a resource the token is opaque.
 */
export async function startIssuer(
  keys: readonly IssuerKey[],
  clients: readonly IssuerClient[],
): Promise<Issuer> {
  let answer: RequestListener = () => undefined;
  let away = false;
  const server = createServer((request, response) => {
    if (away) request.socket.destroy();
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const scopes = [...new Set(clients.flatMap(({ scope }) => scope.split(' ')))];

  const publish = (...published: readonly IssuerKey[]) => {
    const provider = new Provider(url, {
      jwks: { keys: published.map(({ jwk }) => jwk) },
      scopes,
      clients: clients.map(({ id, scope }) => ({
        ...{ client_id: id, client_secret: secretOf(id), scope, redirect_uris: [], response_types: [] },
        grant_types: ['client_credentials'],
      })),
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context: unknown, resource: string) => ({
            scope: scopes.join(' '),
            audience: resource.replace(/^urn:/, ''),
            accessTokenFormat: 'jwt',
            accessTokenTTL: 1800,
            jwt: { sign: { alg: 'RS256', kid: published[0]?.kid } },
          }),
        },
      },
      ttl: { ClientCredentials: 1800 },
      extraTokenClaims: (_context: unknown, { clientId }: { clientId: string }) =>
        clients.find(({ id }) => id === clientId)?.claims,
      cookies: { keys: ['of no use here'] },
    });
    answer = provider.callback();
  };
  publish(...keys);

  return {
    url,
    publish,
    get away() {
      return away;
    },
    set away(value) {
      away = value;
    },
    async token(client, { scope, resource = 'urn:huitong' } = {}) {
      const response = await fetch(`${url}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${client}:${secretOf(client)}`).toString('base64')}`,
        },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          ...(resource === null ? {} : { resource }),
          ...(scope === undefined ? {} : { scope }),
        }),
      });
      const body = (await response.json()) as { access_token?: string };
      if (!body.access_token) throw new Error(`No token: ${JSON.stringify(body)}`);
      return body.access_token;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
