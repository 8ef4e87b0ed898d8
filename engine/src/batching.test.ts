import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  loadSupergraph,
  localTransport,
  type SubgraphResponse,
  type Supergraph,
  type Transport,
} from './index.js';
import { ask, exampleTransports } from './testing/engine.js';
import { exampleSupergraph } from './testing/example.js';

// Two places of one operation want reviews: they leave as one request, and its answer is divided again.
const query =
  '{ products(first: 2) { reviews { text } } depots { products { reviews { text __typename } } } }';
/** The same, asking the same of both. */
const alike = '{ products(first: 2) { reviews { text } } depots { products { reviews { text } } } }';

let reviews: Transport<unknown>;
let supergraph: Supergraph<unknown>;
let sent: { query: string; variables: unknown }[] = [];
beforeAll(async () => {
  const replaced: Transport<unknown> = {
    execute: (request, call) => {
      sent.push({ query: request.query, variables: request.variables });
      return reviews.execute(request, call);
    },
    close: async () => undefined,
  };
  supergraph = await loadSupergraph(exampleSupergraph(), {
    transports: exampleTransports({ reviews: replaced }),
  });
});
afterAll(() => supergraph.close());

async function answering(answer: unknown, asked = query) {
  sent = [];
  reviews = localTransport<unknown>(async () => answer as SubgraphResponse);
  return ask(supergraph, asked);
}
const entity = (text: string) => ({
  __typename: 'Product',
  reviews: [{ text, __typename: 'Review' }],
});
const parts = [
  { name: '_e0', path: ['products', '@'] },
  { name: '_e1', path: ['depots', '@', 'products', '@'] },
];

it('one request, its rows summed, its places named', async () => {
  const { data, errors, fetches } = await answering({
    data: { _e0: [entity('a'), entity('b')], _e1: [entity('c'), null] },
    extensions: { note: 1 },
  });
  expect(JSON.parse(JSON.stringify(data))).toEqual({
    products: [{ reviews: [{ text: 'a' }] }, { reviews: [{ text: 'b' }] }],
    depots: [{ products: [{ reviews: [{ text: 'c', __typename: 'Review' }] }, { reviews: null }] }],
  });
  expect(errors).toEqual([]);
  expect(sent).toEqual([
    {
      query: expect.stringContaining('_e1:_entities(representations:$representations_1)'),
      variables: {
        representations_0: [
          { __typename: 'Product', id: '1' },
          { __typename: 'Product', id: '2' },
        ],
        representations_1: [
          { __typename: 'Product', id: '1' },
          { __typename: 'Product', id: '404' },
        ],
      },
    },
  ]);
  const record = fetches.find(({ subgraph }) => subgraph === 'reviews');
  expect(record).toMatchObject({ path: ['products', '@'], parts, rows: 3, extensions: { note: 1 } });
});

it('errors of each place under its own name', async () => {
  const { errors } = await answering({
    data: { _e0: [entity('a'), null], _e1: [{ __typename: 'Product', reviews: 'secret' }, null] },
    errors: [
      { message: 'secret', path: ['_e0', 1, 'reviews', 0, 'secret name'] },
      { message: 'secret', path: ['_e1', 1] },
    ],
  });
  expect(errors.map(({ kind, path }) => ({ kind, path }))).toEqual([
    { kind: 'SUBGRAPH', path: ['products', 1, 'reviews', 0] },
    { kind: 'SUBGRAPH', path: ['depots', 0, 'products', 1] },
    { kind: 'VALUE', path: ['depots', 0, 'products', 0, 'reviews'] },
  ]);
});

it.each([
  ['a part is missing', { data: { _e0: [entity('a'), null] } }],
  ['a part has an entity too many', { data: { _e0: [null, null], _e1: [null, null, null] } }],
])('%s: nothing of the answer is used, and each place is told', async (_, answer) => {
  const { data, errors } = await answering(answer);
  expect(data).toMatchObject({ products: [{ reviews: null }, { reviews: null }] });
  expect(errors).toMatchObject([
    { kind: 'TRANSPORT', code: 'MALFORMED', path: ['products'] },
    { kind: 'TRANSPORT', code: 'MALFORMED', path: ['depots'] },
  ]);
});

describe('places that ask for the same', () => {
  const product = (id: string) => ({ __typename: 'Product', id });
  const answer = { _entities: [{ reviews: [{ text: 'a' }] }, { reviews: [{ text: 'b' }] }, null] };

  it('send their representations together, equal ones once, in the words of one of them', async () => {
    const { data, errors, fetches } = await answering({ data: answer }, alike);
    expect(sent).toEqual([
      {
        query: expect.not.stringContaining('_e0'),
        variables: { representations: [product('1'), product('2'), product('404')] },
      },
    ]);
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      products: [{ reviews: [{ text: 'a' }] }, { reviews: [{ text: 'b' }] }],
      depots: [{ products: [{ reviews: [{ text: 'a' }] }, { reviews: null }] }],
    });
    expect(errors).toEqual([]);
    expect(fetches.find(({ subgraph }) => subgraph === 'reviews')).toMatchObject({
      rows: 2,
      parts: parts.map(({ path }) => ({ name: '_entities', path })),
    });
  });

  it('have an error of an entity at each of its places', async () => {
    const { errors } = await answering(
      {
        data: answer,
        errors: [
          { message: 'secret', path: ['_entities', 0, 'reviews', 0, 'text'] },
          { message: 'secret', path: ['_entities', 2] },
          { message: 'secret', path: ['_entities', 7] },
        ],
      },
      alike,
    );
    expect(errors.map(({ path }) => path)).toEqual([
      ['products', 0, 'reviews', 0, 'text'],
      ['depots', 0, 'products', 0, 'reviews', 0, 'text'],
      ['depots', 0, 'products', 1],
      ['products'],
      ['depots'],
    ]);
  });

  it('share nothing with a place whose own conditions leave it out', async () => {
    const { data } = await answering(
      { data: { _entities: [{ reviews: [{ text: 'a' }] }, null] } },
      'query ($no: Boolean = false) { products(first: 2) @include(if: $no) { reviews { text } } ' +
        'depots { products { reviews { text } } } }',
    );
    expect(sent).toMatchObject([{ variables: { representations: [product('1'), product('404')] } }]);
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      depots: [{ products: [{ reviews: [{ text: 'a' }] }, { reviews: null }] }],
    });
  });
});
