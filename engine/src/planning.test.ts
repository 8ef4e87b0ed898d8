import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parse } from 'graphql';
import { loadSupergraph, PlanningError, type PlanningFailure, type Supergraph } from './index.js';
import { ask, exampleTransports } from './testing/engine.js';
import { exampleSupergraph, hostileQuery } from './testing/example.js';

async function refusal(planned: Promise<unknown>): Promise<PlanningFailure> {
  const error = await planned.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PlanningError);
  return (error as PlanningError).kind;
}

const operation = (query: string, operationName?: string) => ({
  document: parse(query),
  key: `${query}#${operationName ?? ''}`,
  ...(operationName ? { operationName } : {}),
});
// Far beyond any deadline here: it doubles with each level, and level 7 takes over a second.
const hostile = hostileQuery(14);

describe('planning', () => {
  let supergraph: Supergraph<unknown>;
  beforeAll(async () => {
    supergraph = await loadSupergraph(exampleSupergraph(), {
      transports: exampleTransports(),
      planning: { deadlineMs: 1000, coldDeadlineMs: 2000, queue: 2 },
    });
  });
  afterAll(() => supergraph.close());

  it('refuses a hostile shape by the deadline while this thread goes on, and plans the next good one', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const bad = refusal(supergraph.plan(operation(hostile)));
    // Waits behind it, and gets its plan from the thread that replaces the ended one.
    const good = supergraph.plan(operation('{ products { name available } }'));
    expect(await bad).toBe('TIMEOUT');
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(500);
    expect((await good).subgraphs).toEqual(['catalogue', 'stock']);
  });

  it('remembers the refused shape and refuses it at once', async () => {
    const start = performance.now();
    expect(await refusal(supergraph.plan(operation(hostile)))).toBe('TIMEOUT');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('plans the same key once for all who ask at a time, and keeps the plan', async () => {
    const query = '{ depots { products { name reviews { text } } } }';
    const plans = await Promise.all([1, 2, 3].map(() => supergraph.plan(operation(query))));
    expect(new Set(plans).size).toBe(1);
    expect(await supergraph.plan(operation(query))).toBe(plans[0]);
  });

  it('tells two operations of one document apart', async () => {
    const query = 'query A { products { id } } query B { depots { id } }';
    const [a, b] = await Promise.all(['A', 'B'].map((name) => supergraph.plan(operation(query, name))));
    expect([a?.subgraphs, b?.subgraphs]).toEqual([['catalogue'], ['stock']]);
    expect(a?.id).not.toBe(b?.id);
    expect(a?.fetches).toMatchObject([{ subgraph: 'catalogue', path: [], entities: false }]);
  });

  it('bounds the queue', async () => {
    const busy = Array.from({ length: 4 }, (_, index) => `{ products { name a${index}: freight } }`);
    const results = await Promise.allSettled(busy.map((query) => supergraph.plan(operation(query))));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(results[3]).toMatchObject({ reason: { kind: 'QUEUE_FULL' } });
    // It was not judged, so it is not remembered.
    await expect(supergraph.plan(operation(busy[3]!))).resolves.toMatchObject({
      subgraphs: ['catalogue', 'stock'],
    });
  });

  it('leaves the queue when its caller goes away', async () => {
    const plan = (query: string, signal?: AbortSignal) =>
      supergraph.plan(operation(query), signal ? { signal } : {});
    const controller = new AbortController();
    const first = plan('{ products { n: name f: freight } }');
    const second = plan('{ depots { gone: id } }', controller.signal);
    const third = plan('{ depots { third: id } }');
    controller.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    // The queue holds two, so there is room only because the second has left.
    const fourth = plan('{ depots { fourth: id } }');
    const plans = await Promise.all([first, third, fourth]);
    expect(plans.map(({ subgraphs }) => subgraphs.length)).toEqual([2, 1, 1]);
    await expect(plan('{ depots { gone: id } }')).resolves.toMatchObject({ subgraphs: ['stock'] });
  });

  it('refuses what the planner cannot plan, with fixed words', async () => {
    const planned = supergraph.plan(operation('{ unknownField }'));
    await expect(planned).rejects.toMatchObject({
      kind: 'FAILED',
      message: 'The operation cannot be planned.',
    });
    expect(await refusal(supergraph.plan(operation('{ products { id } }', 'Nobody')))).toBe('FAILED');
  });
});

it('keeps only as many plans as allowed', async () => {
  const supergraph = await loadSupergraph(exampleSupergraph(), {
    transports: exampleTransports(),
    planning: { maxCachedPlans: 1 },
  });
  const [a, b] = ['{ products { id } }', '{ depots { id } }'].map((query) => operation(query));
  const first = await supergraph.plan(a!);
  await supergraph.plan(b!);
  expect(await supergraph.plan(a!)).not.toBe(first);
  // Evicted is not invalid: whoever holds it may still execute it.
  const run = { variables: {}, context: null, signal: new AbortController().signal };
  expect((await supergraph.execute(first, run)).errors).toEqual([]);
  expect((await ask(supergraph, '{ depots { id } }')).data).toEqual({ depots: [{ id: 'd1' }] });
  await supergraph.close();
});

it('does not blame an operation for the time this thread itself was busy', async () => {
  const supergraph = await loadSupergraph(exampleSupergraph(), {
    transports: exampleTransports(),
    planning: { deadlineMs: 1000, coldDeadlineMs: 1000 },
  });
  // In an immediate, so that the event loop comes to its timers before it comes to the thread's messages.
  await new Promise((resolve) => setImmediate(resolve));
  const planned = supergraph.plan(operation('{ products { id } }'));
  const until = performance.now() + 2000;
  while (performance.now() < until);
  expect((await planned).subgraphs).toEqual(['catalogue']);
  await supergraph.close();
});
