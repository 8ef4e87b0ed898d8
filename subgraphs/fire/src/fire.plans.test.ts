import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc } from '@huitong/kit';
import { caller, explain, growTables, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;
const brigade = caller('FIRE', '140581');
const point = { lat: 35.8, lon: 112.9 };

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire, { sample: true });
  // So many that reading a whole table is never the cheapest way.
  const tables = ['fire_unit', 'water_source', 'fire_brigade', 'fire_event', 'building', 'fire_facility'];
  await growTables(subgraph.superuserUrl, tables, () => 5000);
}, 120_000);
afterAll(() => subgraph.close());

async function plansOf(
  question: string,
  variables: Record<string, unknown> = {},
): Promise<readonly string[]> {
  const { answer, plans } = await explain({
    ...{ database: subgraph.database, caller: brigade },
    ask: () => subgraph.ask(question, brigade, variables),
  });
  expect(answer.errors).toBeUndefined();
  return plans;
}

describe('at size, what is read for many parents', () => {
  const parents = (type: string, keys: object[]) => ({
    representations: keys.map((key) => ({ __typename: type, ...key })),
  });
  const entities = (type: string, fields: string) =>
    `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${fields} } } }`;

  it.each([
    ['Enterprise', 'fireUnits { nodes { id } }', [{ uscc: demoEnterpriseUscc('COAL', 1) }], 'fire_unit'],
    [
      'CoalMine',
      'waterSourcesNearby(usable: true) { nodes { id } }',
      [{ id: 'm', location: point }],
      'water_source',
    ],
    ['CoalMine', 'fireBrigadesNearby { nodes { id } }', [{ id: 'm', location: point }], 'fire_brigade'],
    ['AdminDivision', 'fireWaterCoverage { numerator }', [{ code: '140581107' }], 'water_source'],
    ['AdminDivision', 'fireAlarmStatistics { alarms }', [{ code: '140581107' }], 'fire_event'],
  ])('%s.%s is read by index', async (type, fields, keys, table) => {
    const plans = await plansOf(entities(type, fields), parents(type, keys));
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) {
      expect(plan).toMatch(new RegExp(`Index.* (on|using) ${table}`));
      expect(plan).not.toContain(`Seq Scan on ${table}`);
    }
  });

  it('are the events and parts of units, by index too', async () => {
    const plans = await plansOf(
      '{ fireUnits(division: "140581", first: 20) { nodes { events(last: "P30D") { nodes { id } } alarmStatistics { alarms } } } }',
    );
    expect(plans.length).toBe(3);
    for (const plan of plans) expect(plan).not.toContain('Seq Scan on fire_');
  });
});
