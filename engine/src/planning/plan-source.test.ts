import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { loadSupergraph, SupergraphError, type Supergraph } from '../index.js';
import { ask, exampleTransports } from '../testing/engine.js';
import { exampleSupergraph } from '../testing/example.js';

const source = new URL('../testing/delegating-plan-source.js', import.meta.url);

describe('a planner that is brought along', () => {
  let supergraph: Supergraph<unknown>;
  beforeAll(async () => {
    supergraph = await loadSupergraph(exampleSupergraph(), {
      transports: exampleTransports(),
      planning: { source, deadlineMs: 1500, coldDeadlineMs: 1500 },
    });
  });
  afterAll(() => supergraph.close());

  const query = '{ products(first: 1) { name available freight } depots { products { name } } }';

  it('makes the plans that are executed', async () => {
    const plan = await supergraph.plan({ document: parse(query), key: query });
    expect(plan.fetches.length).toBeGreaterThan(2);
    for (const { operation } of plan.fetches) expect(operation).toContain('query Delegated');
    const { data, errors } = await ask(supergraph, query);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      products: [{ name: 'Pump', available: 10, freight: 160 }],
      depots: [{ products: [{ name: 'Pump' }, { name: null }] }],
    });
  });

  it('is told to stop before its thread is ended, and that is a timeout', async () => {
    const endless = 'query Endless { products { id } }';
    const operation = { document: parse(endless), key: endless, operationName: 'Endless' };
    await expect(supergraph.plan(operation)).rejects.toMatchObject({ kind: 'TIMEOUT' });
    const next = '{ depots { id } }';
    const plan = await supergraph.plan({ document: parse(next), key: next });
    // The thread that was told goes on.
    expect(plan.fetches.map((fetch) => fetch.operation)).toEqual(['query Told {depots{id}}']);
  });

  it('may refuse a supergraph', async () => {
    const refused = loadSupergraph(exampleSupergraph({}, 'type Unplannable { id: ID }'), {
      transports: exampleTransports(),
      planning: { source },
    });
    await expect(refused).rejects.toThrow('The supergraph is refused: This planner knows no such type.');
    await expect(refused).rejects.toThrow(SupergraphError);
  });
});

it('refuses a planner that is not there, and any but Apollo’s for Apollo’s executor', async () => {
  const transports = exampleTransports();
  const absent = { transports, planning: { source: new URL('./absent.js', import.meta.url) } };
  await expect(loadSupergraph(exampleSupergraph(), absent)).rejects.toThrow(SupergraphError);
  const stock = { transports, engineKind: 'stock' as const, planning: { source } };
  await expect(loadSupergraph(exampleSupergraph(), stock)).rejects.toThrow('Apollo’s planner only');
});
