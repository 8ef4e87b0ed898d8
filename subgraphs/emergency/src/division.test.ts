import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grant } from '@huitong/contract';
import { loadDivisions } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

const township = '141122103';
const villages = loadDivisions().filter(({ parentCode }) => parentCode === township);
const officer = caller('TOWNSHIP', township);

const sampleRows = (entity: string) => [
  ...(emergency.sample(testSize).find((table) => table.entity.name === entity)?.rows as Iterable<
    Record<string, unknown>
  >),
];

type Division = Record<string, never>;
async function divisions(codes: readonly string[], fields: string, as = officer) {
  const of = codes.map((code) => ({ __typename: 'AdminDivision', code }));
  const query = `query($of: [_Any!]!) { _entities(representations: $of) { ... on AdminDivision { ${fields} } } }`;
  const answer = await subgraph.ask(query, as, { of });
  expect(answer.errors).toBeUndefined();
  return {
    rows: (answer.data as { _entities: Division[] })._entities,
    statements: (answer.extensions?.['counts'] as { statements: number }).statements,
    extensions: answer.extensions as Record<string, unknown>,
  };
}
const one = async <Value>(code: string, fields: string, as = officer): Promise<Value> =>
  (await divisions([code], fields, as)).rows[0] as Value;

describe('scenario 9: what the township officer of 水峪贯镇 asks', () => {
  const codes = villages.map(({ code }) => code);

  it('its fourteen villages with their plans, shelters and informants', async () => {
    expect(codes).toHaveLength(14);
    const { rows } = await divisions(
      codes,
      'planSet { complete } shelters { nodes { capacity status } } informant { phone }',
    );
    const villagesOfAnswer = rows as unknown as {
      planSet: { complete: boolean } | null;
      shelters: { nodes: { capacity: number; status: string }[] };
      informant: { phone: string } | null;
    }[];
    const complete = villagesOfAnswer.map(({ planSet }) => planSet?.complete ?? null);
    // Every fourth lacks a plan, the ninth has none recorded.
    expect(complete).toEqual(codes.map((_, at) => (at % 9 === 8 ? null : at % 4 !== 3)));
    for (const { informant } of villagesOfAnswer) expect(informant?.phone).toMatch(/^199\*{4}\d{4}$/);
    expect(villagesOfAnswer.filter(({ shelters }) => shelters.nodes.length === 0)).toHaveLength(2);
  });

  it('the drills of the year, and the warnings that hold with who answered the call', async () => {
    const { drills, warnings } = await one<{
      drills: { nodes: { kind: string }[] };
      warnings: {
        colour: string;
        active: boolean;
        callouts: { nodes: { acknowledgedAt: string | null }[] };
      }[];
    }>(
      township,
      `drills(year: 2026) { nodes { kind } } warnings(active: true) { colour active
         callouts(first: 500) { nodes { acknowledgedAt } } }`,
    );
    expect(drills.nodes.map(({ kind }) => kind).sort()).toEqual([
      'COMPREHENSIVE',
      ...Array(4).fill('EVACUATION'),
    ]);
    expect(warnings).toMatchObject([{ colour: 'ORANGE', active: true }]);
    const calls = warnings[0]?.callouts.nodes ?? [];
    expect(calls).toHaveLength(14);
    expect(calls.filter(({ acknowledgedAt }) => acknowledgedAt === null)).toHaveLength(3);
    expect(
      (await one<{ drills: { nodes: [] } }>(township, 'drills(year: 2025) { nodes { kind } }')).drills.nodes,
    ).toEqual([]);
  });

  it('costs as many statements for fourteen villages as for two', async () => {
    const fields = `planSet { complete } planCompleteness { villages } shelters { nodes { capacity } } shelterGap { gap }
      informant { phone } drills(year: 2026) { nodes { kind } } drillCompliance(year: 2026) { level coverage { have } }
      enterpriseDrills(year: 2026) { total } warehouseCoverage { have } landingSites { nodes { name } }
      onDuty { post } warnings(active: true) { colour callouts { nodes { acknowledgedAt } } linkedResponses { level } }`;
    const few = await divisions(codes.slice(0, 2), fields);
    expect(few.statements).toBeGreaterThan(8);
    expect((await divisions(codes, fields)).statements).toBe(few.statements);
  });

  it('shows nobody of another township, and its own people to nobody of another line', async () => {
    const other = loadDivisions().find(({ parentCode }) => parentCode === '140581102')?.code as string;
    expect(await one(other, 'informant { phone }')).toEqual({ informant: null });
    const [village] = codes as [string];
    expect(await one(village, 'informant { phone }', caller('ENERGY', '140581'))).toEqual({
      informant: null,
    });
    const grant: Grant = {
      id: 'grant-1',
      coordinates: ['DisasterInformant'],
      divisions: [township],
      unmask: false,
      incident: null,
      expiresAt: Date.now() / 1000 + 600,
    };
    const relief = caller('CIVIL_AFFAIRS', '141122', { grants: [grant], purpose: 'RELIEF' });
    expect(await one(village, 'informant { phone }', relief)).toMatchObject({
      informant: { phone: expect.stringMatching(/^199\*{4}\d{4}$/) },
    });
  });
});

describe('warnings of a division', () => {
  it('reach down to the villages, up to the city, and not across to a neighbour', async () => {
    const village = villages[0]?.code as string;
    const { rows } = await divisions(
      [village, '141100', '141122101', '140581'],
      'warnings(active: true) { kind }',
    );
    const kinds = (rows as unknown as { warnings: { kind: string }[] }[]).map(({ warnings }) =>
      warnings.map(({ kind }) => kind),
    );
    expect(kinds).toEqual([['RAINSTORM'], ['RAINSTORM'], [], ['FOREST_FIRE_DANGER']]);
  });

  it('that are over are told apart, the latest first', async () => {
    const { over, all } = await one<Record<string, { active: boolean; publishedAt: string }[]>>(
      '140500',
      'over: warnings(active: false, first: 100) { active publishedAt } all: warnings(first: 100) { active publishedAt }',
    );
    const past = sampleRows('Warning').filter(({ divisionCode }) => String(divisionCode).startsWith('1405'));
    expect(all).toHaveLength(past.length);
    expect(over).toHaveLength(past.length - 1);
    const instants = (all ?? []).map(({ publishedAt }) => publishedAt);
    expect(instants).toEqual([...instants].sort().reverse());
  });
});

describe('counts of a division', () => {
  const missingOf = (rows: { missing: { code: string }[] }) => rows.missing.map(({ code }) => code);

  it('the villages without a shelter that can be opened', async () => {
    const { shelterGap } = await one<{
      shelterGap: {
        total: number;
        have: number;
        gap: number;
        definition: string;
        missing: { code: string }[];
      };
    }>(township, 'shelterGap(level: VILLAGE) { total have gap definition missing { code } }');
    expect(shelterGap).toMatchObject({ total: 14, have: 11, gap: 3 });
    expect(shelterGap.definition).toContain('未停用');
    expect(missingOf(shelterGap)).toEqual([3, 9, 11].map((at) => villages[at]?.code));
  });

  it('the counties of 晋城, each with a warehouse of its own; a township has no such count', async () => {
    const { rows } = await divisions(
      ['140500', '140581', '141122', township],
      'warehouseCoverage { total have gap missing { code } }',
    );
    expect(rows).toEqual([
      { warehouseCoverage: { total: 6, have: 6, gap: 0, missing: [] } },
      { warehouseCoverage: { total: 1, have: 1, gap: 0, missing: [] } },
      { warehouseCoverage: { total: 1, have: 0, gap: 1, missing: [{ code: '141122' }] } },
      { warehouseCoverage: null },
    ]);
  });

  it('the villages with their plans: what is not recorded is not there', async () => {
    const { planCompleteness } = await one<{ planCompleteness: Record<string, unknown> & { missing: [] } }>(
      township,
      'planCompleteness { villages recorded complete responsibility fire flood quake geo missing(first: 2) { code } }',
    );
    const sets = sampleRows('VillagePlanSet').filter((row) =>
      String(row['divisionCode']).startsWith(township),
    );
    const having = (plan: string) => sets.filter((row) => row[plan] === true).length;
    expect(planCompleteness).toEqual({
      villages: 14,
      recorded: 13,
      complete: 10,
      responsibility: having('responsibility'),
      fire: having('fire'),
      flood: having('flood'),
      quake: having('quake'),
      geo: having('geo'),
      missing: [{ code: villages[3]?.code }, { code: villages[7]?.code }],
    });
  });

  it('the governments that held their drills: of their own level and division only', async () => {
    const { drillCompliance } = await one<{
      drillCompliance: { level: string; basis: string; coverage: { total: number; have: number } }[];
    }>('140500', 'drillCompliance(year: 2026) { level basis coverage { total have gap } }');
    const townships = loadDivisions().filter(
      ({ level, path, pseudo }) => level === 'TOWNSHIP' && path.includes('140500') && !pseudo,
    );
    const held = new Set(
      sampleRows('Drill')
        .filter(({ level }) => level === 'TOWNSHIP')
        .map(({ divisionCode }) => divisionCode),
    );
    const have = townships.filter(({ code }) => held.has(code)).length;
    expect(drillCompliance.map(({ level, coverage }) => [level, coverage])).toEqual([
      ['CITY', { total: 1, have: 0, gap: 1 }],
      ['COUNTY', { total: 6, have: 5, gap: 1 }],
      ['TOWNSHIP', { total: townships.length, have, gap: townships.length - have }],
    ]);
    expect(have).toBeGreaterThan(10);
  });

  it('the drills of enterprises, of which only accepted claims count', async () => {
    const { enterpriseDrills } = await one<{ enterpriseDrills: Record<string, unknown> }>(
      '140500',
      'enterpriseDrills(year: 2026) { total claimed accepted targetShare reached }',
    );
    const drills = sampleRows('Drill').filter(({ enterpriseUscc }) => enterpriseUscc !== null);
    const accepted = drills.filter((row) => row['unannouncedAccepted'] === true).length;
    expect(enterpriseDrills).toEqual({
      total: drills.length,
      claimed: drills.filter((row) => row['unannouncedClaimed'] === true).length,
      accepted,
      targetShare: 0.5,
      reached: accepted >= drills.length / 2,
    });
    expect(accepted).toBeGreaterThan(0);
  });

  it.each([
    'drills(year: 1999) { nodes { kind } }',
    'warnings(first: 101) { kind }',
    'shelterGap { missing(first: 0) { code } }',
  ])('refuses %s', async (field) => {
    const query = `{ _entities(representations: [{__typename: "AdminDivision", code: "${township}"}]) { ... on AdminDivision { ${field} } } }`;
    const { errors } = await subgraph.ask(query, officer);
    expect(errors?.[0]?.extensions?.['code']).toMatch(/^(BAD_INPUT|PAGE_SIZE_OUT_OF_RANGE)$/);
  });
});

describe('who is on duty', () => {
  it('at an instant: the leader before the officer, masked; nobody when no shift covers it', async () => {
    const { rows } = await divisions(
      [township],
      `now: onDuty(at: "2026-04-30T12:00:00+08:00") { post personName personPhone officePhone startsAt }
       never: onDuty(at: "2020-01-01T00:00:00Z") { post }`,
    );
    expect(rows[0]).toMatchObject({
      now: [
        { post: 'LEADER', personName: expect.stringMatching(/^.\*$/u), startsAt: '2026-04-30T00:00:00.000Z' },
        { post: 'DUTY_OFFICER', personPhone: expect.stringMatching(/^199\*{4}\d{4}$/) },
      ],
      never: [],
    });
  });
});
