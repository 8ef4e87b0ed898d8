import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  base64url,
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';
import { audience, claimOf, issuer, listenHttp, testIssuer } from '../testing/rig.js';
import { tokenVerifier } from './tokens.js';

const facts = { requestId: 'r', policyVersion: 'p' };
let own: Awaited<ReturnType<typeof testIssuer>>;
let rsa: Awaited<ReturnType<typeof generateKeyPair>>;
let published: JSONWebKeySet;
let hits = 0;
let down = false;
let keys: Awaited<ReturnType<typeof listenHttp>>;

beforeAll(async () => {
  own = await testIssuer();
  rsa = await generateKeyPair('RS256', { extractable: true });
  published = {
    keys: [own.jwk, { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' }],
  };
  keys = await listenHttp((_request, response) => {
    hits += 1;
    if (down) response.writeHead(500).end();
    else response.end(JSON.stringify(published));
  });
});
afterAll(() => keys.close());

const verifier = () => tokenVerifier({ mode: 'jwt', issuer, audience, keys: { url: `${keys.url}/jwks` } });
const now = () => Math.floor(Date.now() / 1000);

/** A token like any other, but for what a test changes. */
const make = (
  claims: Record<string, unknown> = {},
  header: Partial<JWTHeaderParameters> = {},
  key: CryptoKey | Uint8Array = own.privateKey as CryptoKey,
) =>
  new SignJWT({
    iss: issuer,
    aud: audience,
    sub: 's',
    exp: now() + 300,
    huitong: claimOf('FIRE'),
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k1', ...header })
    .sign(key as CryptoKey);

const unsigned = (header: object, payload: object) =>
  `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(payload))}.`;
const payload = () => ({ iss: issuer, aud: audience, sub: 's', exp: now() + 300, huitong: claimOf('FIRE') });

const refused: readonly [name: string, token: () => Promise<string> | string, code: string][] = [
  ['alg none', () => unsigned({ alg: 'none' }, payload()), 'UNAUTHENTICATED'],
  ['alg nOnE', () => unsigned({ alg: 'nOnE', kid: 'k1' }, payload()), 'UNAUTHENTICATED'],
  [
    'HS256 with the public key as its secret',
    async () =>
      make({}, { alg: 'HS256', kid: 'rsa' }, new TextEncoder().encode(await exportSPKI(rsa.publicKey))),
    'UNAUTHENTICATED',
  ],
  ['another issuer', () => make({ iss: 'https://evil.invalid' }), 'UNAUTHENTICATED'],
  ['another audience', () => make({ aud: 'other' }), 'UNAUTHENTICATED'],
  ['no audience', () => make({ aud: undefined }), 'UNAUTHENTICATED'],
  ['no expiry', () => make({ exp: undefined }), 'UNAUTHENTICATED'],
  ['no subject', () => make({ sub: undefined }), 'UNAUTHENTICATED'],
  ['expiry past the tolerance', () => make({ exp: now() - 90 }), 'TOKEN_EXPIRED'],
  ['a beginning in the future', () => make({ nbf: now() + 600 }), 'UNAUTHENTICATED'],
  ['an unknown key id', () => make({}, { kid: 'other' }), 'UNAUTHENTICATED'],
  ['a key id that walks', () => make({}, { kid: '../../etc/passwd' }), 'UNAUTHENTICATED'],
  ['a key id __proto__', () => make({}, { kid: '__proto__' }), 'UNAUTHENTICATED'],
  [
    'a key of its own in the header',
    async () => {
      const stranger = await generateKeyPair('EdDSA', { extractable: true });
      return make({}, { jwk: await exportJWK(stranger.publicKey) }, stranger.privateKey as CryptoKey);
    },
    'UNAUTHENTICATED',
  ],
  [
    'a key address of its own',
    async () => {
      const stranger = await generateKeyPair('EdDSA');
      return make({}, { jku: `${keys.url}/evil` }, stranger.privateKey as CryptoKey);
    },
    'UNAUTHENTICATED',
  ],
  ['critical extensions', () => make({}, { crit: ['b64'], b64: true } as never), 'UNAUTHENTICATED'],
  [
    'a claim twice',
    () => `${base64url.encode('{"alg":"EdDSA"}')}.${base64url.encode('{"sub":"a","sub":"b"}')}.x`,
    'UNAUTHENTICATED',
  ],
  ['a megabyte', () => 'x'.repeat(1_000_000), 'UNAUTHENTICATED'],
  ['no claim of ours', () => make({ huitong: undefined }), 'UNAUTHENTICATED'],
  ['a line that does not exist', () => make({ huitong: claimOf('KING') }), 'UNAUTHENTICATED'],
  [
    'a scope that is no code',
    () => make({ huitong: claimOf('FIRE', { scope: ["' or 1=1"] }) }),
    'UNAUTHENTICATED',
  ],
  ['the type of an ID token', () => make({}, { typ: 'id+jwt' }), 'UNAUTHENTICATED'],
  ['the type of a logout token', () => make({}, { typ: 'logout+jwt' }), 'UNAUTHENTICATED'],
  ["an ID token's hash of an access token", () => make({ at_hash: 'x' }), 'UNAUTHENTICATED'],
  ["an ID token's nonce", () => make({ nonce: 'x' }, { typ: 'JWT' }), 'UNAUTHENTICATED'],
  ['a claim that says ID', () => make({ typ: 'ID' }, { typ: 'JWT' }), 'UNAUTHENTICATED'],
  ['a claim that says refresh', () => make({ typ: 'Refresh' }), 'UNAUTHENTICATED'],
  ['the use of an ID token', () => make({ token_use: 'id' }), 'UNAUTHENTICATED'],
  ['a changed signature', async () => `${(await make()).slice(0, -4)}AAAA`, 'UNAUTHENTICATED'],
  [
    'a signature of another token',
    async () => {
      const [head, , signature] = (await make()).split('.');
      return `${head}.${base64url.encode(JSON.stringify({ ...payload(), sub: 'admin' }))}.${signature}`;
    },
    'UNAUTHENTICATED',
  ],
];

describe('a token', () => {
  it.each(refused)('with %s is refused', async (_name, token, code) => {
    const given = await token();
    await expect(verifier().verify(`Bearer ${given}`, facts)).rejects.toMatchObject({ code });
  });

  it.each([undefined, '', 'Basic dXNlcg==', 'Bearer', 'Bearer a b'])(
    'absent or elsewhere (%s) is refused',
    async (header) => {
      await expect(verifier().verify(header, facts)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('names the caller, and never brings grants with it', async () => {
    const stated = { grants: [{ id: 'g', coordinates: ['Mine.plan'] }], incident: 'i-1' };
    const { caller } = await verifier().verify(
      `Bearer ${await make({ huitong: claimOf('FIRE', stated) })}`,
      facts,
    );
    expect(caller).toMatchObject({ subject: 's', line: 'FIRE', grants: [], incident: 'i-1', ...facts });
  });

  it('states scopes and policies for the rules that a supergraph states itself', async () => {
    const rightsOf = async (claims: Record<string, unknown>, policiesClaim?: string) => {
      const tokens = tokenVerifier({
        mode: 'jwt',
        issuer,
        audience,
        keys: { url: `${keys.url}/jwks` },
        ...(policiesClaim ? { policiesClaim } : {}),
      });
      return (await tokens.verify(`Bearer ${await make(claims)}`, facts)).rights;
    };
    expect(await rightsOf({})).toEqual({ authenticated: true, scopes: [], policies: [] });
    expect(await rightsOf({ scope: 'a b  a', scp: ['c', 7], policies: ['p'] })).toEqual({
      authenticated: true,
      scopes: ['a', 'b', 'c'],
      policies: ['p'],
    });
    expect((await rightsOf({ policies: ['p'], granted: 'q r' }, 'granted')).policies).toEqual(['q', 'r']);
  });

  it('is good within the tolerance of the clocks, with one audience of several, and signed by RSA', async () => {
    const tokens = [
      make({ exp: now() - 30 }),
      make({ aud: ['x', audience] }),
      make({}, { alg: 'RS256', kid: 'rsa' }, rsa.privateKey as CryptoKey),
      make({}, { typ: 'at+jwt' }),
      make({}, { typ: 'application/at+JWT' }),
      make({ typ: 'Bearer', nonce: 'x' }, { typ: 'JWT' }),
    ];
    for (const token of tokens) {
      await expect(verifier().verify(`Bearer ${await token}`, facts)).resolves.toMatchObject({
        caller: { subject: 's' },
      });
    }
  });

  it('once verified is still bound to the request that brings it', async () => {
    const tokens = verifier();
    const header = `Bearer ${await make()}`;
    await tokens.verify(header, facts);
    expect(await tokens.verify(header, { requestId: 'second', policyVersion: 'q' })).toMatchObject({
      caller: { requestId: 'second', policyVersion: 'q' },
    });
  });
});

describe('the token of an issuer with claims of its own', () => {
  it('is read by the mapping, and its rights stay those of the token', async () => {
    const tokens = tokenVerifier({
      ...{ mode: 'jwt', issuer, audience, keys: { url: `${keys.url}/jwks` } },
      claims: {
        subject: { claim: ['client_id'] },
        kind: { value: 'SYSTEM' },
        department: { value: '11140500MB00001AAA' },
        line: { value: 'FIRE' },
        scope: { value: ['140500'] },
        role: { claim: ['roles'], words: [['reader', 'MAP_VIEWER']] },
        purpose: { value: 'SITUATION_DISPLAY' },
      },
    });
    const token = await make({ huitong: undefined, sub: undefined, client_id: 'c', roles: ['reader'] });
    expect((await tokens.verify(`Bearer ${token}`, facts)).caller).toMatchObject({
      ...{ subject: 'c', kind: 'SYSTEM', role: 'MAP_VIEWER', incident: null },
    });
    const other = await make({ huitong: claimOf('FIRE'), client_id: 'c' });
    await expect(tokens.verify(`Bearer ${other}`, facts)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'The token does not describe a caller: its claim "roles" (role) is missing.',
    });
  });
});

describe("the issuer's keys", () => {
  it('are asked for three times at most, however many unknown key ids come', async () => {
    const tokens = verifier();
    await tokens.verify(`Bearer ${await make()}`, facts);
    const before = hits;
    for (let index = 0; index < 20; index += 1) {
      await expect(
        tokens.verify(`Bearer ${await make({}, { kid: `x${index}` })}`, facts),
      ).rejects.toBeDefined();
    }
    expect(hits - before).toBeLessThanOrEqual(3);
  });

  it('stay good while the issuer is away, and are missed only where none was ever read', async () => {
    const tokens = verifier();
    await tokens.verify(`Bearer ${await make()}`, facts);
    down = true;
    try {
      await expect(tokens.verify(`Bearer ${await make({ jti: '2' })}`, facts)).resolves.toBeDefined();
      await expect(verifier().verify(`Bearer ${await make()}`, facts)).rejects.toMatchObject({
        code: 'IDENTITY_UNAVAILABLE',
      });
    } finally {
      down = false;
    }
  });
});
