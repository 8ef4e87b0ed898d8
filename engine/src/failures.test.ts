import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  ExecutionAborted,
  httpTransport,
  loadSupergraph,
  localTransport,
  type SubgraphResponse,
  type Supergraph,
  type Transport,
} from './index.js';
import { ask, exampleTransports } from './testing/engine.js';
import { exampleSupergraph, subgraphSchema } from './testing/example.js';
import { serve } from './testing/subgraph-server.js';

const query = '{ products { id name available reviews { text } } }';
const names = { id: expect.anything(), name: expect.anything() };

/** One supergraph for all: its `stock` does whatever the test at hand says. */
let stock: Transport<unknown>;
let supergraph: Supergraph<unknown>;
beforeAll(async () => {
  const replaced: Transport<unknown> = {
    execute: (request, call) => stock.execute(request, call),
    close: async () => undefined,
  };
  supergraph = await loadSupergraph(exampleSupergraph(), {
    transports: exampleTransports({ stock: replaced }),
  });
});
afterAll(() => supergraph.close());

const answering = (answer: unknown) => localTransport<unknown>(async () => answer as SubgraphResponse);

describe('one subgraph fails, the others answer', () => {
  it('that is down', async () => {
    const server = await serve(() => undefined);
    await server.close();
    stock = httpTransport({ url: server.url });
    const { data, errors, fetches } = await ask(supergraph, query);
    expect(data?.['products']).toHaveLength(3);
    expect(data).toMatchObject({
      products: [{ ...names, available: null, reviews: [{ text: 'r1' }] }, {}, { ...names, available: null }],
    });
    expect(errors).toEqual([
      {
        kind: 'TRANSPORT',
        code: 'UNAVAILABLE',
        subgraph: 'stock',
        path: ['products'],
        message: 'Subgraph "stock" could not be reached.',
      },
    ]);
    expect(fetches.filter(({ failure }) => failure !== null)).toMatchObject([
      { subgraph: 'stock', path: ['products', '@'], failure: 'UNAVAILABLE', errors: [] },
    ]);
    await stock.close();
  });

  it('that is too slow, in process as over HTTP', async () => {
    const server = await serve(() => undefined);
    const silent = [
      httpTransport({ url: server.url, timeoutMs: 150 }),
      localTransport(() => new Promise<SubgraphResponse>(() => undefined), { timeoutMs: 150 }),
    ];
    for (stock of silent) {
      const { data, errors } = await ask(supergraph, query);
      expect(data).toMatchObject({ products: [{ ...names, available: null }, {}, {}] });
      expect(errors).toMatchObject([{ kind: 'TRANSPORT', code: 'TIMEOUT', subgraph: 'stock' }]);
      await stock.close();
    }
    await server.close();
  });

  it('that throws in process: its text stays inside', async () => {
    stock = localTransport(() => {
      throw new Error('secret: 10.0.0.7');
    });
    const { errors } = await ask(supergraph, query);
    expect(errors).toMatchObject([{ kind: 'TRANSPORT', code: 'UNAVAILABLE' }]);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it('whose root field it is: the error names that field', async () => {
    stock = answering(null);
    const { data, errors } = await ask(supergraph, '{ depots { id } products { id } }');
    expect(data).toMatchObject({ depots: null, products: [{ id: '1' }, { id: '2' }, { id: '3' }] });
    expect(errors).toMatchObject([{ kind: 'TRANSPORT', code: 'MALFORMED', path: ['depots'] }]);
  });
});

describe('well-formed answers that do not fit', () => {
  const entity = (available: unknown) => ({ __typename: 'Product', available });
  const table: readonly [string, unknown, unknown][] = [
    ['too few entities', { data: { _entities: [entity(1)] } }, { kind: 'TRANSPORT', code: 'MALFORMED' }],
    [
      'too many entities',
      { data: { _entities: [1, 2, 3, 4].map(entity) } },
      { kind: 'TRANSPORT', code: 'MALFORMED' },
    ],
    ['no entities', { data: {} }, { kind: 'TRANSPORT', code: 'MALFORMED' }],
    ['entities no list', { data: { _entities: 'x' } }, { kind: 'TRANSPORT', code: 'MALFORMED' }],
    [
      'an entity that is a text',
      { data: { _entities: [entity(1), 'secret', null] } },
      { kind: 'VALUE', path: ['products', 1] },
    ],
    [
      'an entity of another type',
      { data: { _entities: [entity(1), { __typename: 'Depot', available: 7 }, null] } },
      { kind: 'VALUE', path: ['products', 1] },
    ],
    [
      'a type name that is no text',
      { data: { _entities: [{ __typename: 7, available: 7 }, null, null] } },
      { kind: 'VALUE', path: ['products', 0] },
    ],
    [
      'a text for a number',
      { data: { _entities: [entity('secret'), null, null] } },
      { kind: 'VALUE', path: ['products', 0, 'available'] },
    ],
    [
      'an object for a number',
      { data: { _entities: [entity({ secret: 1 }), null, null] } },
      { kind: 'VALUE', path: ['products', 0, 'available'] },
    ],
    [
      'null data with an error',
      { data: null, errors: [{ message: 'secret', extensions: { code: 'NO_WAY' } }] },
      { kind: 'SUBGRAPH', code: 'NO_WAY' },
    ],
    [
      'null entities with an error',
      { data: { _entities: null }, errors: [{ message: 'secret', path: ['_entities'] }] },
      { kind: 'SUBGRAPH', path: ['products'] },
    ],
  ];
  it.each(table)('%s', async (_, answer, error) => {
    stock = answering(answer);
    const { data, errors } = await ask(supergraph, query);
    expect(data).toMatchObject({ products: [{ ...names, reviews: [{ text: 'r1' }] }, names, names] });
    expect(errors).toMatchObject([error]);
    // Only `raw` may hold what the subgraph wrote.
    expect(JSON.stringify([data, errors.map((each) => ({ ...each, raw: undefined }))])).not.toContain(
      'secret',
    );
  });

  it('cost the others nothing, whatever they are', async () => {
    const hostile = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom<unknown>(null, 1, -1, 1e99, '', 'secret', true, 'Product', 'Depot'),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.constantFrom(
            '_entities',
            '__typename',
            'id',
            'available',
            '__proto__',
            'constructor',
            'path',
            'x',
          ),
          tie('value'),
        ),
      ),
    })).value;
    const answers = fc.oneof(
      hostile,
      fc.record({ data: hostile, errors: fc.option(fc.array(hostile, { maxLength: 3 })) }),
      fc.record({ data: fc.record({ _entities: fc.array(hostile, { minLength: 3, maxLength: 3 }) }) }),
    );
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        stock = answering(answer);
        const { data, errors } = await ask(supergraph, query);
        const products = data?.['products'] as Record<string, unknown>[];
        expect(products.map(({ name }) => name)).toEqual(['Pump', 'Hose', 'Foam']);
        for (const product of products) {
          expect(Object.keys(product).sort()).toEqual(['available', 'id', 'name', 'reviews']);
          expect([null, 'number']).toContain(
            product['available'] === null ? null : typeof product['available'],
          );
        }
        expect(JSON.stringify([data, errors.map((each) => ({ ...each, raw: undefined }))])).not.toContain(
          'secret',
        );
      }),
      { numRuns: 300 },
    );
  });

  it('give nothing that was not asked for', async () => {
    stock = answering({ data: { depots: [{ id: 'd', extra: 'secret', products: [] }], more: 1 } });
    const { data, errors } = await ask(supergraph, '{ depots { id } }');
    expect(JSON.stringify({ data, errors })).toBe('{"data":{"depots":[{"id":"d"}]},"errors":[]}');
  });

  it('give null where a list should be, not the loss of the whole answer', async () => {
    stock = answering({ data: { depots: { id: 'secret' } } });
    const { data, errors } = await ask(supergraph, '{ depots { id } products { name } }');
    expect(data).toMatchObject({ depots: null, products: [{ name: 'Pump' }, {}, {}] });
    expect(errors).toMatchObject([{ kind: 'VALUE', subgraph: 'stock', path: ['depots'] }]);
  });

  it('lift a null to the next nullable place, and say so', async () => {
    stock = answering({ data: { depots: [{ id: null }, { id: 'd2' }] } });
    const { data, errors } = await ask(supergraph, '{ depots { id } products { name } }');
    expect(data).toMatchObject({ depots: null, products: [{ name: 'Pump' }, {}, {}] });
    expect(errors).toMatchObject([{ kind: 'VALUE', path: ['depots', 0, 'id'] }]);
  });

  it('leave the objects of a local subgraph as they were', async () => {
    const shared = Object.freeze({ __typename: 'Product', id: '1' });
    stock = localTransport<unknown>(async ({ query: text }) =>
      text.includes('depots') ? { data: { depots: [{ products: [shared] }] } } : { data: null },
    );
    const { data } = await ask(supergraph, '{ depots { products { id name } } }');
    expect(data).toMatchObject({ depots: [{ products: [{ id: '1', name: 'Pump' }] }] });
    expect(shared).toEqual({ __typename: 'Product', id: '1' });
  });
});

describe('the caller goes away', () => {
  it('the execution ends within 100 ms, even of a transport that does not listen, and later fetches are not sent', async () => {
    const controller = new AbortController();
    const sent: string[] = [];
    const asked = new Promise<void>((resolve) => {
      stock = {
        execute: ({ subgraph }) => {
          sent.push(subgraph);
          resolve();
          return new Promise(() => undefined);
        },
        close: async () => undefined,
      };
    });
    const result = ask(
      supergraph,
      'mutation { restock(id: "1") { id } rename(id: "1", name: "x") { name } }',
      {
        signal: controller.signal,
      },
    ).catch((error: unknown) => error);
    await asked;
    const start = performance.now();
    controller.abort(new Error('gone'));
    const error = await result;
    expect(performance.now() - start).toBeLessThan(100);
    expect(error).toBeInstanceOf(ExecutionAborted);
    expect((error as ExecutionAborted).fetches.every(({ failure }) => failure === 'ABORTED')).toBe(true);
    expect(sent).toEqual(['stock']);
  });

  it('a mutation is sent once, whatever becomes of it', async () => {
    const server = await serve((_, response) => void response.destroy());
    stock = httpTransport({ url: server.url });
    const { errors } = await ask(supergraph, 'mutation { restock(id: "1") { id } }');
    expect(errors).toMatchObject([{ code: 'UNAVAILABLE' }]);
    expect(server.seen.requests).toBe(1);
    await stock.close();
    await server.close();
  });
});

it('knows its own example: the subgraphs are real ones', () => {
  expect(subgraphSchema('stock').getQueryType()?.getFields()).toHaveProperty('_entities');
});
