import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import { mines } from '@huitong/mines';
import { sharing } from '@huitong/sharing';
import type { SubgraphDefinition } from '@huitong/kit';
import { openTestSubgraph, rowSecurityProblems, type TestSubgraph } from '@huitong/kit/testing';

/** The permanent catalogue test: no table, view, function, role or grant of any subgraph steps around row security. */
describe.each([commons, mines, hazmat, fire, emergency, sharing] as readonly SubgraphDefinition[])(
  'row-level security of $name',
  (definition) => {
    let subgraph: TestSubgraph;
    beforeAll(async () => {
      subgraph = await openTestSubgraph(definition);
    });
    afterAll(() => subgraph.close());

    it('has no gap', async () => {
      expect(await rowSecurityProblems(subgraph.superuserUrl, subgraph.appRole)).toEqual([]);
    });
  },
);
