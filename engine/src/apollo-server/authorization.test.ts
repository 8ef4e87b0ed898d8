import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HuitongGateway, rightsOfClaims } from '../index.js';
import { protectedSupergraph, protectedTransports } from '../testing/protected.js';

// An application of Apollo Server whose supergraph Apollo's own gateway refuses to load.
const { transports, sent } = protectedTransports();
const stopped: (() => Promise<void>)[] = [];

async function start(unauthorized: 'filter' | 'reject'): Promise<string> {
  const gateway = new HuitongGateway({
    supergraphSdl: protectedSupergraph,
    transports,
    authorization: {
      unauthorized,
      rights: ({ context }) => rightsOfClaims((context as { claims: Record<string, unknown> | null }).claims),
    },
  });
  const server = new ApolloServer<{ claims: Record<string, unknown> | null }>({ gateway });
  stopped.push(() => server.stop());
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    // Stands for a verified token.
    context: async ({ req }) => ({ claims: JSON.parse(String(req.headers['x-claims'] ?? 'null')) as never }),
  });
  return url;
}

async function ask(url: string, query: string, { claims = null as object | null, variables = {} } = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-claims': JSON.stringify(claims) },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const error = (coordinate: string, path: unknown) => ({
  message: `${coordinate} needs rights that this caller does not have.`,
  path,
  extensions: expect.objectContaining({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate }) as unknown,
});

let url: string;
beforeAll(async () => {
  url = await start('filter');
});
afterAll(() => Promise.all(stopped.map((stop) => stop())));
afterEach(() => {
  (sent as unknown[]).length = 0;
});

describe('behind Apollo Server', () => {
  it('what a caller may not read is null, with an error', async () => {
    const { body } = await ask(url, '{ media { title price } rank }');
    expect(body).toEqual({
      data: {
        media: [
          { title: 'B', price: null },
          { title: 'F', price: 7 },
        ],
        rank: null,
      },
      errors: [error('Book.price', ['media', 0, 'price']), error('Query.rank', ['rank'])],
    });
  });

  it('rights come from the context of the request', async () => {
    const claims = { scope: 'staff price:read' };
    const query = '{ media { price } rank }';
    const full = { data: { media: [{ price: 913 }, { price: 7 }], rank: 'HIGH' } };
    expect((await ask(url, query, { claims })).body).toEqual(full);
    expect((await ask(url, query, { claims: {} })).body).toEqual({
      data: { media: [{ price: null }, { price: 7 }], rank: 'HIGH' },
      errors: [error('Book.price', ['media', 0, 'price'])],
    });
  });

  it('conditions count with the defaults of their variables', async () => {
    const query = 'query ($x: Boolean! = false) { book { title price @include(if: $x) } }';
    expect((await ask(url, query)).body).toEqual({ data: { book: { title: 'B' } } });
    expect((await ask(url, query, { variables: { x: true } })).body).toEqual({
      data: { book: { title: 'B', price: null } },
      errors: [error('Book.price', ['book', 'price'])],
    });
    expect((await ask(url, query, { variables: { x: 7 } })).status).toBe(400);
  });

  it('the whole operation is refused where the application wants that', async () => {
    const strict = await start('reject');
    const { status, body } = await ask(strict, '{ open book { price } }');
    expect({ status, body }).toEqual({ status: 403, body: { errors: [expect.objectContaining({})] } });
    expect(sent).toEqual([]);
    expect((await ask(strict, '{ open }')).body).toEqual({ data: { open: 'open' } });
  });
});
