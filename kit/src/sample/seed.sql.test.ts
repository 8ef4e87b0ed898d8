import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestSubgraph, type TestSubgraph, testSize } from '../testing/index.js';
import { testSubgraph } from '../testing/testSubgraph.js';
import { seedSample } from './seed.js';
import { sampleSize } from './size.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(testSubgraph, { sample: true });
});
afterAll(() => subgraph.close());

it('demo rows that are there are not added again, and those of another size never', async () => {
  const { sample } = testSubgraph;
  expect(await seedSample(subgraph.database, sample, testSize)).toBe(0);
  await expect(seedSample(subgraph.database, sample, sampleSize(10))).rejects.toMatchObject({
    code: 'SETTING_INVALID',
    message: expect.stringContaining('factor 0.1, not of factor 10'),
  });
});
