import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { loadSupergraph, localTransport, type Supergraph } from './index.js';
import { ask } from './testing/engine.js';
import { planningUnderTest } from './testing/configuration.js';
import { runSubgraph } from './testing/subgraph-server.js';

// The plans that carry rewrites: `@interfaceObject` (type names going in and out) and conflicting arguments behind one
// interface (aliases coming out). They cross the planning thread as data, and pass the projection.
const head =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@interfaceObject", "@shareable"])';
const media = {
  typeDefs: `${head}
    type Query { media: [Media!] items: [Item] }
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
    type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
    union Item = Left | Right
    type Left @key(fields: "id") { id: ID! }
    type Right @key(fields: "id") { id: ID! }`,
  resolvers: {
    Query: {
      media: () => [
        { __typename: 'Book', id: 'b', title: 'B', pages: 9 },
        { __typename: 'Film', id: 'f', title: 'F', minutes: 90 },
      ],
      items: () => [
        { __typename: 'Left', id: 'l' },
        { __typename: 'Right', id: 'r' },
      ],
    },
    Media: { __resolveType: ({ id }: { id: string }) => (id === 'b' ? 'Book' : 'Film') },
    Book: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'B', pages: 9 }) },
    Film: { __resolveReference: ({ id }: { id: string }) => ({ id, title: 'F', minutes: 90 }) },
  },
};
const ratings = {
  typeDefs: `${head}
    type Query { best: Media }
    type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
    type Left @key(fields: "id") { id: ID! value(as: Int): Int! }
    type Right @key(fields: "id") { id: ID! value(as: Int): String }`,
  resolvers: {
    Query: { best: () => ({ id: 'f' }) },
    Media: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      stars: ({ id }: { id: string }) => (id === 'b' ? 3 : 5),
    },
    Left: { __resolveReference: (left: object) => left, value: () => 1 },
    Right: { __resolveReference: (right: object) => right, value: () => 'one' },
  },
};

let supergraph: Supergraph<unknown>;
beforeAll(async () => {
  const services = { media, ratings };
  const { supergraphSdl, errors } = composeServices(
    Object.entries(services).map(([name, { typeDefs }]) => ({ name, url: '', typeDefs: parse(typeDefs) })),
  );
  expect(errors).toBeUndefined();
  const transports = new Map(
    Object.entries(services).map(([name, { typeDefs, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers } as never);
      return [name, localTransport<unknown>((request) => runSubgraph(schema, request))];
    }),
  );
  supergraph = await loadSupergraph(supergraphSdl!, { transports, planning: planningUnderTest() });
});
afterAll(() => supergraph.close());

it.each([
  [
    'an interface completed by an interface object',
    '{ media { __typename title stars ... on Book { pages } } }',
    {
      media: [
        { __typename: 'Book', title: 'B', stars: 3, pages: 9 },
        { __typename: 'Film', title: 'F', stars: 5 },
      ],
    },
  ],
  [
    'an interface object whose real type another subgraph knows',
    '{ best { __typename id stars title ... on Film { minutes } } }',
    { best: { __typename: 'Film', id: 'f', stars: 5, title: 'F', minutes: 90 } },
  ],
  [
    'fields of one name and different types behind a union',
    '{ items { ... on Left { v: value } ... on Right { w: value } } }',
    { items: [{ v: 1 }, { w: 'one' }] },
  ],
])('answers %s', async (_, query, data) => {
  const outcome = await ask(supergraph, query);
  expect(outcome.errors).toEqual([]);
  expect(JSON.parse(JSON.stringify(outcome.data))).toEqual(data);
});
