import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  envelopeLifetimeSeconds,
  EnvelopeMemory,
  type EnvelopeProblem,
  type EnvelopeRequest,
  openEnvelope,
  sealEnvelope,
} from './envelope.js';

const key = randomBytes(32);
const now = 1_800_000_000;
const request: EnvelopeRequest = {
  audience: 'mines',
  method: 'POST',
  path: '/graphql',
  body: '{"query":"{a}"}',
};

const open = (header: string | undefined, change: Partial<EnvelopeRequest> = {}, at = now) =>
  openEnvelope(key, header, { ...request, ...change }, new EnvelopeMemory(), at);

/** An envelope whose signature holds, whatever its payload is. */
function signed(payload: string): string {
  const encoded = Buffer.from(payload).toString('base64url');
  return `${encoded}.${createHmac('sha256', key).update(encoded).digest('base64url')}`;
}
const header = sealEnvelope(key, request, now);
const claims = JSON.parse(Buffer.from(header.split('.')[0] as string, 'base64url').toString()) as Record<
  string,
  unknown
>;
const [payload, signature] = header.split('.') as [string, string];

describe('an envelope', () => {
  it('opens for the request it was sealed for, text or bytes', () => {
    expect(open(header)).toBeNull();
    expect(open(header, { body: Buffer.from(request.body) })).toBeNull();
    expect(open(header, { method: 'post' })).toBeNull();
  });

  // RELIABILITY §5.25
  it.each<[string, EnvelopeProblem, string | undefined, Partial<EnvelopeRequest>?, number?]>([
    ['that is missing', 'missing', undefined],
    ['that is empty', 'missing', ''],
    ['without a signature', 'malformed', payload],
    ['with an empty signature', 'malformed', `${payload}.`],
    ['with an empty payload', 'malformed', `.${signature}`],
    ['with an extra dot', 'malformed', `${header}.`],
    ['with an extra part', 'malformed', `${header}.${signature}`],
    ['of dots', 'malformed', '...'],
    ['that is huge', 'malformed', `${payload}${'A'.repeat(20_000)}.${signature}`],
    ['that came twice in one header', 'malformed', `${header}, ${header}`],
    ['signed with another key', 'signature', sealEnvelope(randomBytes(32), request, now)],
    ['with a truncated signature', 'signature', header.slice(0, -4)],
    ['with a truncated payload', 'signature', `${payload.slice(0, -4)}.${signature}`],
    ['with a signature of nothing', 'signature', `${payload}.${Buffer.alloc(32).toString('base64url')}`],
    ['with another payload', 'signature', `${signed('{}').split('.')[0] ?? ''}.${signature}`],
    ['for another subgraph', 'audience', header, { audience: 'fire' }],
    ['for another method', 'body', header, { method: 'GET' }],
    ['for another path', 'body', header, { path: '/graphql?x' }],
    ['for another body', 'body', header, { body: '{"query":"{b}"}' }],
    ['for a body with one byte more', 'body', header, { body: `${String(request.body)} ` }],
    ['for no body', 'body', header, { body: '' }],
    ['whose method and path were moved', 'body', header, { method: 'POST\n', path: 'graphql' }],
    ['at the second it expires', 'expired', header, {}, now + envelopeLifetimeSeconds],
    ['long after it expired', 'expired', header, {}, now + 86_400],
    ['from a clock far ahead', 'not yet valid', header, {}, now - envelopeLifetimeSeconds - 1],
    ['whose payload is no JSON', 'malformed', signed('not json')],
    ['whose payload is null', 'malformed', signed('null')],
    ['whose payload is a number', 'malformed', signed('1')],
    ['whose payload is a list', 'malformed', signed('[]')],
    ['of another version', 'malformed', signed(JSON.stringify({ ...claims, v: 2 }))],
    ['without an expiry', 'malformed', signed(JSON.stringify({ ...claims, exp: undefined }))],
    ['whose expiry is a text', 'malformed', signed(JSON.stringify({ ...claims, exp: 'never' }))],
    [
      'whose expiry is not finite',
      'malformed',
      signed(JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999')),
    ],
    ['without an id', 'malformed', signed(JSON.stringify({ ...claims, id: undefined }))],
    ['whose id is an object', 'malformed', signed(JSON.stringify({ ...claims, id: {} }))],
    ['whose hash is missing', 'body', signed(JSON.stringify({ ...claims, hash: undefined }))],
  ])('%s is refused: %s', (_, problem, given, change = {}, at = now) => {
    expect(open(given, change, at)).toBe(problem);
  });

  it('opens once, however its text is varied', () => {
    const memory = new EnvelopeMemory();
    expect(openEnvelope(key, header, request, memory, now)).toBeNull();
    expect(openEnvelope(key, header, request, memory, now)).toBe('replayed');
    expect(openEnvelope(key, `${header}=`, request, memory, now + 1)).toBe('replayed');
  });

  it('opens with every key that is accepted while keys change, is sealed with the first, and once for all', () => {
    const [former, next] = [randomBytes(32), randomBytes(32)];
    const memory = new EnvelopeMemory();
    let accepted = [former];
    const opened = (given: string) => openEnvelope(() => accepted, given, request, memory, now);
    const sealed = () => sealEnvelope(() => accepted, request, now);
    const early = sealEnvelope(next, request, now);
    expect(opened(early)).toBe('signature');
    accepted = [former, next];
    const old = sealed();
    expect([opened(early), opened(old), opened(old)]).toEqual([null, null, 'replayed']);
    accepted = [next, former];
    expect(openEnvelope(next, sealed(), request, memory, now)).toBeNull();
    expect(opened(sealEnvelope(former, request, now))).toBeNull();
    accepted = [next];
    expect(opened(sealEnvelope(former, request, now))).toBe('signature');
    // Not even what was accepted before.
    expect(opened(old)).toBe('signature');
    accepted = [];
    expect(opened(sealEnvelope(next, request, now))).toBe('signature');
    expect(sealed).toThrow();
  });

  it('is not used up by a refusal', () => {
    const memory = new EnvelopeMemory();
    expect(openEnvelope(key, header, { ...request, body: 'other' }, memory, now)).toBe('body');
    expect(openEnvelope(key, header, request, memory, now)).toBeNull();
  });

  it('never repeats itself', () => {
    const headers = Array.from({ length: 1000 }, () => sealEnvelope(key, request, now));
    expect(new Set(headers).size).toBe(1000);
  });
});

describe('the memory of envelopes', () => {
  it('holds the last three lifetimes at most, however long the load lasts', () => {
    const memory = new EnvelopeMemory();
    const perSecond = 50;
    let most = 0;
    let refused = 0;
    for (let second = 0; second < 20 * envelopeLifetimeSeconds; second += 1) {
      for (let n = 0; n < perSecond; n += 1) {
        const at = now + second;
        if (!memory.accept(`${second} ${n}`, at + envelopeLifetimeSeconds, at)) refused += 1;
      }
      most = Math.max(most, memory.size);
    }
    expect(refused).toBe(0);
    expect(most).toBeLessThanOrEqual(perSecond * 3 * envelopeLifetimeSeconds);
  });

  it('is not held up for good by one sender whose clock is ahead', () => {
    const memory = new EnvelopeMemory();
    memory.accept('ahead', now + 2 * envelopeLifetimeSeconds, now);
    for (let second = 0; second < 10 * envelopeLifetimeSeconds; second += 1) {
      memory.accept(`${second}`, now + second + envelopeLifetimeSeconds, now + second);
    }
    expect(memory.size).toBeLessThanOrEqual(3 * envelopeLifetimeSeconds);
  });

  it('forgets everything once all has expired', () => {
    const memory = new EnvelopeMemory();
    for (let n = 0; n < 1000; n += 1) memory.accept(`${n}`, now + envelopeLifetimeSeconds, now);
    memory.accept('later', now + 1000, now + 900);
    expect(memory.size).toBe(1);
  });

  it('still knows an id when the clock is set back by less than a lifetime', () => {
    const memory = new EnvelopeMemory();
    memory.accept('id', now + envelopeLifetimeSeconds, now);
    memory.accept('other', now + 3 * envelopeLifetimeSeconds, now + envelopeLifetimeSeconds + 10);
    expect(memory.accept('id', now + envelopeLifetimeSeconds, now + envelopeLifetimeSeconds - 10)).toBe(
      false,
    );
  });
});
