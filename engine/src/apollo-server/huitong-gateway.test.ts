import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HuitongGateway } from '../index.js';
import { exampleSupergraph, subgraphNames, subgraphSchema, type SubgraphName } from '../testing/example.js';
import { graphqlAnswer, serve, type TestServer } from '../testing/subgraph-server.js';

// An application of Apollo Server as anybody has one, over real HTTP on both sides; only the gateway is ours.
const servers = new Map<SubgraphName, TestServer>();
let gateway: HuitongGateway;
let server: ApolloServer;
let url: string;

const addresses = () =>
  Object.fromEntries([...servers].map(([name, each]) => [name, each.url])) as Record<SubgraphName, string>;

beforeAll(async () => {
  for (const name of subgraphNames) servers.set(name, await serve(graphqlAnswer(subgraphSchema(name))));
  gateway = new HuitongGateway({ supergraphSdl: exampleSupergraph(addresses()) });
  server = new ApolloServer({ gateway });
  ({ url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } }));
});
afterAll(async () => {
  await server.stop();
  for (const each of servers.values()) await each.close();
});

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('answers an operation over three subgraphs, with variables and fragments', async () => {
  const { body } = await ask(
    'query ($id: ID!) { product(id: $id) { ...F reviews { text } } } fragment F on Product { name available }',
    { id: '1' },
  );
  expect(body).toEqual({ data: { product: { name: 'Pump', available: 10, reviews: [{ text: 'r1' }] } } });
});

it('answers introspection, and refuses what is not valid, by the API schema', async () => {
  const { body } = await ask('{ __type(name: "Product") { name } __schema { queryType { name } } }');
  expect(body).toEqual({ data: { __type: { name: 'Product' }, __schema: { queryType: { name: 'Query' } } } });
  expect((await ask('{ unknown }')).status).toBe(400);
});

it('tells an error with its place and none of the subgraph’s words', async () => {
  const { body } = await ask('{ products { id available } }');
  expect(body['errors']).toEqual([
    {
      message: 'Subgraph "stock" answered with an error.',
      path: ['products', 1, 'available'],
      extensions: expect.objectContaining({ serviceName: 'stock' }),
    },
  ]);
  expect(JSON.stringify(body)).not.toContain('secret');
});

it('refuses variables that do not fit with 400', async () => {
  const { status, body } = await ask('query ($id: ID!) { product(id: $id) { name } }', { id: [1] });
  expect(status).toBe(400);
  expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

it('swaps to another supergraph; a bad one leaves the old in use', async () => {
  await expect(gateway.update('type Query { a: Int }')).rejects.toThrow('core schema');
  expect((await ask('{ depots { id } }')).body).toEqual({ data: { depots: [{ id: 'd1' }] } });
  await gateway.update(exampleSupergraph(addresses(), ' extend type Query { added: Int }'));
  expect((await ask('{ __type(name: "Query") { fields { name } } }')).body).toMatchObject({
    data: { __type: { fields: expect.arrayContaining([{ name: 'added' }]) } },
  });
});
