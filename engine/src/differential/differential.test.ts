import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differentialConfiguration } from './configuration.js';
import { PlanningError } from '../index.js';
import { planningUnderTest } from '../testing/configuration.js';
import { describeGraph, openGraph, type Comparison, type Graph } from './harness.js';
import type { Operation } from './operation.js';
import { tapes } from './tape.js';
import { worldSpecs, type WorldSpec } from './world.js';

/**
 * Random graphs, split at random into subgraphs, against the same graphs in one piece: `oracle.ts` says what must be
 * equal. A failure prints fast-check's seed and path, the subgraphs and the operation.
 */
const { runs, seconds, seed, path } = differentialConfiguration({ runs: 8, seed: 20_261_122 });

/** Several times what an idle machine takes, in milliseconds. */
const generous = 60_000 + runs * 15_000;

const seen = {
  graphs: 0,
  refused: 0,
  operations: 0,
  conflicting: 0,
  unplannable: 0,
  stock: 0,
  stockDiffers: 0,
};

async function checkOperations(graph: Graph, spec: WorldSpec, operations: readonly (readonly number[])[]) {
  for (const choices of operations) {
    const operation = graph.operation(choices);
    if (operation === undefined) {
      seen.conflicting += 1;
      continue;
    }
    seen.operations += 1;
    const comparison = await compared(graph, operation);
    if (comparison === undefined) {
      seen.unplannable += 1;
      continue;
    }
    const { data, errors, stockAgrees } = comparison;
    if (stockAgrees !== undefined) seen.stock += 1;
    if (stockAgrees === false) seen.stockDiffers += 1;
    const wrong = data ?? errors;
    if (wrong === undefined) continue;
    throw new Error(
      [wrong, operation.source, JSON.stringify(operation.variables), describeGraph(spec)].join('\n\n'),
    );
  }
}

/** Nothing if Apollo's planner finds no plan: it does not for some fragments on what an interface object may be. */
async function compared(graph: Graph, operation: Operation): Promise<Comparison | undefined> {
  try {
    return await graph.compare(operation);
  } catch (error) {
    if (error instanceof PlanningError && error.kind === 'FAILED') return undefined;
    throw error;
  }
}

describe('a federated graph', () => {
  it(
    'answers as the same graph in one piece does',
    async () => {
      const operations = fc.array(tapes(300), { minLength: 1, maxLength: 60, size: 'max' });
      // Without the bias of first runs to small cases: few are run by default, and shrinking makes them small.
      // In process most are quickest to find a fault in; the others take the longer ways.
      const ways = fc.constantFrom('local', 'local', 'local', 'http', 'stock');
      const property = fc.asyncProperty(
        fc.noBias(worldSpecs),
        fc.noBias(operations),
        ways,
        async (spec, choices, way) => {
          seen.graphs += 1;
          const graph = await openGraph(spec, {
            http: way === 'http',
            stock: way === 'stock',
            ...planningUnderTest(),
          });
          if ('refusal' in graph) {
            seen.refused += 1;
            return;
          }
          try {
            await checkOperations(graph, spec, choices);
          } finally {
            await graph.close();
          }
        },
      );
      await fc.assert(property, {
        numRuns: runs,
        // The number of graphs is what counts: a busy machine takes longer. Only what goes on shrinking is stopped, and
        // a run that was given a time; a seed and a path find the rest again.
        interruptAfterTimeLimit: seconds === undefined ? generous : seconds * 1000,
        markInterruptAsFailure: seconds === undefined,
        seed,
        ...(path === undefined ? {} : { path, endOnFailure: true }),
      });
      process.stdout.write(`differential: ${JSON.stringify(seen)}\n`);
    },
    60_000 + (seconds === undefined ? generous : seconds * 2000),
  );

  it('is seldom refused by composition, and seldom meets an operation with conflicts', () => {
    expect(seen.refused).toBeLessThanOrEqual(seen.graphs / 5);
    expect(seen.unplannable).toBeLessThanOrEqual(seen.operations / 50);
    expect(seen.conflicting).toBeLessThanOrEqual(seen.operations / 20);
  });

  it('is answered by Apollo’s executor the same nearly always', () => {
    expect(seen.stockDiffers).toBeLessThanOrEqual(Math.max(2, seen.stock / 10));
  });
});
