import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, demoUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { hazmat } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat, { sample: true });
});
afterAll(() => subgraph.close());

const bureau = caller('EMERGENCY', '140581');
const uscc = demoEnterpriseUscc('CHEMICAL', 1);

it('a major hazard without a code is on the queue until its bureau confirms an enterprise, and again after a reversal', async () => {
  // All of the demonstration have their code; one loses it, as if its department's file had never had one.
  const id = await withPlainClient(subgraph.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `update major_hazard set enterprise_uscc = null
       where id = (select id from major_hazard where owner_department = $1 order by id limit 1) returning id`,
      [demoUscc('EMERGENCY', '140581')],
    );
    return (rows[0] as { id: string }).id;
  });
  const queue = async () => {
    const { data } = await subgraph.ask(
      '{ majorHazards(where: {matched: false, own: true}) { nodes { id } } }',
      bureau,
    );
    return (data as { majorHazards: { nodes: unknown[] } }).majorHazards.nodes.length;
  };
  const decide = async (decision: string, who = bureau) => {
    const { data, errors } = await subgraph.ask(
      `mutation($i: DecideEnterpriseInput!) { decideMajorHazardEnterprise(input: $i) { recorded majorHazard { enterprise { uscc } enterpriseMatches { decision } } } }`,
      who,
      { i: { id, uscc, decision } },
    );
    return errors?.[0]?.extensions?.['code'] ?? data?.['decideMajorHazardEnterprise'];
  };
  expect(await queue()).toBe(1);
  expect(await decide('CONFIRMED', caller('FIRE', '140581'))).toBe('NOT_OWN_ROW');
  expect(await decide('CONFIRMED')).toMatchObject({ recorded: true, majorHazard: { enterprise: { uscc } } });
  expect(await queue()).toBe(0);
  expect(await decide('REVERSED')).toEqual({
    recorded: true,
    majorHazard: {
      enterprise: null,
      enterpriseMatches: [{ decision: 'REVERSED' }, { decision: 'CONFIRMED' }],
    },
  });
  expect(await queue()).toBe(1);
});
