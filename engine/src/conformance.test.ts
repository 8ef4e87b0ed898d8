import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, validate } from 'graphql';
import {
  httpTransport,
  loadSupergraph,
  localTransport,
  VariablesError,
  type Outcome,
  type Supergraph,
} from './index.js';
import { exampleSupergraph, subgraphNames, subgraphSchema, type SubgraphName } from './testing/example.js';
import { planningUnderTest } from './testing/configuration.js';
import { graphqlAnswer, runSubgraph, serve, type TestServer } from './testing/subgraph-server.js';

/** One table, run over both transports: where the data come from must not show in an answer. */
const cases: readonly {
  readonly title: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly data: unknown;
  readonly errors?: readonly unknown[];
}[] = [
  {
    title: 'joins entities of three subgraphs',
    query: '{ product(id: "1") { name available reviews { text product { id name } } } }',
    data: {
      product: { name: 'Pump', available: 10, reviews: [{ text: 'r1', product: { id: '1', name: 'Pump' } }] },
    },
  },
  {
    title: 'carries @requires fields from one subgraph to the next, with arguments and defaults',
    query: '{ products(first: 1) { freight double: freight(perKilo: 4) } }',
    data: { products: [{ freight: 160, double: 320 }] },
  },
  {
    title: 'maps an entity error to its place in the list and keeps the rest',
    query: '{ products { id available } }',
    data: {
      products: [
        { id: '1', available: 10 },
        { id: '2', available: null },
        { id: '3', available: 30 },
      ],
    },
    errors: [
      {
        kind: 'SUBGRAPH',
        subgraph: 'stock',
        message: 'Subgraph "stock" answered with an error.',
        path: ['products', 1, 'available'],
        raw: expect.objectContaining({ message: 'secret: shelf 2 at 10.0.0.7' }),
      },
    ],
  },
  {
    title: 'answers null for an entity its owner does not know',
    query: '{ depots { id products { id name } } }',
    data: {
      depots: [
        {
          id: 'd1',
          products: [
            { id: '1', name: 'Pump' },
            { id: '404', name: null },
          ],
        },
      ],
    },
  },
  {
    title: 'evaluates @skip and @include with variables and defaults',
    query:
      'query Q($with: Boolean = true, $without: Boolean!) { product(id: "3") { name @skip(if: $without) ...F @include(if: $with) } } fragment F on Product { available }',
    variables: { without: true },
    data: { product: { available: 30 } },
  },
  {
    title: 'writes what JSON escapes, which one subgraph answers and the other does not',
    query: 'mutation ($name: String!) { rename(id: "1", name: $name) { name available reviews { text } } }',
    variables: { name: 'say "煤"\\\n\ud83d' },
    data: {
      // Half of a pair is none in UTF-8: a server that writes it sends U+FFFD, and one in process what it was given.
      rename: {
        name: expect.stringMatching(/^say "煤"\\\n[\ufffd\ud83d]$/),
        available: 10,
        reviews: [{ text: 'r1' }],
      },
    },
  },
  {
    title: 'skips whole fetches by condition',
    query:
      'query Q($with: Boolean!) { product(id: "3") { name ... @include(if: $with) { available freight } } }',
    variables: { with: false },
    data: { product: { name: 'Foam' } },
  },
  {
    title: 'resolves unions and type names, with aliases',
    query: '{ things { kind: __typename ... on Parcel { label } ... on Product { name available } } }',
    data: {
      things: [
        { kind: 'Parcel', label: 'P' },
        { kind: 'Product', name: 'Pump', available: 10 },
      ],
    },
  },
  {
    title: 'treats a field or alias named like a prototype member as data',
    query: '{ product(id: "1") { constructor toString: name hasOwnProperty: available } }',
    data: { product: { constructor: 'Wang', toString: 'Pump', hasOwnProperty: 10 } },
  },
  {
    title: 'runs root mutation fields of two subgraphs in order',
    query: 'mutation { a: rename(id: "1", name: "X") { name available } b: restock(id: "7") { id } }',
    data: { a: { name: 'X', available: 10 }, b: { id: '7' } },
  },
  {
    title: 'reads roots of two subgraphs in parallel, one failing field alone null',
    query: '{ broken depots { id } }',
    data: { broken: null, depots: [{ id: 'd1' }] },
    errors: [expect.objectContaining({ kind: 'SUBGRAPH', subgraph: 'catalogue', path: ['broken'] })],
  },
  {
    title: 'answers introspection beside data',
    query: 'query ($name: String!) { __typename __type(name: $name) { name kind } depots { __typename } }',
    variables: { name: 'Depot' },
    data: {
      __typename: 'Query',
      __type: { name: 'Depot', kind: 'OBJECT' },
      depots: [{ __typename: 'Depot' }],
    },
  },
];

const servers = new Map<SubgraphName, TestServer>();
beforeAll(async () => {
  for (const name of subgraphNames) servers.set(name, await serve(graphqlAnswer(subgraphSchema(name))));
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
});

const transports = {
  'over HTTP': (name: SubgraphName) => httpTransport<string>({ url: servers.get(name)!.url }),
  'in process': (name: SubgraphName) => {
    const schema = subgraphSchema(name);
    // Copied, as servers do that add something of their own to a request.
    return localTransport<string>((request) => runSubgraph(schema, { ...request }));
  },
};

describe.each(Object.keys(transports) as (keyof typeof transports)[])('the engine %s', (way) => {
  let supergraph: Supergraph<string>;
  beforeAll(async () => {
    supergraph = await loadSupergraph<string>(exampleSupergraph(), {
      transports: ({ name }) => transports[way](name as SubgraphName),
      planning: planningUnderTest(),
    });
  });
  afterAll(() => supergraph.close());

  async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Outcome> {
    const document = parse(query);
    expect(validate(supergraph.apiSchema, document)).toEqual([]);
    const plan = await supergraph.plan({ document, key: query });
    return supergraph.execute(plan, { variables, context: 'caller', signal: new AbortController().signal });
  }

  it.each(cases)('$title', async ({ query, variables, data, errors = [] }) => {
    const outcome = await ask(query, variables);
    expect(plain(outcome.data)).toEqual(data);
    expect(outcome.errors).toEqual(errors);
    expect(JSON.parse((await ask(query, variables)).dataText())).toEqual(data);
    expect(outcome.fetches.every(({ failure }) => failure === null)).toBe(true);
  });

  it('answers a plan again, from the cache, the same', async () => {
    const [first, second] = [
      await ask('{ products { name freight } }'),
      await ask('{ products { name freight } }'),
    ];
    expect(second.data).toEqual(first.data);
  });

  it('names subgraphs, paths and rows of each fetch', async () => {
    const { fetches } = await ask('{ depots { products { id name } } }');
    expect(fetches.map(({ subgraph, path, rows }) => ({ subgraph, path, rows }))).toEqual([
      { subgraph: 'stock', path: [], rows: undefined },
      { subgraph: 'catalogue', path: ['depots', '@', 'products', '@'], rows: 1 },
    ]);
  });

  it('refuses variables that do not fit before any subgraph is asked', async () => {
    const query = 'query ($id: ID!) { product(id: $id) { name } }';
    await expect(ask(query, {})).rejects.toThrow(VariablesError);
    await expect(ask(query, { id: ['1'] })).rejects.toThrow(/ID cannot represent/);
  });
});

/** Outcomes have no prototypes; `toEqual` does not mind, but a `constructor` key would confuse its printing. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
