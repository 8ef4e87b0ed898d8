import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { ask } from './harness/ask.js';
import { launch, run, type Running } from './harness/command.js';
import { newDataFolder } from './harness/house.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';
const books = [
  { isbn: '1', title: '天工开物', pages: 300 },
  { isbn: '2', title: '梦溪笔谈', pages: 240 },
];

/** A third party's graph: books here, what readers think of them there. */
const parties = [
  {
    name: 'books',
    typeDefs: parse(
      `${link} type Query { books: [Book!]! book(isbn: ID!): Book } type Book @key(fields: "isbn") { isbn: ID! title: String! pages: Int! }`,
    ),
    resolvers: {
      Query: {
        books: () => books,
        book: (_: unknown, { isbn }: { isbn: string }) => books.find((one) => one.isbn === isbn),
      },
      Book: { __resolveReference: ({ isbn }: { isbn: string }) => books.find((one) => one.isbn === isbn) },
    },
  },
  {
    name: 'reviews',
    typeDefs: parse(
      `${link} type Query { latest: Review } type Review { stars: Int! book: Book! }
       type Book @key(fields: "isbn") { isbn: ID! pages: Int! @external reviews: [Review!]! hoursToRead: Float! @requires(fields: "pages") broken: String }`,
    ),
    resolvers: {
      Query: { latest: () => ({ stars: 5, book: { isbn: '2' } }) },
      Book: {
        reviews: ({ isbn }: { isbn: string }) => [{ stars: 3 + Number(isbn), book: { isbn } }],
        hoursToRead: ({ pages }: { pages: number }) => pages / 60,
        broken: () => {
          throw new Error('as the third party says it');
        },
      },
    },
  },
];

const servers: Server[] = [];
let folder: string;
let file: string;
let gateway: Running;
let url: string;

/** An ordinary subgraph over HTTP; notes every header that reaches it. */
const headersSeen: string[] = [];
async function serve(party: (typeof parties)[number]): Promise<string> {
  const schema = buildSubgraphSchema({ typeDefs: party.typeDefs, resolvers: party.resolvers as never });
  const server = createServer((request, response) => {
    headersSeen.push(...Object.keys(request.headers));
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
        query: string;
        variables?: Record<string, unknown>;
      };
      void graphql({ schema, source: query, variableValues: variables ?? {} }).then((answer) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      });
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeAll(async () => {
  folder = await newDataFolder();
  file = join(folder, 'third-party.graphql');
  const services = await Promise.all(
    parties.map(async (party) => ({ name: party.name, typeDefs: party.typeDefs, url: await serve(party) })),
  );
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The third party does not compose.');
  await writeFile(file, supergraphSdl);
  gateway = launch(['gateway', '--supergraph', file, '--port', '0', '--open']);
  [, url = ''] = await gateway.printed(/listens on (http:\S+)\/graphql/);
}, 600_000);
afterAll(async () => {
  gateway?.child.kill('SIGTERM');
  await gateway?.ended;
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  await rm(folder, { recursive: true, force: true });
});

describe("a third party's supergraph behind the open gateway", () => {
  it('is joined across its subgraphs, and nobody is asked for a token', async () => {
    const query =
      '{ books { title hoursToRead reviews { stars book { title } } } latest { stars book { title pages } } }';
    const { status, body } = await ask(url, { body: { query } });
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({
      books: [
        { title: '天工开物', hoursToRead: 5, reviews: [{ stars: 4, book: { title: '天工开物' } }] },
        { title: '梦溪笔谈', hoursToRead: 4, reviews: [{ stars: 5, book: { title: '梦溪笔谈' } }] },
      ],
      latest: { stars: 5, book: { title: '梦溪笔谈', pages: 240 } },
    });
  });

  it('carries nothing of our sharing rules, in the answer or on the way down', async () => {
    const { body } = await ask(url, {
      token: 'whatever',
      body: { query: '{ book(isbn: "1") { title reviews { stars } } }' },
    });
    expect(Object.keys(body.extensions ?? {})).toEqual(['requestId']);
    expect(headersSeen.filter((name) => name.startsWith('x-huitong') || name === 'authorization')).toEqual(
      [],
    );
    const { body: introspected } = await ask(url, {
      body: { query: '{ __schema { directives { name } } }' },
    });
    expect(JSON.stringify(introspected.data)).not.toMatch(/catalog|"share"|"mask"/);
  });

  it("passes the third party's own errors on, in its own words", async () => {
    const { status, body } = await ask(url, { body: { query: '{ book(isbn: "1") { title broken } }' } });
    expect(status).toBe(200);
    expect(body.data).toEqual({ book: { title: '天工开物', broken: null } });
    expect(body.errors).toMatchObject([{ message: 'as the third party says it', path: ['book', 'broken'] }]);
  });

  it('is not served without a file, without the word open, or in production', async () => {
    const [fileless, closed, production, unreadable] = await Promise.all([
      run(['gateway', '--open', '--port', '0']),
      run(['gateway', '--supergraph', file, '--port', '0']),
      run(['gateway', '--supergraph', file, '--port', '0', '--open'], { NODE_ENV: 'production' }),
      run(['gateway', '--supergraph', join(folder, 'none.graphql'), '--port', '0', '--open']),
    ]);
    expect([fileless.code, fileless.errors]).toEqual([
      1,
      expect.stringMatching(/SETTING_INVALID.*--supergraph/s),
    ]);
    expect([closed.code, closed.errors]).toEqual([1, expect.stringMatching(/SETTING_INVALID.*--subgraphs/s)]);
    expect([production.code, production.errors]).toEqual([
      1,
      expect.stringMatching(/NOT_IN_PRODUCTION.*--open/s),
    ]);
    expect([unreadable.code, unreadable.errors]).toEqual([
      1,
      expect.stringMatching(/FILE_UNREADABLE.*none\.graphql/s),
    ]);
  }, 600_000);
});
