import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, migrate, today, withPlainClient } from '@huitong/kit';
import { caller, openTestDatabase, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { migrations } from '../migrations/index.js';
import { fire } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
});
afterAll(() => subgraph.close());

const brigade = caller('FIRE', '140581');
const other = caller('FIRE', '140521');

/** Writes by a mutation; `fields` of its row. */
async function write(type: string, input: Record<string, unknown>, fields = 'id', as = brigade) {
  const field = type.charAt(0).toLowerCase() + type.slice(1);
  const answer = await subgraph.ask(
    `mutation($input: Upsert${type}Input!) { upsert${type}(input: $input) { outcome row: ${field} { ${fields} } } }`,
    as,
    { input },
  );
  const [error] = answer.errors ?? [];
  const value = Object.values(answer.data ?? {})[0] as {
    outcome: string;
    row: Record<string, unknown> & { id: string };
  } | null;
  return { ...value, code: error?.extensions?.['code'], at: error?.extensions?.['at'] };
}

const unitInput = { sourceId: 'u-1', name: '演示煤业办公楼', divisionCode: '140581107' };
const unitId = async () => (await write('FireUnit', unitInput)).row?.id as string;

describe('writing a fire unit', () => {
  it('inserts it, changes nothing when repeated, updates what differs and keeps what is not given', async () => {
    const input = {
      ...unitInput,
      sourceId: 'u-small',
      kind: 'PLACE',
      category: 'SMALL_SCHOOL',
      definitionSource: '本市九小场所认定标准',
      smallPlaceMeasures: { pupils: 90, kindergarten: true },
      parentEnterpriseUscc: demoUscc('ENERGY', '140500'),
      location: { lat: 35.81, lon: 112.84 },
      address: '山西省晋城市高平市马村镇演示路1号',
      responsiblePersonPhone: '19900001234',
    };
    const fields = `id kind meetsSmallPlaceThreshold smallPlaceMeasures { pupils kindergarten beds } address
      responsiblePersonPhone parentEnterprise { uscc } enterprise { uscc }`;
    const first = await write('FireUnit', input, fields);
    expect(first.outcome).toBe('INSERTED');
    expect(first.row).toMatchObject({
      kind: 'PLACE',
      meetsSmallPlaceThreshold: true,
      smallPlaceMeasures: { pupils: 90, kindergarten: true, beds: null },
      responsiblePersonPhone: '199****1234',
      parentEnterprise: { uscc: input.parentEnterpriseUscc },
      enterprise: { uscc: input.parentEnterpriseUscc },
    });
    expect(first.row?.['address']).not.toContain('演示路');
    expect((await write('FireUnit', input, fields)).outcome).toBe('UNCHANGED');
    const changed = await write(
      'FireUnit',
      {
        sourceId: 'u-small',
        name: input.name,
        divisionCode: input.divisionCode,
        smallPlaceMeasures: { pupils: 100, kindergarten: true },
      },
      fields,
    );
    expect(changed.outcome).toBe('UPDATED');
    expect(changed.row).toEqual({
      ...first.row,
      meetsSmallPlaceThreshold: false,
      smallPlaceMeasures: { pupils: 100, kindergarten: true, beds: null },
    });
  });

  it('refuses by place what cannot be', async () => {
    const bad = { ...unitInput, sourceId: 'u-bad' };
    const small = { ...bad, category: 'SMALL_HOTEL' };
    for (const [input, code, at] of [
      [small, 'BAD_INPUT', 'input.definitionSource'],
      [{ ...bad, name: ' ' }, 'BAD_INPUT', 'input.name'],
      [{ ...bad, smallPlaceMeasures: { beds: -1 } }, 'BAD_INPUT', 'input.smallPlaceMeasures.beds'],
      [
        { ...bad, smallPlaceMeasures: { pupils: 5, boarders: 6 } },
        'BAD_INPUT',
        'input.smallPlaceMeasures.boarders',
      ],
      [{ ...bad, divisionCode: '140521' }, 'NOT_OWN_ROW', 'divisionCode'],
    ] as const) {
      expect(await write('FireUnit', input)).toMatchObject({ code, at });
    }
    const ledger = caller('EMERGENCY', '140581');
    expect(await write('FireUnit', bad, 'id', ledger)).toMatchObject({ code: 'NOT_OWN_ROW' });
  });
});

describe('parts of a unit', () => {
  const inputs: Record<string, Record<string, unknown>> = {
    Building: {
      heightMetres: 30,
      use: 'PUBLIC',
      storeysAboveGround: 8,
      hasDormitory: true,
      insulationGrade: 'B2',
    },
    FireFacility: { system: 'SPRINKLER', status: 'FAULTY', lastServicedOn: '2026-01-05' },
    LifeChannel: { kind: 'FIRE_LANE', status: 'OCCUPIED', widthMetres: 4 },
    FireAcceptanceStep: { kind: 'ACCEPTANCE', result: 'PASSED', decidedOn: '2020-05-06' },
    EbikeChargingSite: { name: '充电棚', divisionCode: '140581101', sockets: 10 },
    FireIotDevice: { name: '探测器', system: 'FIRE_ALARM', componentTypeCode: 42 },
  };

  it('are written once, follow their unit, and are answered by it', async () => {
    const fireUnitId = await unitId();
    for (const [type, values] of Object.entries(inputs)) {
      const input = { ...values, sourceId: `p-${type}`, fireUnitId };
      const fields = 'id division { code } fireUnit { id }';
      const first = await write(type, input, fields);
      expect([type, first.outcome, first.row?.['division']]).toEqual([
        type,
        'INSERTED',
        { code: '140581107' },
      ]);
      expect(first.row?.['fireUnit']).toEqual({ id: fireUnitId });
      expect((await write(type, input, fields)).outcome).toBe('UNCHANGED');
    }
    await write('FireUnit', { ...unitInput, divisionCode: '140581102' });
    const answer = await subgraph.ask(
      `query($id: ID!) { fireUnit(id: $id) { buildingHeightMetres isHighRise hasDormitory
         buildings { isHighRise insulationRisk insulationQualityRank division { code } }
         facilities { system systemCode status division { code } } lifeChannels { kind status division { code } }
         acceptance { status history { kind division { code } } } ebikeChargingSites { name division { code } }
         iotDevices { nodes { componentTypeName division { code } } } } }`,
      brigade,
      { id: fireUnitId },
    );
    expect(answer.errors).toBeUndefined();
    const division = { code: '140581102' };
    expect(answer.data).toEqual({
      fireUnit: {
        buildingHeightMetres: 30,
        isHighRise: true,
        hasDormitory: true,
        buildings: [{ isHighRise: true, insulationRisk: true, insulationQualityRank: 3, division }],
        facilities: [{ system: 'SPRINKLER', systemCode: 12, status: 'FAULTY', division }],
        lifeChannels: [{ kind: 'FIRE_LANE', status: 'OCCUPIED', division }],
        acceptance: { status: 'ACCEPTED', history: [{ kind: 'ACCEPTANCE', division }] },
        ebikeChargingSites: [{ name: '充电棚', division }],
        iotDevices: { nodes: [{ componentTypeName: '点型光电感烟火灾探测器', division }] },
      },
    });
  });

  it('are refused below the unit of another department, an unknown one, and out of bounds', async () => {
    const fireUnitId = await unitId();
    const tomorrow = today(new Date(Date.now() + 86_400_000));
    for (const [type, values] of Object.entries(inputs)) {
      const input = { ...values, sourceId: `x-${type}`, fireUnitId };
      expect(await write(type, input, 'id', other)).toMatchObject({
        code: 'NOT_OWN_ROW',
        at: 'input.fireUnitId',
      });
      const nobody = { ...input, fireUnitId: '00000000-0000-4000-8000-000000000000' };
      expect(await write(type, nobody)).toMatchObject({ code: 'BAD_INPUT', at: 'input.fireUnitId' });
    }
    for (const [type, wrong, at] of [
      ['Building', { heightMetres: 0 }, 'heightMetres'],
      ['Building', { storeysAboveGround: 201 }, 'storeysAboveGround'],
      ['FireFacility', { lastServicedOn: tomorrow }, 'lastServicedOn'],
      ['LifeChannel', { widthMetres: -3 }, 'widthMetres'],
      ['FireAcceptanceStep', { result: 'PENDING' }, 'decidedOn'],
      ['EbikeChargingSite', { sockets: -1 }, 'sockets'],
      ['FireIotDevice', { componentTypeCode: 2 }, 'componentTypeCode'],
    ] as const) {
      const input = { ...inputs[type], ...wrong, sourceId: 'x', fireUnitId };
      expect([type, await write(type, input)]).toMatchObject([
        type,
        { code: 'BAD_INPUT', at: `input.${at}` },
      ]);
    }
  });
});

describe('brigades and water', () => {
  it('writes a brigade with its vehicles, whose place is for those who may see it', async () => {
    const brigadeInput = {
      sourceId: 'b-1',
      name: '马村镇专职消防队',
      kind: 'TOWNSHIP_FULL_TIME',
      divisionCode: '140581107',
      serviceDivisions: ['140581107', '140581106', '140581107'],
      headcount: 10,
      onDuty: 4,
    };
    const written = await write('FireBrigade', brigadeInput, 'id serviceDivisions { code }');
    expect(written.row?.['serviceDivisions']).toEqual([{ code: '140581106' }, { code: '140581107' }]);
    expect((await write('FireBrigade', brigadeInput)).outcome).toBe('UNCHANGED');
    const fireBrigadeId = written.row?.id;
    const vehicle = {
      sourceId: 'v-1',
      fireBrigadeId,
      designation: '马村01号车',
      type: 'AERIAL',
      workingHeightMetres: 32,
      status: 'DISPATCHED',
      position: { lat: 35.8, lon: 112.9 },
      positionAt: '2026-05-01T03:00:00+08:00',
    };
    const fields = 'id status position { lat lon } positionAt';
    expect((await write('FireVehicle', vehicle, fields)).row).toMatchObject({
      status: 'DISPATCHED',
      position: { lat: 35.8, lon: 112.9 },
      positionAt: '2026-04-30T19:00:00.000Z',
    });
    expect((await write('FireVehicle', vehicle, fields)).outcome).toBe('UNCHANGED');
    const foreign = await subgraph.ask(
      '{ fireBrigades { nodes { vehicles { designation status position { lat } positionAt } } } }',
      caller('EMERGENCY', '140581'),
    );
    expect(foreign.data).toEqual({
      fireBrigades: {
        nodes: [
          { vehicles: [{ designation: '马村01号车', status: null, position: null, positionAt: null }] },
        ],
      },
    });
    for (const [type, input, at] of [
      ['FireBrigade', { ...brigadeInput, onDuty: 11 }, 'onDuty'],
      ['FireBrigade', { ...brigadeInput, enterpriseUscc: demoUscc('ENERGY', '140500') }, 'enterpriseUscc'],
      ['FireVehicle', { ...vehicle, positionAt: null }, 'positionAt'],
      ['FireVehicle', { ...vehicle, positionAt: '2099-01-01T00:00:00Z' }, 'positionAt'],
      ['FireVehicle', { ...vehicle, type: 'FOAM' }, 'workingHeightMetres'],
      ['FireVehicle', { ...vehicle, foamTonnes: 101 }, 'foamTonnes'],
    ] as const) {
      expect(await write(type, input)).toMatchObject({ code: 'BAD_INPUT', at: `input.${at}` });
    }
  });

  it('keeps every check of a source and shows the newest', async () => {
    const source = {
      sourceId: 'w-1',
      name: '消火栓',
      kind: 'HYDRANT',
      divisionCode: '140581',
      flowLitresPerSecond: 15,
    };
    const waterSourceId = (await write('WaterSource', source)).row?.id;
    const check = async (input: Record<string, unknown>, as = brigade) => {
      const answer = await subgraph.ask(
        `mutation($input: RecordWaterSourceCheckInput!) { recordWaterSourceCheck(input: $input) { outcome
           waterSource { usable lastCheckedOn flowLitresPerSecond checks { checkedOn usable } } } }`,
        as,
        { input: { waterSourceId, ...input } },
      );
      const value = Object.values(answer.data ?? {})[0] as object | null;
      return { ...value, code: answer.errors?.[0]?.extensions?.['code'] };
    };
    expect(await check({ checkedOn: '2026-03-01', usable: true, flowLitresPerSecond: 12 })).toMatchObject({
      outcome: 'INSERTED',
      waterSource: { usable: true, lastCheckedOn: '2026-03-01', flowLitresPerSecond: 12 },
    });
    expect(await check({ checkedOn: '2026-01-01', usable: false })).toMatchObject({
      outcome: 'INSERTED',
      waterSource: {
        usable: true,
        lastCheckedOn: '2026-03-01',
        checks: [
          { checkedOn: '2026-03-01', usable: true },
          { checkedOn: '2026-01-01', usable: false },
        ],
      },
    });
    const again = { checkedOn: '2026-03-01', usable: true, flowLitresPerSecond: 12 };
    expect(await check(again)).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await check({ checkedOn: '2099-01-01', usable: true })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await check({ checkedOn: '2026-03-02', usable: true }, other)).toMatchObject({
      code: 'NOT_OWN_ROW',
    });
  });
});

describe('the migration to buildings', () => {
  it('keeps what was said of the one building of a unit', async () => {
    const database = await openTestDatabase(migrations.slice(0, 2), 'fire');
    try {
      await withPlainClient(database.superuserUrl, (client) =>
        client.query(
          `insert into fire_unit (id, owner_department, division_code, source, source_id, name, building_height,
             building_use, storeys_above_ground, has_dormitory)
           values (gen_random_uuid(), $1, '140581107', 'test', 'old', '旧楼', 50, 'RESIDENTIAL', 16, true),
             (gen_random_uuid(), $1, '140581107', 'test', 'bare', '空楼', null, null, null, null)`,
          [demoUscc('FIRE', '140581')],
        ),
      );
      await migrate(database.ownerUrl, migrations);
      const rows = await withPlainClient(database.superuserUrl, async (client) => {
        const { rows: found } = await client.query(
          `select unit.source_id, height, use, storeys_above_ground, has_dormitory, building.division_path[4] as town
           from building join fire_unit as unit on unit.id = fire_unit_id`,
        );
        return found as unknown[];
      });
      expect(rows).toEqual([
        {
          source_id: 'old',
          height: 50,
          use: 'RESIDENTIAL',
          storeys_above_ground: 16,
          has_dormitory: true,
          town: '140581107',
        },
      ]);
    } finally {
      await database.close();
    }
  });
});
