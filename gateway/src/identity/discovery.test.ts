import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { audience, claimOf, listenHttp, testIssuer } from '../testing/rig.js';
import { tokenVerifier } from './tokens.js';

const facts = { requestId: 'r', policyVersion: 'p' };
const configuration = '/realms/city/.well-known/openid-configuration';
let server: Awaited<ReturnType<typeof listenHttp>>;
let issuer: string;
let first: Awaited<ReturnType<typeof testIssuer>>;
let second: Awaited<ReturnType<typeof testIssuer>>;
/** What the issuer answers at each of its addresses, or what it does instead. */
let answers: Record<string, { status?: number; location?: string; body?: unknown; endless?: boolean }>;
let asked: string[];

beforeAll(async () => {
  first = await testIssuer('first');
  second = await testIssuer('second');
  server = await listenHttp((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, location, body, endless } = answers[request.url ?? ''] ?? { status: 404 };
    response.writeHead(status, location ? { location } : {});
    if (!endless) return void response.end(JSON.stringify(body ?? {}));
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  issuer = `${server.url}/realms/city`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answers = {
    [configuration]: { body: { issuer, jwks_uri: `${server.url}/keys` } },
    '/keys': { body: first.jwks },
  };
});

const verifier = (keyFreshMs = 60_000, named = issuer) =>
  tokenVerifier({ mode: 'jwt', issuer: named, audience, keys: { discover: named }, keyFreshMs });
const token = (of: typeof first, jti = 'j', iss = issuer) =>
  new SignJWT({ huitong: claimOf('FIRE'), jti })
    .setProtectedHeader({ alg: 'EdDSA', kid: String(of.jwk.kid), typ: 'at+jwt' })
    .setIssuer(iss)
    .setAudience(audience)
    .setSubject('s')
    .setExpirationTime('10 minutes')
    .sign(of.privateKey);
const codeOf = (tokens: ReturnType<typeof verifier>, given: string) =>
  tokens.verify(`Bearer ${given}`, facts).then(
    () => 'accepted',
    (error: { code: string }) => error.code,
  );
/** Until the issuer was asked once more and its answer was taken in; bounded by the test's own time. */
const untilCode = async (tokens: ReturnType<typeof verifier>, given: string, code: string) => {
  while ((await codeOf(tokens, given)) !== code) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('an issuer that is set by its name alone', () => {
  it('tells where its keys are, also with a slash at the end of its name', async () => {
    expect(await codeOf(verifier(), await token(first))).toBe('accepted');
    expect(asked).toEqual([configuration, '/keys']);
    answers[configuration] = { body: { issuer: `${issuer}/`, jwks_uri: `${server.url}/keys` } };
    expect(await codeOf(verifier(60_000, `${issuer}/`), await token(first, 'j', `${issuer}/`))).toBe(
      'accepted',
    );
  });

  it.each<[string, () => Record<string, object>]>([
    [
      'is of another issuer',
      () => ({
        [configuration]: { body: { issuer: 'https://evil.invalid', jwks_uri: `${server.url}/keys` } },
      }),
    ],
    ['names no keys', () => ({ [configuration]: { body: { issuer } } })],
    [
      'names keys in a file',
      () => ({ [configuration]: { body: { issuer, jwks_uri: 'file:///etc/passwd' } } }),
    ],
    ['leads elsewhere', () => ({ [configuration]: { status: 302, location: '/elsewhere' } })],
    ['names keys that lead elsewhere', () => ({ '/keys': { status: 307, location: '/elsewhere' } })],
    ['has no end', () => ({ [configuration]: { endless: true } })],
    ['is null', () => ({ [configuration]: { body: null } })],
    ['fails', () => ({ [configuration]: { status: 500 } })],
  ])('is not believed when its document %s; nothing is verified until it is well again', async (_, bad) => {
    const elsewhere = { body: { issuer, jwks_uri: `${server.url}/keys`, ...first.jwks } };
    const good = answers;
    answers = { ...good, '/elsewhere': elsewhere, ...bad() };
    const tokens = verifier();
    const given = await token(first);
    expect(await codeOf(tokens, given)).toBe('IDENTITY_UNAVAILABLE');
    expect(asked).not.toContain('/elsewhere');
    answers = good;
    await untilCode(tokens, given, 'accepted');
  });

  it('changes its keys without a refusal: the old ones hold while published, a new one is found at once', async () => {
    const tokens = verifier();
    expect(await codeOf(tokens, await token(first))).toBe('accepted');
    answers['/keys'] = { body: { keys: [second.jwk, first.jwk] } };
    expect(await codeOf(tokens, await token(second))).toBe('accepted');
    expect(await codeOf(tokens, await token(first, 'again'))).toBe('accepted');
  });

  it('withdraws a key: what it signed dies within twice the time of refreshing, believed before or not', async () => {
    const tokens = verifier(50);
    const given = await token(first);
    expect(await codeOf(tokens, given)).toBe('accepted');
    answers['/keys'] = { body: second.jwks };
    await new Promise((resolve) => setTimeout(resolve, 101));
    // The first request after that time, with nobody having asked in between.
    expect(await codeOf(tokens, given)).toBe('UNAUTHENTICATED');
    expect(await codeOf(tokens, await token(second))).toBe('accepted');
  });

  it('is away: its keys hold on, and nobody waits for it again and again', async () => {
    const tokens = verifier(20);
    expect(await codeOf(tokens, await token(first))).toBe('accepted');
    answers = {};
    await new Promise((resolve) => setTimeout(resolve, 41));
    for (const jti of ['1', '2', '3', '4', '5'])
      expect(await codeOf(tokens, await token(first, jti))).toBe('accepted');
    expect(await codeOf(tokens, await token(second))).toBe('UNAUTHENTICATED');
  });
});
