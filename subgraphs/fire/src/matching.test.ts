import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, demoUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
});
afterAll(() => subgraph.close());

const id = '20000000-0000-4000-8000-000000000001';
const brigade = caller('FIRE', '140581');
const uscc = demoEnterpriseUscc('COMMERCE', 1);

it('a fire unit without a code is on the queue until its brigade confirms an enterprise, and again after a reversal', async () => {
  await withPlainClient(subgraph.superuserUrl, (client) =>
    client.query(`insert into fire_unit (id, owner_department, division_code, source, source_id, name)
      values ('${id}', '${demoUscc('FIRE', '140581')}', '140581101', 'department', 'H1', '甲商场')`),
  );
  const queue = async () => {
    const { data } = await subgraph.ask(
      '{ fireUnits(where: {matched: false, own: true}) { nodes { id } } }',
      brigade,
    );
    return (data as { fireUnits: { nodes: unknown[] } }).fireUnits.nodes.length;
  };
  const decide = async (decision: string, who = brigade) => {
    const { data, errors } = await subgraph.ask(
      `mutation($i: DecideEnterpriseInput!) { decideFireUnitEnterprise(input: $i) { recorded fireUnit { enterprise { uscc } enterpriseMatches { decision } } } }`,
      who,
      { i: { id, uscc, decision } },
    );
    return errors?.[0]?.extensions?.['code'] ?? data?.['decideFireUnitEnterprise'];
  };
  expect(await queue()).toBe(1);
  expect(await decide('CONFIRMED', caller('EMERGENCY', '140581'))).toBe('NOT_OWN_ROW');
  expect(await decide('CONFIRMED')).toMatchObject({ recorded: true, fireUnit: { enterprise: { uscc } } });
  expect(await queue()).toBe(0);
  expect(await decide('REVERSED')).toEqual({
    recorded: true,
    fireUnit: { enterprise: null, enterpriseMatches: [{ decision: 'REVERSED' }, { decision: 'CONFIRMED' }] },
  });
  expect(await queue()).toBe(1);
});
