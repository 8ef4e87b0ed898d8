import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { getEventListeners } from 'node:events';
import {
  loadSupergraph,
  localTransport,
  SupergraphError,
  type SubgraphResponse,
  type Transport,
} from './index.js';
import { ask, exampleTransports } from './testing/engine.js';
import { exampleSupergraph, subgraphSchema } from './testing/example.js';
import { runSubgraph } from './testing/subgraph-server.js';

/** Threads of this process, idle ones too; those of the test runner are the same before and after. */
const workers = () => (process.report.getReport() as unknown as { workers: unknown[] }).workers.length;

describe('a bad supergraph is refused and leaves nothing behind', () => {
  const good = exampleSupergraph();
  const table: readonly [string, string, RegExp][] = [
    ['empty text', '', /refused/],
    ['not GraphQL', 'type {', /Syntax Error/],
    ['a plain schema', 'type Query { a: Int }', /must be a core schema/],
    ['half of a supergraph', good.slice(0, good.length / 2), /Syntax Error/],
    ['a type that is missing', good.replaceAll('[Thing]', '[Missing]'), /Missing/],
    [
      'a security feature nobody enforces',
      good.replace(
        /^schema/m,
        'directive @sealed on FIELD_DEFINITION\nschema @link(url: "https://specs.example.org/sealed/v0.1", for: SECURITY)',
      ),
      /sealed.* unsupported/,
    ],
  ];
  it.each(table)('%s', async (_, sdl, reason) => {
    const before = workers();
    const loading = loadSupergraph(sdl, { transports: exampleTransports() });
    await expect(loading).rejects.toThrow(SupergraphError);
    await expect(loading).rejects.toThrow(reason);
    expect(workers()).toBe(before);
  });

  it('a security feature its caller enforces is accepted', async () => {
    const supergraph = await loadSupergraph(table[5]![1], {
      transports: exampleTransports(),
      enforcedFeatures: ['https://specs.example.org/sealed/v0.1'],
    });
    await supergraph.close();
  });

  it('a subgraph without transport is named, and transports made for it are closed', async () => {
    const closed: string[] = [];
    const transports = ({ name }: { name: string }): Transport<unknown> => {
      if (name === 'stock') throw new TypeError('no address for stock');
      return { execute: () => Promise.reject(new Error()), close: async () => void closed.push(name) };
    };
    await expect(loadSupergraph(good, { transports })).rejects.toThrow('no address for stock');
    expect(closed).toEqual(['catalogue', 'reviews']);
    await expect(loadSupergraph(good, { transports: new Map() })).rejects.toThrow(
      /"catalogue" has no transport/,
    );
  });
});

it('shows the version, the subgraphs, the API schema and composed directives', async () => {
  const sdl = exampleSupergraph({ stock: 'http://127.0.0.1:4001/graphql' });
  const supergraph = await loadSupergraph(sdl, { transports: exampleTransports() });
  expect(supergraph.version).toMatch(/^[0-9a-f]{12}$/);
  expect(supergraph.subgraphs).toContainEqual({ name: 'stock', url: 'http://127.0.0.1:4001/graphql' });
  expect(supergraph.apiSchema.getType('join__Graph')).toBeUndefined();
  const product = supergraph.schema.getType('Product');
  expect(product?.astNode?.directives?.map(({ name }) => name.value)).toContain('join__type');
  await supergraph.close();
});

describe('swapping', () => {
  // Loading the next version takes as long as the machine lets it.
  const patient = { timeoutMs: 50_000 };
  it('ends in-flight requests on the old version, new ones run on the new, plans do not mix', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const stockSchema = subgraphSchema('stock');
    const slow = localTransport<unknown>(async (request): Promise<SubgraphResponse> => {
      await held;
      return runSubgraph(stockSchema, request);
    }, patient);
    const old = await loadSupergraph(exampleSupergraph(), { transports: exampleTransports({ stock: slow }) });
    const release = old.lease();
    const inFlight = ask(old, '{ depots { id } }');
    const next = await loadSupergraph(exampleSupergraph({}, ' extend type Query { added: Int }'), {
      transports: exampleTransports(),
    });
    expect(next.version).not.toBe(old.version);
    let closed = false;
    const closing = old.close().then(() => (closed = true));

    expect((await ask(next, '{ added depots { id } }')).data).toEqual({
      added: null,
      depots: [{ id: 'd1' }],
    });
    // A request that leased the old one before may still plan on it.
    const plan = await old.plan({ document: parse('{ products { id } }'), key: 'p' });
    const run = { variables: {}, context: null, signal: new AbortController().signal };
    await expect(next.execute(plan, run)).rejects.toThrow('another supergraph');
    expect((await old.execute(plan, run)).errors).toEqual([]);

    answer();
    expect((await inFlight).data).toEqual({ depots: [{ id: 'd1' }] });
    expect(closed).toBe(false);
    release();
    await closing;
    expect(() => old.lease()).toThrow('closed');
    await expect(old.execute(plan, run)).rejects.toThrow('closed');
    await next.close();
  });

  it('closes what it made, once, and leaves a shared map of transports open', async () => {
    const closed: string[] = [];
    const counted = (name: string): Transport<unknown> => ({
      execute: async () => ({ data: null }),
      close: async () => void closed.push(name),
    });
    const names = ['catalogue', 'stock', 'reviews'];
    const shared = await loadSupergraph(exampleSupergraph(), {
      transports: new Map(names.map((name) => [name, counted(name)])),
    });
    await shared.close();
    expect(closed).toEqual([]);
    const own = await loadSupergraph(exampleSupergraph(), { transports: ({ name }) => counted(name) });
    await Promise.all([own.close(), own.close()]);
    expect(closed.sort()).toEqual([...names].sort());
  });
});

it('leaves no listener on a signal that outlives the request', async () => {
  const supergraph = await loadSupergraph(exampleSupergraph(), { transports: exampleTransports() });
  const { signal } = new AbortController();
  await ask(supergraph, '{ products { name available freight reviews { text } } depots { id } }', { signal });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  await supergraph.close();
});
