import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

const duty = caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE' });
const county = caller('EMERGENCY', '141122', { purpose: 'INCIDENT_RESPONSE' });

async function ask<Data>(query: string, as = duty, variables = {}): Promise<Data> {
  const answer = await subgraph.ask(query, as, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}
const refusal = async (mutation: string, input: object, as = duty) => {
  const name = `Upsert${mutation.slice(6)}Input`;
  const query = `mutation($input: ${name}!) { ${mutation}(input: $input) { outcome } }`;
  const { errors } = await subgraph.ask(query, as, { input });
  const { code, at } = (errors?.[0]?.extensions ?? {}) as { code?: string; at?: string };
  return [code, at];
};
const write = async (mutation: string, input: object, fields = 'id', as = duty) => {
  const type = mutation.slice(6);
  const query = `mutation($input: Upsert${type}Input!) { ${mutation}(input: $input) {
    outcome row: ${type.charAt(0).toLowerCase()}${type.slice(1)} { ${fields} } } }`;
  const data = await ask<Record<string, { outcome: string; row: Record<string, never> & { id: string } }>>(
    query,
    as,
    {
      input,
    },
  );
  return data[mutation] as { outcome: string; row: Record<string, never> & { id: string } };
};

describe('an incident and what belongs to it', () => {
  it('its reports beside the statutory clocks, and until when casualties may change', async () => {
    const { incidents } = await ask<{ incidents: { nodes: Record<string, never>[] } }>(
      `{ incidents(where: {titleContains: "储罐"}) { nodes { level levelSeverityRank responseLevelSeverityRank
        reports { kind toLevel } reportClocks { toLevel dueAt reportedAt overdue basis } casualtyChangesUntil
        response { level levelSeverityRank } responses { level endedAt } } } }`,
    );
    const [fire] = incidents.nodes;
    expect(fire).toMatchObject({
      levelSeverityRank: 3,
      responseLevelSeverityRank: 2,
      reports: [
        { kind: 'INITIAL', toLevel: 'COUNTY' },
        { kind: 'FOLLOW_UP', toLevel: 'CITY' },
      ],
      casualtyChangesUntil: '2026-05-30T18:47:00.000Z',
      response: { level: 'LEVEL_2', levelSeverityRank: 2 },
      responses: [
        { level: 'LEVEL_4', endedAt: '2026-04-30T19:03:00.000Z' },
        { level: 'LEVEL_2', endedAt: null },
      ],
    });
    // 较大: up to the province, which has not been told.
    const clocks = fire?.['reportClocks'] as unknown as {
      toLevel: string;
      overdue: boolean;
      reportedAt: string | null;
    }[];
    expect(clocks.map(({ toLevel }) => toLevel)).toEqual(['COUNTY', 'CITY', 'PROVINCIAL']);
    expect(clocks[2]).toMatchObject({ reportedAt: null, overdue: true });
  });

  const needs = `{ incidents(where: {titleContains: "水峪贯"}) { nodes { reliefNeeds(first: 500) { nodes { categoryCode quantity late division { code } } }
    reliefGap { categoryCode unit needed inStock inAgreement gap } evacuations { nodes { headcount shelter { name } } }
    affectedDivisions { code } consultations { conclusion attendees { uscc } } } } }`;
  interface Needs {
    incidents: {
      nodes: {
        reliefNeeds: { nodes: { categoryCode: string; quantity: number; late: boolean }[] } | null;
        reliefGap:
          | { categoryCode: string; needed: number; inStock: number; inAgreement: number; gap: number }[]
          | null;
        evacuations: { nodes: object[] };
        affectedDivisions: object[];
      }[];
    };
  }

  it('scenario 3: the needs of its villages, what is late, and the gap', async () => {
    const [flood] = (await ask<Needs>(needs, county)).incidents.nodes;
    const rows = flood?.reliefNeeds?.nodes ?? [];
    expect(flood?.affectedDivisions).toHaveLength(5);
    expect(rows).toHaveLength(15);
    for (const gap of flood?.reliefGap ?? []) {
      const needed = rows
        .filter(({ categoryCode }) => categoryCode === gap.categoryCode)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      expect(gap.needed).toBe(needed);
      expect(gap.gap).toBe(Math.max(0, needed - gap.inStock - gap.inAgreement));
    }
    expect(flood?.reliefGap).toHaveLength(3);
    expect(flood?.evacuations.nodes).toHaveLength(5);
  });

  it('the needs are for those who may know them: not for another county, not for another line', async () => {
    for (const stranger of [duty, caller('ENERGY', '141122')]) {
      const [flood] = (await ask<Needs>(needs, stranger)).incidents.nodes;
      expect(flood?.reliefNeeds?.nodes ?? []).toEqual([]);
      expect(flood?.reliefGap ?? []).toEqual([]);
      expect(flood?.evacuations.nodes).toHaveLength(5);
    }
  });

  it('content and casualties of a report are for the own line', async () => {
    const query = `{ incidents(division: "140581", first: 500) { nodes { reports { content casualties { dead } } } } }`;
    type Reports = {
      incidents: { nodes: { reports: { content: string | null; casualties: object | null }[] }[] };
    };
    const seen = async (as: typeof duty) =>
      (await ask<Reports>(query, as)).incidents.nodes.flatMap(({ reports }) => reports);
    for (const { content, casualties } of await seen(duty)) {
      expect(content).toContain('合成数据');
      expect(casualties).not.toBeNull();
    }
    const foreign = await seen(caller('ENERGY', '140581'));
    expect(foreign.length).toBeGreaterThan(0);
    for (const report of foreign) expect(report).toEqual({ content: null, casualties: null });
  });

  it('costs as many statements for many incidents as for one', async () => {
    const count = async (first: number) => {
      const query = `{ incidents(orderBy: {field: OCCURRED_AT, direction: DESC}, first: ${first}) { nodes { response { level } responses { level } reports { kind }
        reportClocks { dueAt } reliefNeeds { nodes { late } } reliefGap { gap } evacuations { nodes { shelter { name } } }
        consultations { topic } assessments { conclusion } } } }`;
      const answer = await subgraph.ask(query, caller('EMERGENCY', '140000'));
      expect(answer.errors).toBeUndefined();
      expect((answer.data as unknown as Needs).incidents.nodes).toHaveLength(first);
      return (answer.extensions?.['counts'] as { statements: number }).statements;
    };
    expect(await count(15)).toBe(await count(7));
  });
});

describe('writing what an incident needs', () => {
  const incident = {
    sourceId: 'incident-1',
    title: '校舍坍塌',
    kind: 'ACCIDENT',
    occurredAt: '2026-05-01T01:00:00Z',
    status: 'RESPONDING',
    divisionCode: '140581102',
    location: { lat: 35.86, lon: 112.98 },
    affectedDivisions: ['140581102'],
  };

  it('the level that an incident shows is that of its activation in force', async () => {
    const shown = 'id responseLevel responseActivatedAt response { level }';
    const { row, outcome } = await write('upsertIncident', incident, shown);
    expect([outcome, row]).toMatchObject(['INSERTED', { responseLevel: null, response: null }]);
    const activation = {
      sourceId: 'activation-1',
      incidentId: row.id,
      item: '坍塌救援',
      level: 'LEVEL_4',
      activatedAt: '2026-05-01T01:10:00Z',
      expectedUntil: '2026-05-02T01:10:00Z',
      measures: '搜救',
      divisionCode: '140581',
    };
    const now = async () => {
      const query =
        'query($id: ID!) { incident(id: $id) { responseLevel responseActivatedAt response { level } } }';
      return (await ask<{ incident: object }>(query, duty, { id: row.id })).incident;
    };
    await write('upsertResponseActivation', activation);
    expect(await now()).toEqual({
      responseLevel: 'LEVEL_4',
      responseActivatedAt: '2026-05-01T01:10:00.000Z',
      response: { level: 'LEVEL_4' },
    });
    await write('upsertResponseActivation', { ...activation, endedAt: '2026-05-01T02:00:00Z' });
    await write('upsertResponseActivation', {
      ...activation,
      sourceId: 'activation-2',
      level: 'LEVEL_3',
      activatedAt: '2026-05-01T02:00:00Z',
    });
    expect(await now()).toMatchObject({ responseLevel: 'LEVEL_3', response: { level: 'LEVEL_3' } });
    // The city's own response stands in the history, and is not the county's.
    const city = caller('EMERGENCY', '140500');
    await write(
      'upsertResponseActivation',
      { ...activation, divisionCode: '140500', level: 'LEVEL_2' },
      'id',
      city,
    );
    expect(await now()).toMatchObject({ responseLevel: 'LEVEL_3', response: { level: 'LEVEL_3' } });
    expect(await write('upsertIncident', incident, shown)).toMatchObject({
      outcome: 'UNCHANGED',
      row: { responseLevel: 'LEVEL_3' },
    });
  });

  it.each<[string, string, object, string]>([
    [
      'an instant of closing that is not closed',
      'upsertIncident',
      { closedAt: '2026-05-02T00:00:00Z' },
      'input.closedAt',
    ],
    [
      'an end before the beginning',
      'upsertIncident',
      { status: 'CLOSED', closedAt: '2026-04-02T00:00:00Z' },
      'input.closedAt',
    ],
    ['negative casualties', 'upsertIncident', { dead: -1 }, 'input.dead'],
    ['a telephone that is none', 'upsertIncident', { reporterPhone: 'call me' }, 'input.reporterPhone'],
  ])('refuses %s', async (_, mutation, change, at) => {
    expect(await refusal(mutation, { ...incident, ...change })).toEqual(['BAD_INPUT', at]);
  });

  it('refuses a report on an incident that is not there', async () => {
    const report = {
      sourceId: 'report-1',
      incidentId: '00000000-0000-4000-8000-000000000000',
      kind: 'INITIAL',
      toLevel: 'COUNTY',
      reportedAt: '2026-05-01T01:20:00Z',
      divisionCode: '140581',
    };
    expect(await refusal('upsertIncidentReport', report)).toEqual(['BAD_INPUT', 'input.incidentId']);
  });
});

describe('writing the rest', () => {
  const warning = {
    sourceId: 'warning-1',
    title: '暴雨红色预警',
    kind: 'RAINSTORM',
    colour: 'RED',
    startsAt: '2026-05-01T00:00:00Z',
    affectedArea: '全境',
    notice: '大暴雨',
    measures: '转移',
    publisher: '气象台',
    publishedAt: '2026-05-01T00:00:00Z',
    affectedDivisions: ['140581102'],
    divisionCode: '140581',
  };

  it('a warning counts where it says, from then on', async () => {
    const fields = 'id severity colourSeverityRank active capStatus messageType';
    const { row } = await write('upsertWarning', warning, fields);
    expect(row).toMatchObject({
      severity: 'EXTREME',
      colourSeverityRank: 1,
      active: true,
      capStatus: 'ACTUAL',
      messageType: 'ALERT',
    });
    expect(await write('upsertWarning', warning, fields)).toMatchObject({ outcome: 'UNCHANGED' });
    const of = ['140581102', '140581101'].map((code) => ({ __typename: 'AdminDivision', code }));
    const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on AdminDivision { warnings(active: true) { colour } } } }`;
    const reached = async () =>
      (await ask<{ _entities: { warnings: { colour: string }[] }[] }>(query, duty, { of }))._entities.map(
        ({ warnings }) => warnings.filter(({ colour }) => colour === 'RED').length,
      );
    expect(await reached()).toEqual([1, 0]);
    await write('upsertWarning', { ...warning, liftedAt: '2026-05-01T06:00:00Z' });
    expect(await reached()).toEqual([0, 0]);
  });

  it('stock goes into a warehouse of the own department, and takes its place', async () => {
    const { row } = await write('upsertWarehouse', {
      sourceId: 'w-1',
      name: '三甲储备点',
      level: 'TOWNSHIP',
      divisionCode: '140581102',
      location: { lat: 35.86, lon: 112.98 },
    });
    const line = {
      sourceId: 's-1',
      warehouseId: row.id,
      categoryCode: '1010101',
      name: '帐篷',
      unit: '顶',
      quantity: 12,
      reserved: 5,
      reserveMode: 'PHYSICAL',
    };
    const fields = 'id available division { code } location { lat } reserveAgreement { quantity }';
    expect(await write('upsertStockItem', line, fields)).toMatchObject({
      outcome: 'INSERTED',
      row: {
        available: 7,
        division: { code: '140581102' },
        location: { lat: 35.86 },
        reserveAgreement: null,
      },
    });
    expect(await write('upsertStockItem', line, fields)).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await refusal('upsertStockItem', { ...line, reserved: 13 })).toEqual([
      'BAD_INPUT',
      'input.reserved',
    ]);
    expect(await refusal('upsertStockItem', { ...line, quantity: -1 })).toEqual([
      'BAD_INPUT',
      'input.quantity',
    ]);
    expect(await refusal('upsertStockItem', { ...line, categoryCode: '101' })).toEqual([
      'BAD_INPUT',
      'input.categoryCode',
    ]);
    expect(await refusal('upsertStockItem', { ...line, agreementQuantity: 3 })).toEqual([
      'BAD_INPUT',
      'input.agreementQuantity',
    ]);
    expect(await refusal('upsertStockItem', line, county)).toEqual(['BAD_INPUT', 'input.warehouseId']);
  });

  it.each<[string, string, object, string]>([
    [
      'plans of what is no village',
      'upsertVillagePlanSet',
      { sourceId: 'p', divisionCode: '140581102', fire: true },
      'input.divisionCode',
    ],
    [
      'a drill of an enterprise that it does not name',
      'upsertDrill',
      {
        sourceId: 'd',
        title: '演练',
        kind: 'EVACUATION',
        level: 'ENTERPRISE',
        heldAt: '2026-05-01T00:00:00Z',
        divisionCode: '140581',
      },
      'input.enterpriseUscc',
    ],
    [
      'capabilities of what does not fly',
      'upsertEquipment',
      {
        sourceId: 'e',
        name: '水泵',
        kind: 'DRAINAGE_PUMP',
        status: 'READY',
        capabilities: ['SEARCH'],
        divisionCode: '140581',
      },
      'input.capabilities',
    ],
    [
      'a plan revised before it was approved',
      'upsertEmergencyPlan',
      {
        sourceId: 'p',
        title: '预案',
        kind: 'OVERALL',
        approvedOn: '2026-01-01',
        nextReviewOn: '2026-01-01',
        divisionCode: '140581',
      },
      'input.nextReviewOn',
    ],
    [
      'a shift that ends when it begins',
      'upsertDutyRoster',
      {
        sourceId: 'r',
        startsAt: '2026-05-01T00:00:00Z',
        endsAt: '2026-05-01T00:00:00Z',
        post: 'LEADER',
        divisionCode: '140581',
      },
      'input.endsAt',
    ],
    [
      'a negative area',
      'upsertShelter',
      {
        sourceId: 's',
        name: '广场',
        level: 'VILLAGE',
        status: 'CLOSED',
        effectiveAreaSquareMetres: -1,
        divisionCode: '140581',
      },
      'input.effectiveAreaSquareMetres',
    ],
    [
      'an agreement that ends before it was signed',
      'upsertRescueTeam',
      {
        sourceId: 't',
        name: '救护队',
        category: 'FOREST_FIRE',
        divisionCode: '140581',
        agreements: [
          { enterpriseUscc: '91140581MA0GPDA15L', signedOn: '2026-02-01', expiresOn: '2026-01-01' },
        ],
      },
      'input.agreements.0.expiresOn',
    ],
  ])('refuses %s', async (_, mutation, input, at) => {
    expect(await refusal(mutation, input)).toEqual(['BAD_INPUT', at]);
  });

  it('lists of a team and items of a set count as unchanged when written again', async () => {
    const team = {
      sourceId: 't-9',
      name: '签约救护队',
      category: 'GEO_ENGINEERING',
      divisionCode: '140581',
      vehicles: [{ count: 2, name: '救护车' }],
      agreements: [
        {
          enterpriseUscc: '91140581MA0GPDA15L',
          mineId: 'mine-7',
          signedOn: '2026-01-01',
          expiresOn: '2026-12-31',
        },
      ],
    };
    const fields =
      'id vehicles { name count } agreements { enterprise { uscc } mine { id } expiresOn } agreementWith { id }';
    expect((await write('upsertRescueTeam', team, fields)).row).toMatchObject({
      vehicles: [{ name: '救护车', count: 2 }],
      agreements: [
        { enterprise: { uscc: '91140581MA0GPDA15L' }, mine: { id: 'mine-7' }, expiresOn: '2026-12-31' },
      ],
      agreementWith: [{ id: 'mine-7' }],
    });
    expect((await write('upsertRescueTeam', team)).outcome).toBe('UNCHANGED');
    const set = {
      sourceId: 'set-1',
      level: 'VILLAGE',
      divisionCode: '140581102',
      items: [{ required: 2, name: '水泵', actual: 1 }],
    };
    expect(await write('upsertEquipmentSet', set, 'id complete')).toMatchObject({
      outcome: 'INSERTED',
      row: { complete: false },
    });
    expect((await write('upsertEquipmentSet', set)).outcome).toBe('UNCHANGED');
  });

  it('a township writes its own village, and no other', async () => {
    const own = caller('TOWNSHIP', '141122103');
    // 芝兰: the one of which nothing is recorded.
    const plans = {
      sourceId: 'own-1',
      responsibility: true,
      fire: true,
      flood: true,
      quake: true,
      geo: true,
    };
    const village = '141122103215';
    expect(
      await write('upsertVillagePlanSet', { ...plans, divisionCode: village }, 'id complete', own),
    ).toMatchObject({
      outcome: 'INSERTED',
      row: { complete: true },
    });
    expect((await refusal('upsertVillagePlanSet', { ...plans, divisionCode: '140581102225' }, own))[0]).toBe(
      'NOT_OWN_ROW',
    );
    expect(
      (
        await refusal(
          'upsertShelter',
          { sourceId: 's', name: '广场', level: 'VILLAGE', status: 'CLOSED', divisionCode: village },
          own,
        )
      )[0],
    ).toBe('NOT_OWN_ROW');
  });
});
