import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';
import { decodeStatus } from './rules/statusWord.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire, { sample: true });
});
afterAll(() => subgraph.close());

const planner = caller('FIRE', '140500', { purpose: 'PRE_PLANNING' });

async function ask<Shape>(text: string, variables: Record<string, unknown> = {}, as = planner) {
  const answer = await subgraph.ask(text, as, variables);
  expect(answer.errors).toBeUndefined();
  const { statements } = answer.extensions?.['counts'] as { statements: number };
  return { data: answer.data as unknown as Shape, statements };
}

async function sql<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return withPlainClient(subgraph.superuserUrl, async (client) => {
    const { rows } = await client.query(text, [...values]);
    return rows as Row[];
  });
}

const prePlan = `name parentEnterprise { uscc } buildings { heightMetres use hasDormitory isHighRise }
  lifeChannels { kind status } facilities { system status } acceptance { status }
  events(last: "P30D") { nodes { kind confirmed } } alarmStatistics { alarms falseAlarmRate { rate } }
  nearestWater { flowLitresPerSecond usable } hiddenDangers { nodes { state } } iotDevices { nodes { name } }`;

describe('the pre-plan of a building (scenario 8)', () => {
  it('comes from one query, with every part filled for some unit', async () => {
    const { data } = await ask<{ fireUnits: { nodes: Record<string, unknown>[] } }>(
      `{ fireUnits(first: 300, where: {categoryIn: [INDUSTRIAL_OFFICE, INDUSTRIAL_DORMITORY, INDUSTRIAL_CANTEEN]}) {
           nodes { ${prePlan} } } }`,
    );
    const { nodes } = data.fireUnits;
    expect(nodes.length).toBeGreaterThan(10);
    const filled = (field: string) =>
      nodes.some((node) => {
        const value = node[field] as { nodes?: unknown[] } | unknown[] | null;
        return Array.isArray(value)
          ? value.length > 0
          : Array.isArray(value?.nodes)
            ? value.nodes.length > 0
            : value;
      });
    const fields = ['parentEnterprise', 'buildings', 'lifeChannels', 'facilities', 'acceptance', 'events'];
    for (const field of [...fields, 'alarmStatistics', 'nearestWater', 'hiddenDangers', 'iotDevices']) {
      expect([field, Boolean(filled(field))]).toEqual([field, true]);
    }
    for (const node of nodes) {
      const water = node['nearestWater'] as { usable: boolean } | null;
      expect(water?.usable ?? true).toBe(true);
    }
  });

  it('takes as many statements for 40 units as for 2', async () => {
    const statements = async (first: number) =>
      (await ask(`{ fireUnits(first: ${first}) { nodes { ${prePlan} isHighRise hasDormitory } } }`))
        .statements;
    expect(await statements(40)).toBe(await statements(2));
  });

  it('refuses a time that is none, by place', async () => {
    const answer = await subgraph.ask(
      '{ fireUnits(first: 1) { nodes { events(last: "P1M") { nodes { id } } } } }',
      planner,
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at: 'last' });
  });

  it('shows an inspector the fire protection of an enterprise (scenario 5), in as many statements for 50 as for 2', async () => {
    const query = `query($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Enterprise { fireUnits(first: 20) { nodes { facilities { system status } } } } } }`;
    const inspector = caller('SAFETY_COMMITTEE', '140581', { purpose: 'JOINT_INSPECTION' });
    const representations = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        __typename: 'Enterprise',
        uscc: demoEnterpriseUscc('COAL', index),
      }));
    const two = await ask(query, { representations: representations(2) }, inspector);
    const fifty = await ask<{ _entities: { fireUnits: { nodes: { facilities: unknown[] }[] } }[] }>(
      query,
      { representations: representations(50) },
      inspector,
    );
    expect(fifty.statements).toBe(two.statements);
    const units = fifty.data._entities.flatMap((one) => one.fireUnits.nodes);
    expect(units.some((unit) => unit.facilities.length > 0)).toBe(true);
  });
});

describe('figures of a division', () => {
  const ofDivisions = async <Shape>(codes: readonly string[], fields: string, as = planner) =>
    ask<{ _entities: Shape[] }>(
      `query($representations: [_Any!]!) { _entities(representations: $representations) {
         ... on AdminDivision { code ${fields} } } }`,
      { representations: codes.map((code) => ({ __typename: 'AdminDivision', code })) },
      as,
    );
  interface Coverage {
    readonly code: string;
    readonly fireWaterCoverage: {
      readonly numerator: number;
      readonly denominator: number;
      readonly undetermined: number;
      readonly rate: number | null;
      readonly definition: string;
    };
  }
  const codes = ['140500', '140581', '140521', '141122103', '140100'];

  it('count the units that have usable water nearby, as counted one by one, in one statement', async () => {
    const fields =
      'fireWaterCoverage(withinMetres: 700) { numerator denominator undetermined rate definition }';
    await sql(
      `update fire_unit set lat = null, lon = null where source_id in ('fire-unit-1', 'fire-unit-3')`,
    );
    const { data, statements } = await ofDivisions<Coverage>(codes, fields);
    expect(statements).toBe(1);
    const [city] = data._entities;
    expect(city?.fireWaterCoverage.numerator).toBeGreaterThan(0);
    expect(city?.fireWaterCoverage.undetermined).toBe(2);
    for (const { code, fireWaterCoverage } of data._entities) {
      const [counted] = await sql<{ total: number; covered: number }>(
        `select count(*)::int as total, count(*) filter (where exists (select from water_source w
           where w.usable and kit_arc_metres(w.ecef, u.ecef) <= 700))::int as covered
         from fire_unit u where u.ecef is not null and u.division_path @> array[$1]`,
        [code],
      );
      expect([code, fireWaterCoverage]).toMatchObject([
        code,
        { numerator: counted?.covered, denominator: counted?.total },
      ]);
    }
    // Nothing to count is no rate at all.
    expect(data._entities.at(-1)?.fireWaterCoverage).toMatchObject({ denominator: 0, rate: null });
    expect(city?.fireWaterCoverage.definition).toContain('700');
  });

  it('grow with the radius, and refuse one out of bounds', async () => {
    const at = async (metres: number) =>
      (
        await ofDivisions<Coverage>(
          ['140500'],
          `fireWaterCoverage(withinMetres: ${metres}) { numerator denominator undetermined rate definition }`,
        )
      ).data._entities[0]?.fireWaterCoverage.numerator ?? 0;
    const counts = [await at(50), await at(500), await at(5000)];
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2] as number);
    const answer = await subgraph.ask(
      `{ _entities(representations: [{__typename: "AdminDivision", code: "140500"}]) {
           ... on AdminDivision { fireWaterCoverage(withinMetres: 5001) { numerator } } } }`,
      planner,
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at: 'withinMetres' });
  });

  it('count alarms by what they were confirmed as, for those who see all of them', async () => {
    interface Alarms {
      readonly code: string;
      readonly fireAlarmStatistics: Record<string, number> | null;
    }
    const fields = `fireAlarmStatistics(last: "P30D") { alarms trueFires falseAlarms tests drills unconfirmed }`;
    const { data, statements } = await ofDivisions<Alarms>(['140500', '140581', '140100'], fields);
    expect(statements).toBe(1);
    const [city, county, elsewhere] = data._entities.map((one) => one.fireAlarmStatistics);
    const [counted] = await sql<{ alarms: number; false: number }>(
      `select count(*)::int as alarms, count(*) filter (where confirmed = 'FALSE')::int as false from fire_event
       where kind = 'FIRE_ALARM' and occurred_at > now() - interval '30 days' and division_path @> array['140500']`,
    );
    expect(city).toMatchObject({ alarms: counted?.alarms, falseAlarms: counted?.false });
    const { alarms, ...parts } = city as Record<string, number>;
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(alarms);
    expect(county?.['alarms']).toBeLessThan(alarms as number);
    expect(elsewhere).toBeNull();
    const foreign = await ofDivisions<Alarms>(['140500'], fields, caller('EMERGENCY', '140500'));
    expect(foreign.data._entities[0]?.fireAlarmStatistics).toBeNull();
  });
});

describe('the demo data', () => {
  it('reach 水峪贯镇 in 交城 and its villages', async () => {
    const { data } = await ask<
      Record<string, { totalCount: number; nodes: { division: { code: string } }[] }>
    >(
      ['fireUnits', 'waterSources', 'fireBrigades']
        .map(
          (list) => `${list}(division: "141122103", first: 100) { totalCount nodes { division { code } } }`,
        )
        .join(' ')
        .replace(/^/, '{ ') + ' }',
    );
    for (const { totalCount } of Object.values(data)) expect(totalCount).toBeGreaterThan(0);
    const codes = data['waterSources']?.nodes.map((node) => node.division.code) ?? [];
    expect(codes.some((code) => code.length === 12)).toBe(true);
  });

  it('hold only events that their words and devices bear out, open ones and every confirmation among them', async () => {
    const rows = await sql<{ level: 'SYSTEM' | 'COMPONENT'; kind: string; bits: number }>(
      `select device.level, event.kind, report.status_bits as bits from fire_event as event
       join fire_iot_device as device on device.id = event.fire_iot_device_id
       join fire_status_report as report on report.fire_iot_device_id = device.id and report.at = event.occurred_at
       where event.kind <> 'INSPECT'`,
    );
    expect(rows.length).toBeGreaterThan(50);
    for (const { level, kind, bits } of rows) expect(decodeStatus(level, bits).kinds).toContain(kind);
    const confirmed = await sql<{ confirmed: string | null }>('select distinct confirmed from fire_event');
    expect(
      confirmed.map((row) => row.confirmed).sort((one, other) => String(one).localeCompare(String(other))),
    ).toEqual(
      ['DRILL', 'FALSE', 'TEST', 'TRUE_FIRE', 'UNCONFIRMED', null].sort((one, other) =>
        String(one).localeCompare(String(other)),
      ),
    );
    const states = await sql<{ state: string }>('select distinct state from fire_hidden_danger');
    expect(states.length).toBeGreaterThan(7);
  });

  it('agree with every filter on parts of a unit', async () => {
    interface Unit {
      readonly id: string;
      readonly isHighRise: boolean | null;
      readonly hasDormitory: boolean | null;
      readonly buildingHeightMetres: number | null;
      readonly facilities: readonly { readonly status: string | null }[];
      readonly lifeChannels: readonly { readonly status: string | null }[];
    }
    const units = async (where: string) =>
      (
        await ask<{ fireUnits: { nodes: Unit[] } }>(
          `{ fireUnits(first: 500, where: ${where}) { nodes { id isHighRise hasDormitory buildingHeightMetres
               facilities { status } lifeChannels { status } } } }`,
        )
      ).data.fireUnits.nodes;
    const every = await units('{}');
    const checks: [string, (unit: Unit) => boolean][] = [
      ['{hasDormitory: true}', (unit) => unit.hasDormitory === true],
      ['{hasDormitory: false}', (unit) => unit.hasDormitory === false],
      ['{isHighRise: false}', (unit) => unit.isHighRise === false],
      ['{buildingHeightMetresGte: 40}', (unit) => (unit.buildingHeightMetres ?? 0) >= 40],
      [
        '{facilityStatusIn: [FAULTY, MISSING]}',
        (unit) => unit.facilities.some(({ status }) => ['FAULTY', 'MISSING'].includes(status ?? '')),
      ],
      [
        '{lifeChannelStatusIn: [LOCKED]}',
        (unit) => unit.lifeChannels.some(({ status }) => status === 'LOCKED'),
      ],
    ];
    for (const [where, keep] of checks) {
      const expected = every.filter(keep).map((unit) => unit.id);
      expect([where, expected.length > 0]).toEqual([where, true]);
      expect([where, (await units(where)).map((unit) => unit.id)]).toEqual([where, expected]);
    }
  });
});
