import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grant, VerifiedCaller } from '@huitong/contract';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import { IllegalChemicalSite } from './entities/illegalChemicalSite.js';
import { IndustrialRiskUnit } from './entities/industrialRiskUnit.js';
import { MajorHazard } from './entities/majorHazard.js';
import { SpecialOperatorCert } from './entities/specialOperatorCert.js';
import { hazmat } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat, { sample: true });
});
afterAll(() => subgraph.close());

const own = caller('EMERGENCY', '140581');
const city = caller('EMERGENCY', '140500');
const fire = caller('FIRE', '140581');
const rowsOf = <Row>(entity: unknown) =>
  [...(sample(testSize).find((one) => one.entity === entity)?.rows ?? [])] as Row[];

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
async function data(query: string, who: VerifiedCaller = own, variables = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Json;
}

const uscc = '91140581MA0GPDA15L';
const common = { sourceId: 'n-1', divisionCode: '140581107', enterpriseUscc: uscc };
const location = { lat: 35.8, lon: 112.9 };
const { enterpriseUscc: _, ...unowned } = common;
/** Each type with what a department would write of it, one change, and what is refused. */
const inputs: readonly { type: string; field: string; input: Json; change: Json; bad: [Json, string][] }[] = [
  {
    type: 'HazmatLicence',
    field: 'hazmatLicence',
    input: {
      ...common,
      licenceNo: '晋WH1',
      kind: 'PRODUCTION',
      validFrom: '2024-05-01',
      validTo: '2027-04-30',
    },
    change: { status: 'SUSPENDED' },
    bad: [
      [{ validTo: '2024-04-30' }, 'input.validTo'],
      [{ validTo: '2024-05-01' }, 'input.validTo'],
      [{ licenceNo: ' ' }, 'input.licenceNo'],
    ],
  },
  {
    type: 'ChemicalPark',
    field: 'chemicalPark',
    input: {
      ...unowned,
      location,
      name: '园区',
      riskGrade: 'B',
      tenHaves: [{ item: 'PLANNING', met: true }],
    },
    change: { twoBans: [{ item: 'RESIDENTS', kept: true }] },
    bad: [
      [{ areaSquareKilometres: -1 }, 'input.areaSquareKilometres'],
      [{ assessedOn: '2999-01-01' }, 'input.assessedOn'],
      [{ tenHaves: [{ item: 'PLANNING' }, { item: 'PLANNING' }] }, 'input.tenHaves[1].item'],
    ],
  },
  {
    type: 'FillingStation',
    field: 'fillingStation',
    input: { ...common, location, name: '站', petrolVolumeCubicMetres: 90, stationClass: 'CLASS_3' },
    change: { standardizationGrade: 'GRADE_2', standardizedOn: '2025-05-01' },
    bad: [[{ dieselVolumeCubicMetres: -5 }, 'input.dieselVolumeCubicMetres']],
  },
  {
    type: 'GasFillingStation',
    field: 'gasFillingStation',
    input: { ...common, location, name: '充装站', kind: 'LPG', riskTier: 'RED' },
    change: { cylinderTracing: true },
    bad: [[{ riskAssessedOn: '2999-01-01' }, 'input.riskAssessedOn']],
  },
  {
    type: 'IndustrialRiskUnit',
    field: 'industrialRiskUnit',
    input: { ...common, location, name: '除尘', kind: 'DUST_EXPLOSION', monitoringConnected: true },
    change: { monitoringConnected: false },
    bad: [[{ personsAtPeak: -1 }, 'input.personsAtPeak']],
  },
  {
    type: 'AgingUnit',
    field: 'agingUnit',
    input: {
      ...common,
      location,
      name: '装置',
      status: 'ASSESSED',
      commissionedOn: '1999-05-01',
      dueOn: '2025-12-31',
    },
    change: { status: 'CLOSED', closedOn: '2025-11-30' },
    bad: [
      [{ status: 'CLOSED', closedOn: null }, 'input.closedOn'],
      [{ assessedOn: '1998-05-01' }, 'input.assessedOn'],
      [{ designLifeYears: 0 }, 'input.designLifeYears'],
    ],
  },
  {
    type: 'Pipeline',
    field: 'pipeline',
    input: { ...common, name: '管道', medium: 'NATURAL_GAS', lengthKilometres: 12.5 },
    change: { smartCathodicProtection: true },
    bad: [[{ lengthKilometres: 0 }, 'input.lengthKilometres']],
  },
  {
    type: 'PipelineStation',
    field: 'pipelineStation',
    input: { ...unowned, location, name: '阀室', kind: 'VALVE_CHAMBER' },
    change: { leakMonitoring: true },
    bad: [[{ pipelineId: '00000000-0000-4000-8000-000000000000' }, 'input.pipelineId']],
  },
  {
    type: 'IllegalChemicalSite',
    field: 'illegalChemicalSite',
    input: {
      ...unowned,
      location,
      name: '加油点',
      foundOn: '2026-05-01',
      status: 'VERIFIED',
      quantityTonnes: 1.5,
    },
    change: { status: 'CLOSED', closedOn: '2026-05-01' },
    bad: [
      [{ status: 'CLOSED', closedOn: '2026-04-30' }, 'input.closedOn'],
      [{ quantityTonnes: -1 }, 'input.quantityTonnes'],
    ],
  },
  {
    type: 'SpecialOperatorCert',
    field: 'specialOperatorCert',
    input: {
      ...common,
      certNo: 'T000000196001011234',
      trade: 'WELDING',
      validFrom: '2022-05-01',
      validTo: '2028-04-30',
    },
    change: { revoked: true, revokedReason: '放水发证' },
    bad: [[{ validTo: '2022-04-30' }, 'input.validTo']],
  },
  {
    type: 'LeakAlert',
    field: 'leakAlert',
    input: {
      ...unowned,
      majorHazardId: rowsOf<MajorHazard>(MajorHazard)[0]!.id,
      medium: '氨',
      openedAt: '2026-05-01T00:00:00Z',
      dueAt: '2026-05-02T00:00:00Z',
    },
    change: { closedAt: '2026-05-03T00:00:00Z' },
    bad: [
      [{ closedAt: '2026-04-30T00:00:00Z' }, 'input.closedAt'],
      [{ dueAt: '2026-04-30T00:00:00Z' }, 'input.dueAt'],
      [{ concentrationPpm: 1_000_001 }, 'input.concentrationPpm'],
    ],
  },
];

describe.each(inputs)('upsert$type', ({ type, field, input, change, bad }) => {
  const mutation = `mutation($i: Upsert${type}Input!) { upsert${type}(input: $i) { outcome ${field} { id sourceId } } }`;
  const ask = (i: Json, who = own) => subgraph.ask(mutation, who, { i });
  const outcome = async (i: Json) =>
    ((await data(mutation, own, { i }))[`upsert${type}`] as Json)['outcome'] as string;

  it('inserts, leaves alone what does not differ, updates what does', async () => {
    expect(await outcome(input)).toBe('INSERTED');
    expect(await outcome(input)).toBe('UNCHANGED');
    expect(await outcome({ ...input, ...change })).toBe('UPDATED');
    expect(await outcome({ ...input, ...change })).toBe('UNCHANGED');
  });

  it.each(bad)('refuses %j', async (wrong, at) => {
    const answer = await ask({ ...input, sourceId: 'n-bad', ...wrong });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', at });
  });

  it('refuses another county, another line, and a purpose that writes nothing', async () => {
    const code = async (i: Json, who = own) =>
      (await ask({ ...i, sourceId: 'n-3' }, who)).errors?.[0]?.extensions?.['code'];
    expect(await code({ ...input, divisionCode: '140521' })).toBe('NOT_OWN_ROW');
    expect(await code({ ...input, divisionCode: '149999' })).toBe('DIVISION_UNKNOWN');
    expect(await code(input, fire)).toBe('NOT_OWN_ROW');
    expect(await code(input, caller('EMERGENCY', '140581', { purpose: 'SITUATION_DISPLAY' }))).toBe(
      'FORBIDDEN',
    );
  });
});

describe('computed fields', () => {
  it('tell the class of a station by its tanks, and its standardization apart from it', async () => {
    const station = inputs.find(({ type }) => type === 'FillingStation')!.input;
    const written = await data(
      `mutation($i: UpsertFillingStationInput!) { upsertFillingStation(input: $i) { fillingStation { stationClass
         stationClassByVolume standardization { grade gradeQualityRank gradedOn expiry { dueAt basis } } } } }`,
      own,
      {
        i: {
          ...station,
          sourceId: 'n-2',
          petrolVolumeCubicMetres: 120,
          standardizationGrade: 'GRADE_2',
          standardizedOn: '2025-05-01',
        },
      },
    );
    expect(written['upsertFillingStation'].fillingStation).toEqual({
      stationClass: 'CLASS_3',
      stationClassByVolume: 'CLASS_2',
      standardization: {
        grade: 'GRADE_2',
        gradeQualityRank: 2,
        gradedOn: '2025-05-01',
        expiry: { dueAt: '2028-05-01T16:00:00.000Z', basis: '企业安全生产标准化建设定级办法 art. 4' },
      },
    });
  });

  it('show all ten haves and both bans, judged or not', async () => {
    const { chemicalParks } = await data(
      `{ chemicalParks(first: 10) { nodes { riskGrade riskGradeSeverityRank tenHavesMet tenHaves { item met } twoBans { item kept }
         majorHazardsNearby(withinKm: 30) { edges { distanceMetres } } } } }`,
      city,
    );
    for (const park of chemicalParks.nodes as Json[]) {
      expect(park['tenHaves']).toHaveLength(10);
      expect(park['twoBans'].map((one: Json) => one.item)).toEqual(['RESTRICTED_PROJECTS', 'RESIDENTS']);
      expect(park['tenHavesMet']).toBe(park['tenHaves'].filter((one: Json) => one.met === true).length);
      if (park['riskGrade'])
        expect(park['riskGradeSeverityRank']).toBe('ABCD'.indexOf(park['riskGrade']) + 1);
    }
  });

  it('count rates with numerator, denominator and definition, over the division asked', async () => {
    const ask = async (division: string) =>
      (
        await data(
          `{ hazmatStatistics(division: "${division}") { industrialUnitsConnected { numerator denominator definition }
        agingUnitsClosed { numerator denominator } leakAlertsClosedInTime { numerator denominator } safetyEvaluationsCurrent { numerator denominator } } }`,
          city,
        )
      )['hazmatStatistics'] as Json;
    const kinds = [
      'DUST_EXPLOSION',
      'METAL_SMELTING',
      'HIGH_TEMPERATURE_MELT',
      'DEEP_WELL_CASTING',
      'INDUSTRIAL_GAS',
    ];
    const counted = rowsOf<IndustrialRiskUnit>(IndustrialRiskUnit).filter(
      (one) => one.divisionCode.startsWith('1411') && kinds.includes(one.kind),
    );
    const far = await ask('141122');
    expect(far['industrialUnitsConnected']).toEqual({
      numerator: counted.filter((one) => one.monitoringConnected === true).length,
      denominator: counted.length,
      definition: expect.stringContaining('粉尘涉爆'),
    });
    expect(counted.length).toBeGreaterThan(0);
    for (const rate of Object.values(await ask('140500')) as Json[]) {
      expect(rate['denominator']).toBeGreaterThan(0);
      expect(rate['numerator']).toBeLessThanOrEqual(rate['denominator']);
    }
  });

  it('show the clocks of a hazard, the first to run out being the next', async () => {
    const { majorHazards } = await data(
      `{ majorHazards(first: 63) { nodes { recordClock { dueAt } safetyEvaluationClock { dueAt overdue basis } nextClock { dueAt } } } }`,
    );
    for (const { recordClock, safetyEvaluationClock, nextClock } of majorHazards.nodes as Json[]) {
      const dues = [recordClock, safetyEvaluationClock]
        .map((clock: Json | null) => String(clock?.['dueAt'] ?? ''))
        .filter(Boolean)
        .sort();
      expect(nextClock?.dueAt ?? null).toBe(dues[0] ?? null);
    }
    const late = await data(
      `{ majorHazards(where: {safetyEvaluationDueBefore: "2026-06-01"}, first: 100) { nodes { safetyEvaluatedOn } } }`,
    );
    const days = (late['majorHazards'].nodes as Json[]).map(
      (one) => one['safetyEvaluatedOn'] as string | null,
    );
    expect(days.length).toBeGreaterThan(0);
    expect(days.every((day) => day === null || day < '2023-06-01')).toBe(true);
  });
});

describe('an enterprise', () => {
  it('is covered by monitoring when every unit that has to be connected is', async () => {
    const coal = rowsOf<IndustrialRiskUnit>(IndustrialRiskUnit).filter((one) => one.enterpriseUscc !== null);
    const codes = [...new Set(coal.map((one) => one.enterpriseUscc as string))];
    const { _entities } = await data(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { riskMonitoringConnected } } }`,
      city,
      { r: codes.map((code) => ({ __typename: 'Enterprise', uscc: code })) },
    );
    const kinds = [
      'DUST_EXPLOSION',
      'METAL_SMELTING',
      'HIGH_TEMPERATURE_MELT',
      'DEEP_WELL_CASTING',
      'INDUSTRIAL_GAS',
    ];
    const wanted = codes.map((code) => {
      const required = coal.filter((one) => one.enterpriseUscc === code && kinds.includes(one.kind));
      return required.length === 0 ? null : required.every((one) => one.monitoringConnected === true);
    });
    expect((_entities as Json[]).map((one) => one['riskMonitoringConnected'] as boolean | null)).toEqual(
      wanted,
    );
    expect(new Set(wanted)).toEqual(new Set([true, false, null]));
  });
});

describe('illegal sites and certificates', () => {
  const lists = `{ illegalChemicalSites(first: 500) { totalCount nodes { id name } } specialOperatorCerts(first: 500) { totalCount nodes { id certNo holderName } } }`;
  const sites = rowsOf<IllegalChemicalSite>(IllegalChemicalSite).filter((one) =>
    one.divisionCode.startsWith('140581'),
  );
  const certs = rowsOf<SpecialOperatorCert>(SpecialOperatorCert).filter((one) =>
    one.divisionCode.startsWith('140581'),
  );
  const grant = (coordinates: string[], more: Partial<Grant> = {}): Grant => ({
    id: 'g-1',
    coordinates,
    divisions: ['140581'],
    unmask: false,
    incident: null,
    expiresAt: 4_102_444_800,
    ...more,
  });

  it('are there for their own line, people and numbers masked', async () => {
    const answer = await data(lists);
    const shown = answer['specialOperatorCerts'].nodes as Json[];
    expect(shown.length).toBeGreaterThanOrEqual(certs.length);
    for (const cert of shown.filter((one) => certs.some(({ id }) => id === one['id']))) {
      expect(cert['holderName']).toMatch(/^.\*$/);
      expect(cert['certNo']).toContain('****');
    }
    expect((answer['illegalChemicalSites'].nodes as Json[]).length).toBeGreaterThanOrEqual(sites.length);
  });

  it('are hidden from another line: no row, no count, no reference', async () => {
    const answer = await data(lists, fire);
    expect(answer).toEqual({
      illegalChemicalSites: { totalCount: 0, nodes: [] },
      specialOperatorCerts: { totalCount: 0, nodes: [] },
    });
    const { _entities, specialOperatorCert } = await data(
      `query($r: [_Any!]!) { _entities(representations: $r) { __typename } specialOperatorCert(id: "${certs[0]!.id}") { id } }`,
      fire,
      {
        r: [
          { __typename: 'IllegalChemicalSite', id: sites[0]!.id },
          { __typename: 'SpecialOperatorCert', id: certs[0]!.id },
        ],
      },
    );
    expect([_entities, specialOperatorCert]).toEqual([[null, null], null]);
  });

  it('are shown by grant, in clear only when the grant says so', async () => {
    const who = (unmask: boolean) =>
      caller('PUBLIC_SECURITY', '140581', {
        grants: [grant(['SpecialOperatorCert', 'SpecialOperatorCert.certNo'], { unmask })],
      });
    const query = `{ specialOperatorCert(id: "${certs[0]!.id}") { certNo(unmask: {reason: "核验证件"}) } }`;
    expect((await data(query, who(true)))['specialOperatorCert'].certNo).toBe(certs[0]!.certNo);
    expect((await data(query, who(false)))['specialOperatorCert'].certNo).toContain('****');
  });

  it('offer no filter on a name or a number', async () => {
    for (const where of ['holderName: "王"', 'certNo: "T"']) {
      const answer = await subgraph.ask(`{ specialOperatorCerts(where: {${where}}) { totalCount } }`, own);
      expect(answer.errors?.[0]?.extensions?.['code']).toBe('VALIDATION_FAILED');
    }
  });
});
