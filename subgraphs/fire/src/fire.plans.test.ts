import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, demoUscc, runAs, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;
const brigade = caller('FIRE', '140581');
const point = { lat: 35.8, lon: 112.9 };
const rows = 5000;

/** So many rows that reading a whole table is not the cheapest way; spread over the townships of the province. */
const fill = (table: string, columns: string, values: string) => `
  insert into ${table} (id, owner_department, division_code, division_path, source, source_id, lat, lon, name, ${columns})
  select gen_random_uuid(), $1, code, (select path from admin_division where admin_division.code = given.code), 'plan', '${table}-' || n, 35 + (n % 997) / 500.0,
    111 + (n % 1009) / 400.0, '演示' || n || '号', ${values}
  from (select n, ($2::text[])[1 + n % cardinality($2::text[])] as code from generate_series(1, ${rows}) as n offset 0) as given`;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
  await withPlainClient(subgraph.superuserUrl, async (client) => {
    const owner = demoUscc('FIRE', '140581');
    // Rows are whole as they are given here: no trigger has to look at each of them.
    await client.query('set session_replication_role = replica');
    const { rows: towns } = await client.query<{ code: string }>(
      `select code from admin_division where level = 'TOWNSHIP' order by code`,
    );
    const values = [owner, towns.map(({ code }) => code)];
    const uscc = `'91140581' || lpad((n % 5000)::text, 10, '0')`;
    await client.query(fill('fire_unit', 'category, enterprise_uscc', `'MEDICAL', ${uscc}`), values);
    await client.query(fill('water_source', 'kind, usable', `'HYDRANT', n % 10 > 0`), values);
    await client.query(fill('fire_brigade', 'kind', `'MICRO_STATION'`), values);
    await client.query(
      `insert into fire_event (id, owner_department, division_code, division_path, source, source_id, fire_unit_id, kind, occurred_at,
         confirmed)
       select gen_random_uuid(), owner_department, division_code, division_path, 'plan', source_id, id, 'FIRE_ALARM',
         now() - random() * interval '900 days', 'FALSE' from fire_unit`,
    );
    // Vacuum too: entries that wait beside a GIN index make it look dear.
    await client.query('vacuum analyze');
  });
}, 240_000);
afterAll(() => subgraph.close());

/** The plans of the statements that a question sends, under the caller's row scope. */
async function plansOf(question: string, variables: Record<string, unknown> = {}): Promise<string[]> {
  const { database } = subgraph;
  const send = database.query.bind(database);
  const sent: [string, readonly unknown[]][] = [];
  const watched = database as { query: typeof database.query };
  watched.query = (text, values) => {
    sent.push([text, values]);
    return send(text, values);
  };
  try {
    const answer = await subgraph.ask(question, brigade, variables);
    expect(answer.errors).toBeUndefined();
  } finally {
    watched.query = send;
  }
  return runAs(brigade, () =>
    Promise.all(
      sent.map(async ([text, values]) => {
        const lines = await send<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
        return lines.map((line) => line['QUERY PLAN']).join('\n');
      }),
    ),
  );
}

const types: Readonly<Record<string, string>> = {
  fireUnits: 'fire_unit',
  waterSources: 'water_source',
  fireBrigades: 'fire_brigade',
};

describe.each(Object.entries(types))('at size, the list %s', (list, table) => {
  it.each([
    ['near a point', 'near: {point: {lat: 35.8, lon: 112.9}, withinKm: 3}', `${table}_ecef`],
    ['in a box', 'bbox: {minLat: 35.79, minLon: 112.89, maxLat: 35.81, maxLon: 112.91}', `${table}_viewport`],
    ['in a division', 'division: "140581107"', `${table}_division`],
    ['by name', 'where: {nameContains: "1437"}', `${table}_name_search`],
    ['in order', 'orderBy: {field: NAME}', `${table}_name`],
  ])('finds what is %s by index', async (_, args, index) => {
    const [plan] = await plansOf(`{ ${list}(${args}, first: 20) { nodes { id } } }`);
    expect(plan).toContain(index);
    expect(plan).not.toContain(`Seq Scan on ${table}`);
  });
});

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
