import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
});
afterAll(() => subgraph.close());

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
const county = '140581';
const energy = caller('ENERGY', county);
const emergency = caller('EMERGENCY', county);
const tomorrow = new Date(Date.parse(today()) + 86_400_000).toISOString().slice(0, 10);
const base = { name: '测试', divisionCode: '140581107' };

async function write(type: string, selection: string, input: Json, who = energy): Promise<Json> {
  const field = type.charAt(0).toLowerCase() + type.slice(1);
  const answer = await subgraph.ask(
    `mutation($i: Upsert${type}Input!) { upsert${type}(input: $i) { outcome row: ${field} { id ${selection} } } }`,
    who,
    { i: input },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data as Json)[`upsert${type}`] as Json;
}
const refusal = async (type: string, input: Json, who = energy) => {
  const answer = await subgraph.ask(
    `mutation($i: Upsert${type}Input!) { upsert${type}(input: $i) { outcome } }`,
    who,
    { i: input },
  );
  const { code, at } = (answer.errors?.[0]?.extensions ?? {}) as Json;
  return [code, at] as unknown[];
};
const mineOf = async (sourceId: string) =>
  (await write('CoalMine', 'name', { ...base, sourceId }))['row'].id as string;

describe('a coal mine', () => {
  it('keeps what is written of it, computed beside identified', async () => {
    const input = {
      ...base,
      sourceId: 'full',
      approvedCapacityWanTonnesPerYear: 90,
      actualOutputWanTonnesPerYear: 99.1,
      highestMonthlyOutputWanTonnes: 9,
      depthMaxMetres: 600.5,
      gasGrade: 'LOW',
      hydroType: 'SIMPLE',
      annualMeanInflowCubicMetresPerHour: 700,
      managementTiers: 4,
      standardizationGrade: 'GRADE_1',
      standardizationScore: 92,
      standardizationHazardControlScore: 91,
      standardizationProfessionalScore: 90,
      standardizationFoundationScore: 86,
      standardizationGrantedAt: '2024-03-01',
      standardizationExpiresAt: '2024-03-02',
      latestAccidentGrade: 'GENERAL',
      latestAccidentOn: today(),
      rescueArrangement: 'OWN_TEAM',
      rescueTeamEtaMinutes: 31,
      videoPoints: 10,
      videoPointsOnline: 5,
      violationsYear: 2026,
      violationsCommand: 1,
      violationsOperation: 2,
      rescueTeamId: '00000000-0000-4000-8000-000000000001',
      capacityLinkageMeasure: 'REDUCED',
    };
    const selection = `overproduction hydroTypeComputed hydroTypeDisagrees hydroTypeSeverityRank managementTiersWithinLimit
      intelligentDuty intelligentDutyReasons rescueWithin30Minutes rescueTeam { id } video { onlineRatio } violations { total }
      capacityLinkage { measure } supplyTask { year }
      standardization { grade qualityRank gradeByScore gradeDisagrees expired barredUntil }`;
    const written = await write('CoalMine', selection, input);
    expect(written['row']).toMatchObject({
      overproduction: ['ANNUAL_CAPACITY'],
      hydroTypeComputed: 'COMPLEX',
      hydroTypeDisagrees: true,
      hydroTypeSeverityRank: 4,
      managementTiersWithinLimit: false,
      intelligentDuty: true,
      intelligentDutyReasons: ['DEEP'],
      rescueWithin30Minutes: false,
      rescueTeam: { id: input.rescueTeamId },
      video: { onlineRatio: 0.5 },
      violations: { total: 3 },
      capacityLinkage: { measure: 'REDUCED' },
      supplyTask: null,
      standardization: {
        grade: 'GRADE_1',
        qualityRank: 1,
        gradeByScore: 'GRADE_2',
        gradeDisagrees: true,
        expired: true,
      },
    });
    expect((await write('CoalMine', selection, input))['outcome']).toBe('UNCHANGED');
  });

  it.each<[Json, string, string]>([
    [{ depthMaxMetres: 60_000 }, 'BAD_INPUT', 'input.depthMaxMetres'],
    [
      { standardizationGrantedAt: '2024-03-02', standardizationExpiresAt: '2024-03-01' },
      'BAD_INPUT',
      'input.standardizationExpiresAt',
    ],
    [
      { intelligentStartedAt: '2024-03-02', intelligentAcceptedAt: '2024-03-01' },
      'BAD_INPUT',
      'input.intelligentAcceptedAt',
    ],
    [{ videoPoints: 3, videoPointsOnline: 4 }, 'BAD_INPUT', 'input.videoPoints'],
    [
      { annualMeanInflowCubicMetresPerHour: 3, annualMaxInflowCubicMetresPerHour: 2 },
      'BAD_INPUT',
      'input.annualMaxInflowCubicMetresPerHour',
    ],
    [{ latestAccidentOn: tomorrow }, 'BAD_INPUT', 'input.latestAccidentOn'],
    [{ standardizationGrantedAt: '0024-03-02' }, 'BAD_INPUT', 'input.standardizationGrantedAt'],
    [{ principalPhone: 'call me' }, 'BAD_INPUT', 'input.principalPhone'],
    [{ rescueTeamEtaMinutes: -1 }, 'BAD_INPUT', 'input.rescueTeamEtaMinutes'],
  ])('%j is refused: %s at %s', async (change, code, at) => {
    expect(await refusal('CoalMine', { ...base, sourceId: 'bad', ...change })).toEqual([code, at]);
  });

  it('does not exist on 30 February', async () => {
    const [code] = await refusal('CoalMine', {
      ...base,
      sourceId: 'bad',
      standardizationGrantedAt: '2026-02-30',
    });
    expect(code).toBe('BAD_INPUT');
  });
});

describe('records of a mine', () => {
  it('a licence runs from a day to a later one, of exactly one mine of one’s own', async () => {
    const coalMineId = await mineOf('licensed');
    const licence = { sourceId: 'l-1', coalMineId, kind: 'MINING', number: 'C-1' };
    const dates = { validFrom: '2023-01-01', validTo: '2023-01-01' };
    const written = await write('MineLicence', 'expired coalMine { id } division { code }', {
      ...licence,
      ...dates,
    });
    expect(written).toMatchObject({
      outcome: 'INSERTED',
      row: { expired: true, coalMine: { id: coalMineId }, division: { code: '140581107' } },
    });
    expect((await write('MineLicence', 'number', { ...licence, ...dates }))['outcome']).toBe('UNCHANGED');
    const bad = { ...licence, sourceId: 'l-2' };
    expect(await refusal('MineLicence', { ...bad, validFrom: '2023-01-02', validTo: '2023-01-01' })).toEqual([
      'BAD_INPUT',
      'input.validTo',
    ]);
    // Half of it given later: the table holds the two together.
    expect((await refusal('MineLicence', { ...licence, validTo: '2022-12-31' }))[0]).toBe('BAD_INPUT');
    expect(await refusal('MineLicence', { ...bad, tailingsPondId: coalMineId })).toEqual([
      'BAD_INPUT',
      'input.tailingsPondId',
    ]);
    expect(await refusal('MineLicence', { ...bad, coalMineId: undefined })).toEqual(['BAD_INPUT', 'input']);
    expect(await refusal('MineLicence', { ...bad, coalMineId: 'nothing' })).toEqual([
      'BAD_INPUT',
      'input.coalMineId',
    ]);
    expect(await refusal('MineLicence', bad, emergency)).toEqual(['NOT_OWN_ROW', 'input.coalMineId']);
    expect((await refusal('MineLicence', bad, caller('FIRE', county)))[0]).toBe('NOT_OWN_ROW');
  });

  it('an alert is open until it is cleared, and its steps are in order', async () => {
    const coalMineId = await mineOf('alarmed');
    const alert = {
      sourceId: 'a-1',
      coalMineId,
      level: 'RED',
      indicator: '瓦斯超限',
      raisedAt: '2026-05-01T03:00:00+08:00',
      chain: [{ actor: '矿', action: '撤人', at: '2026-05-01T03:05:00+08:00' }],
    };
    const selection = 'open severityRank chain { actor at } clearedByName';
    expect(await write('CoalRiskAlert', selection, alert)).toMatchObject({
      outcome: 'INSERTED',
      row: { open: true, severityRank: 1, chain: [{ actor: '矿', at: '2026-04-30T19:05:00.000Z' }] },
    });
    const openReds = async () => {
      const answer = await subgraph.ask(
        '{ coalMines(where: {openAlertLevelIn: [RED]}) { nodes { id } } }',
        emergency,
      );
      return (answer.data as Json)['coalMines'].nodes as Json[];
    };
    expect(await openReds()).toEqual([{ id: coalMineId }]);
    const cleared = await write('CoalRiskAlert', selection, {
      ...alert,
      clearedAt: '2026-05-01T04:00:00+08:00',
      clearedByName: '张某某',
    });
    expect(cleared).toMatchObject({ outcome: 'UPDATED', row: { open: false, clearedByName: '张*' } });
    expect(await openReds()).toEqual([]);
    const bad = { ...alert, sourceId: 'a-2' };
    expect(await refusal('CoalRiskAlert', { ...bad, clearedAt: '2026-05-01T02:59:59+08:00' })).toEqual([
      'BAD_INPUT',
      'input.clearedAt',
    ]);
    const early = [{ actor: '矿', action: '撤人', at: '2026-05-01T02:00:00+08:00' }];
    expect(await refusal('CoalRiskAlert', { ...bad, chain: early })).toEqual([
      'BAD_INPUT',
      'input.chain.0.at',
    ]);
  });

  it('an assessment gives the mine a computed grade, the latest first, and an event a history', async () => {
    const coalMineId = await mineOf('measured');
    const gas = (sourceId: string, assessedOn: string, more: Json) =>
      write('GasAssessment', 'gradeComputed', { sourceId, coalMineId, assessedOn, ...more });
    const low = {
      relativeCubicMetresPerTonne: 10,
      absoluteCubicMetresPerMinute: 40,
      headingMaxCubicMetresPerMinute: 3,
      faceMaxCubicMetresPerMinute: 5,
    };
    expect((await gas('g-1', '2025-01-01', low))['row'].gradeComputed).toBe('LOW');
    expect((await gas('g-2', '2023-01-01', { outburstOccurred: true }))['row'].gradeComputed).toBe(
      'OUTBURST',
    );
    await write('MineStandardizationEvent', 'kind', {
      sourceId: 'e-1',
      coalMineId,
      kind: 'REVOKED',
      grade: 'NONE',
      happenedOn: '2025-02-01',
    });
    const answer = await subgraph.ask(
      `{ coalMine(id: "${coalMineId}") { gasGradeComputed gasGradeDisagrees gasAssessments { assessedOn }
        standardization { events { kind grade happenedOn } } } }`,
      emergency,
    );
    expect(answer.data).toEqual({
      coalMine: {
        gasGradeComputed: 'LOW',
        gasGradeDisagrees: null,
        gasAssessments: [{ assessedOn: '2025-01-01' }, { assessedOn: '2023-01-01' }],
        standardization: { events: [{ kind: 'REVOKED', grade: 'NONE', happenedOn: '2025-02-01' }] },
      },
    });
    const bad = { sourceId: 'g-3', coalMineId, assessedOn: '2025-01-01' };
    expect(await refusal('GasAssessment', { ...bad, relativeCubicMetresPerTonne: -1 })).toEqual([
      'BAD_INPUT',
      'input.relativeCubicMetresPerTonne',
    ]);
    expect(await refusal('GasAssessment', { ...bad, assessedOn: tomorrow })).toEqual([
      'BAD_INPUT',
      'input.assessedOn',
    ]);
  });
});

describe('a tailings pond', () => {
  const pond = {
    ...base,
    sourceId: 'p-1',
    volumeTotalWanCubicMetres: 1000,
    damHeightMetres: 29,
    grade: 'GRADE_3',
  };
  const selection = `status gradeComputed gradeDisagrees closure { stage closedAt } warningContacts { role name phone }
    nextMoves { transition }`;
  const move = (id: string, transition: string, evidence: Json = {}, more: Json = {}) =>
    subgraph.ask(
      `mutation($i: MoveTailingsPondInput!) { moveTailingsPond(input: $i) { repeated event { from to }
        tailingsPond { status idleSince closedAt: closure { closedAt deregisteredAt stage planDue } history { transition to } } } }`,
      emergency,
      { i: { id, transition, evidence, ...more } },
    );
  const codeOf = async (asked: ReturnType<typeof move>) => (await asked).errors?.[0]?.extensions?.['code'];

  it('is written with its contacts, who leave masked', async () => {
    const contacts = [{ role: '村主任', name: '李某某', phone: '19900001234' }];
    const input = { ...pond, warningContacts: contacts };
    const written = await write('TailingsPond', selection, input, emergency);
    expect(written).toMatchObject({
      outcome: 'INSERTED',
      row: {
        status: 'OPERATING',
        gradeComputed: 'GRADE_4',
        gradeDisagrees: true,
        warningContacts: [{ role: '村主任', name: '李*', phone: '199****1234' }],
      },
    });
    expect((await write('TailingsPond', 'id2: id', input, emergency))['outcome']).toBe('UNCHANGED');
    const seen = await subgraph.ask(
      `{ tailingsPonds { nodes { warningContacts { name phone } } } }`,
      caller('FIRE', county),
    );
    expect(seen.data).toEqual({ tailingsPonds: { nodes: [{ warningContacts: null }] } });
  });

  it.each<[Json, string]>([
    [{ volumeTotalWanCubicMetres: -1 }, 'input.volumeTotalWanCubicMetres'],
    [{ damHeightMetres: 501 }, 'input.damHeightMetres'],
    [{ idleSince: tomorrow }, 'input.idleSince'],
    [{ closedAt: '2024-01-02', deregisteredAt: '2024-01-01' }, 'input.deregisteredAt'],
    [{ warningContacts: [{ role: 'x', name: 'y', phone: 'z' }] }, 'input.warningContacts.0.phone'],
    [{ status: 'CLOSED' }, 'input.status'],
  ])('%j is refused at %s', async (change, at) => {
    expect(await refusal('TailingsPond', { ...pond, ...change }, emergency)).toEqual(['BAD_INPUT', at]);
  });

  it('goes its way by moves, each with its evidence, and no other way', async () => {
    const { row } = await write('TailingsPond', selection, { ...base, sourceId: 'p-2' }, emergency);
    const id = row.id as string;
    expect((row.nextMoves as Json[]).map((one) => one['transition'] as string)).toContain('STOP');
    expect(await codeOf(move(id, 'DEREGISTER', { deregisteredAt: '2025-01-01', documentNo: 'x' }))).toBe(
      'TRANSITION_ILLEGAL',
    );
    expect(await codeOf(move(id, 'STOP'))).toBe('EVIDENCE_MISSING');
    expect(await codeOf(move(id, 'STOP', { idleSince: tomorrow }))).toBe('TRANSITION_ILLEGAL');
    expect(await codeOf(move(id, 'DECLARE_CLOSURE_DUE'))).toBe('TRANSITION_ILLEGAL');
    expect((await move(id, 'STOP', { idleSince: '2020-01-01' })).errors).toBeUndefined();
    expect(await codeOf(move(id, 'RESUME', { documentNo: '1' }))).toBe('TRANSITION_ILLEGAL');
    expect(await codeOf(move(id, 'DECLARE_CLOSURE_DUE', {}, { expectedState: 'OPERATING' }))).toBe(
      'STATE_CHANGED',
    );
    expect((await move(id, 'DECLARE_CLOSURE_DUE')).errors).toBeUndefined();
    const begun = { designApprovalNo: '1', closurePlanDue: '2026-12-31' };
    expect((await move(id, 'BEGIN_CLOSURE', begun)).errors).toBeUndefined();
    expect(await codeOf(move(id, 'CLOSE', { closedAt: '2019-12-31', acceptanceNo: '1' }))).toBe(
      'TRANSITION_ILLEGAL',
    );
    const key = { moveId: 'close-1' };
    const close = { closedAt: '2025-06-01', acceptanceNo: '1' };
    expect((await move(id, 'CLOSE', close, key)).data).toMatchObject({
      moveTailingsPond: { repeated: false },
    });
    expect((await move(id, 'CLOSE', close, key)).data).toMatchObject({
      moveTailingsPond: { repeated: true },
    });
    const last = await move(id, 'DEREGISTER', { deregisteredAt: '2025-07-01', documentNo: '1' });
    expect(last.data).toEqual({
      moveTailingsPond: {
        repeated: false,
        event: { from: 'CLOSED', to: 'DEREGISTERED' },
        tailingsPond: {
          status: 'DEREGISTERED',
          idleSince: '2020-01-01',
          closedAt: {
            closedAt: '2025-06-01',
            deregisteredAt: '2025-07-01',
            stage: 'ACCEPTED',
            planDue: '2026-12-31',
          },
          history: [
            { transition: 'CREATE', to: 'OPERATING' },
            { transition: 'STOP', to: 'IDLE' },
            { transition: 'DECLARE_CLOSURE_DUE', to: 'CLOSURE_DUE' },
            { transition: 'BEGIN_CLOSURE', to: 'CLOSING' },
            { transition: 'CLOSE', to: 'CLOSED' },
            { transition: 'DEREGISTER', to: 'DEREGISTERED' },
          ],
        },
      },
    });
    const foreign = await subgraph.ask(
      `mutation { moveTailingsPond(input: {id: "${id}", transition: STOP}) { repeated } }`,
      caller('EMERGENCY', '140521'),
    );
    expect(foreign.errors?.[0]?.extensions?.['code']).toBe('NOT_OWN_ROW');
  });
});
