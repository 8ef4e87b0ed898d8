import { beforeAll, describe, expect, it } from '@jest/globals';
import { differentialConfiguration } from './configuration.js';
import { runDifferential, type DifferentialResult } from './run.js';

/** The usual run; `npm run differential` goes on from seed to seed. A failure prints its seed and path. */
const configuration = differentialConfiguration({ runs: 8, seed: 20_261_122 });

/** Several times what an idle machine takes, in milliseconds. */
const generous = 60_000 + configuration.runs * 15_000;

describe('a federated graph', () => {
  let result: DifferentialResult;
  beforeAll(
    async () => {
      // The number of graphs is what counts: a busy machine takes longer.
      result = await runDifferential({
        ...configuration,
        operationsPerGraph: 60,
        seconds: configuration.seconds ?? generous / 1000,
      });
      process.stdout.write(`differential: ${JSON.stringify(result.seen)}\n`);
    },
    60_000 + 2 * generous,
  );

  it('answers as the same graph in one piece does', () => {
    expect(result.failure).toBeUndefined();
    if (configuration.seconds === undefined && configuration.path === undefined)
      expect(result.seen.graphs).toBe(configuration.runs);
  });

  it('is seldom refused by composition, and seldom meets an operation with conflicts or without a plan', () => {
    const { refused, graphs, unplannable, operations, conflicting } = result.seen;
    expect(refused).toBeLessThanOrEqual(graphs / 5);
    expect(unplannable).toBeLessThanOrEqual(operations / 50);
    expect(conflicting).toBeLessThanOrEqual(operations / 20);
  });

  it('is answered by Apollo’s executor the same nearly always', () => {
    const { stock, stockDiffers } = result.seen;
    expect(stockDiffers).toBeLessThanOrEqual(Math.max(2, stock / 10));
  });
});
