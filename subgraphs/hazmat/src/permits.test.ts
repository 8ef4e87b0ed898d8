import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import { MajorHazard } from './entities/majorHazard.js';
import { WorkPermit } from './entities/workPermit.js';
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
const permits = rowsOf<WorkPermit>(WorkPermit);
const hazards = rowsOf<MajorHazard>(MajorHazard);

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
async function data(query: string, who = own, variables = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Json;
}
const mutation = `mutation($i: UpsertWorkPermitInput!) { upsertWorkPermit(input: $i) { outcome workPermit {
  id type level levelSeverityRank state activeNow overrun maximumHours requiredApprover gasTestFresh validFrom validTo
  guardianName gasTests { testedAt oxygenPercent passed } findings { code clause } hotWorkSituation { pipeRack } } } }`;
const hour = 3_600_000;
const iso = (hoursFromNow: number) => new Date(Date.now() + hoursFromNow * hour).toISOString();
const hot = (sourceId: string, change: Json = {}): Json => ({
  sourceId,
  divisionCode: '140581107',
  permitNo: `DH-${sourceId}`,
  type: 'HOT_WORK',
  state: 'ACTIVE',
  validFrom: iso(-1),
  validTo: iso(6),
  hotWorkSituation: {
    fireExplosionArea: true,
    runningEquipment: false,
    insideMajorHazardBund: false,
    pipeRack: true,
    holidayOrNight: false,
  },
  gasTests: [{ testedAt: iso(-1.2), oxygenPercent: 20.8, passed: true }],
  guardianName: '王某某',
  approvedBy: 'SAFETY_DEPARTMENT',
  ...change,
});
async function write(input: Json, who = own): Promise<Json> {
  return (await data(mutation, who, { i: input }))['upsertWorkPermit'] as Json;
}
async function refused(input: Json, who = own): Promise<Json> {
  const answer = await subgraph.ask(mutation, who, { i: input });
  return { ...answer.errors?.[0]?.extensions, message: answer.errors?.[0]?.message };
}

describe('upsertWorkPermit', () => {
  it('takes the level from the situation and tells what the standard wants', async () => {
    const written = await write(hot('a'));
    expect(written['outcome']).toBe('INSERTED');
    expect(written['workPermit']).toMatchObject({
      level: 'LEVEL_1',
      levelSeverityRank: 2,
      maximumHours: 8,
      requiredApprover: 'SAFETY_DEPARTMENT',
      activeNow: true,
      overrun: false,
      gasTestFresh: true,
      guardianName: '王*',
      findings: [],
    });
  });

  it('changes nothing when the same is written again', async () => {
    const input = hot('b');
    await write(input);
    expect((await write(input))['outcome']).toBe('UNCHANGED');
    expect((await write({ ...input, guardianName: '李某某' }))['outcome']).toBe('UPDATED');
  });

  it('keeps on record what is wrong with work that goes on', async () => {
    const stale = [{ testedAt: iso(-3), oxygenPercent: 20.8, passed: true }];
    const { workPermit } = await write(
      hot('c', { validTo: iso(-0.1), gasTests: stale, guardianName: null, approvedBy: 'SITE_UNIT' }),
    );
    expect(workPermit).toMatchObject({ activeNow: false, overrun: true, gasTestFresh: false });
    expect(workPermit.findings.map((one: Json) => one.code)).toEqual([
      'OVERRUN',
      'GAS_TEST_STALE',
      'GUARDIAN_MISSING',
      'APPROVAL_TOO_LOW',
    ]);
  });

  it('refuses a validity beyond the longest, with the number and the clause', async () => {
    const problem = await refused(hot('d', { validTo: iso(7.5) }));
    expect(problem).toMatchObject({ code: 'BAD_INPUT', at: 'input.validTo' });
    expect(problem['message']).toContain('at most 8 hours, not 8.5 (GB 30871-2022 clause 5.1)');
  });

  it('judges the row as it will stand: an end is checked against the beginning that is there', async () => {
    await write(hot('e'));
    const { validFrom: _, hotWorkSituation: __, ...later } = hot('e', { validTo: iso(20) });
    expect(await refused({ ...later, validFrom: iso(-1) })).toMatchObject({
      code: 'BAD_INPUT',
      at: 'input.validTo',
    });
  });

  it.each<[string, Json, string]>([
    ['an end before its beginning', { validTo: iso(-2) }, 'input.validTo'],
    ['a level below its situation', { level: 'LEVEL_2' }, 'input.level'],
    ['a level that hot work has not', { level: 'LEVEL_3' }, 'input.level'],
    ['a situation of hot work for lifting', { type: 'LIFTING' }, 'input.hotWorkSituation'],
    ['a height of 60,000 m', { heightMetres: 60_000 }, 'input.heightMetres'],
    ['a negative mass', { liftedMassTonnes: -1 }, 'input.liftedMassTonnes'],
    ['a test of tomorrow', { gasTests: [{ testedAt: iso(24), passed: true }] }, 'input.gasTests[0].testedAt'],
    [
      'oxygen of 120 percent',
      { gasTests: [{ testedAt: iso(-2), oxygenPercent: 120, passed: true }] },
      'input.gasTests[0].oxygenPercent',
    ],
    [
      'a hazard that is not there',
      { majorHazardId: '00000000-0000-4000-8000-000000000000' },
      'input.majorHazardId',
    ],
    ['a hazard that is no id', { majorHazardId: 'x' }, 'input.majorHazardId'],
  ])('refuses %s', async (_, change, at) => {
    expect(await refused(hot('x', change))).toMatchObject({ code: 'BAD_INPUT', at });
  });

  it('refuses a division of another county, and the row of another department', async () => {
    expect(await refused(hot('x', { divisionCode: '140521' }))).toMatchObject({ code: 'NOT_OWN_ROW' });
    expect(await refused(hot('x'), fire)).toMatchObject({ code: 'NOT_OWN_ROW' });
  });

  it('moves along its states only, and names the legal ones', async () => {
    await write(hot('f', { state: 'DRAFT' }));
    const problem = await refused(hot('f', { state: 'CLOSED' }));
    expect(problem).toMatchObject({ code: 'CONFLICT', at: 'input.state' });
    expect(problem['message']).toContain('may become APPROVED, REVOKED');
    for (const state of ['APPROVED', 'ACTIVE', 'CLOSED']) {
      expect((await write(hot('f', { state })))['workPermit'].state).toBe(state);
    }
    expect((await refused(hot('f', { state: 'ACTIVE' })))['code']).toBe('CONFLICT');
  });

  it('lets one of two opposite moves win when both come at once', async () => {
    await write(hot('g'));
    const answers = await Promise.all(
      ['CLOSED', 'REVOKED'].map((state) => subgraph.ask(mutation, own, { i: hot('g', { state }) })),
    );
    const won = answers.filter(({ errors }) => !errors);
    expect(won).toHaveLength(1);
    expect(answers.find(({ errors }) => errors)?.errors?.[0]?.extensions?.['code']).toBe('CONFLICT');
  });
});

describe('permits under which work goes on', () => {
  const now = Date.now();
  const goesOn = (permit: WorkPermit) =>
    permit.state === 'ACTIVE' && Date.parse(permit.validFrom) <= now && Date.parse(permit.validTo) > now;

  it('are found by the filter, those that have overrun by the other', async () => {
    const ids = async (where: string) =>
      (
        (
          await data(`{ workPermits(where: {synthetic: true, ${where}}, first: 500) { nodes { id } } }`, city)
        )['workPermits'].nodes as Json[]
      )
        .map((one) => String(one['id']))
        .sort();
    const expected = (holds: (one: WorkPermit) => boolean) =>
      permits
        .filter(holds)
        .map(({ id }) => id)
        .sort();
    expect(expected(goesOn).length).toBeGreaterThan(5);
    expect(await ids('active: true')).toEqual(expected(goesOn));
    expect(await ids('active: false')).toEqual(expected((one) => !goesOn(one)));
    expect(await ids('overrun: true')).toEqual(expected((one) => one.state === 'ACTIVE' && !goesOn(one)));
    expect(await ids('type: HOT_WORK, stateIn: [CLOSED]')).toEqual(
      expected((one) => one.type === 'HOT_WORK' && one.state === 'CLOSED'),
    );
  });

  it('are shown by their enterprise and their hazard, in as many statements for 2 as for 50', async () => {
    const ask = (count: number) =>
      subgraph.ask(
        `query($r: [_Any!]!) { _entities(representations: $r) {
           ... on Enterprise { workPermitsActive(first: 100) { nodes { id majorHazard { name } findings { code } } } riskMonitoringConnected
             hazmatLicences { nodes { licenceNo expiry { dueAt overdue } } } industrialUnits { nodes { name } } agingUnits { nodes { name } } }
           ... on MajorHazard { workPermitsActive(first: 100) { nodes { id } } leakAlerts(open: true) { nodes { medium } }
             hiddenDangers { nodes { state } } nextClock { dueAt } } } }`,
        city,
        {
          r: Array.from({ length: count }, (_, index) =>
            index % 2
              ? {
                  __typename: 'Enterprise',
                  uscc: demoEnterpriseUscc(index % 4 === 1 ? 'CHEMICAL' : 'COAL', index),
                }
              : { __typename: 'MajorHazard', id: hazards[index]!.id },
          ),
        },
      );
    const [two, fifty] = [await ask(2), await ask(50)];
    expect(fifty.errors).toBeUndefined();
    const count = (answer: { extensions?: unknown }) => (answer.extensions as Json)['counts'].statements;
    expect(count(fifty)).toBe(count(two));
    const entities = (fifty.data as Json)['_entities'] as Json[];
    entities.forEach((entity, index) => {
      const mine = permits.filter((one) =>
        index % 2
          ? index % 4 === 1 && one.enterpriseUscc === demoEnterpriseUscc('CHEMICAL', index)
          : one.majorHazardId === hazards[index]!.id,
      );
      const shown = entity['workPermitsActive'].nodes.map((one: Json) => one.id);
      expect(shown.sort()).toEqual(
        mine
          .filter(goesOn)
          .map(({ id }) => id)
          .sort(),
      );
    });
  });

  it('show another line the work, and not who watches it', async () => {
    const answer = await subgraph.ask(
      `{ workPermits(first: 50) { nodes { type guardianName approverName } } }`,
      fire,
    );
    const nodes = (answer.data as Json)['workPermits'].nodes as Json[];
    expect(nodes).toHaveLength(50);
    expect(nodes.every((one) => one['guardianName'] === null && one['approverName'] === null)).toBe(true);
    expect(((answer.extensions as Json)['denied'] as Json[]).map((one) => one['coordinate'])).toEqual(
      expect.arrayContaining(['WorkPermit.guardianName', 'WorkPermit.approverName']),
    );
  });
});
