import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { mutations, questions } from './harness/sharingQuestions.js';
import { type House, startHouse, usedDataFolder } from './harness/house.js';
import { until } from './harness/processes.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
type Json = Record<string, any>;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const emergencyOfCity = demoUscc('EMERGENCY', '140500');

let data: string;
beforeAll(async () => {
  data = await usedDataFolder();
}, 600_000);
afterAll(() => rm(data, { recursive: true, force: true }));

// DOMAIN §5, scenario 10: one grant from the application to the proof of disposal. In both layouts on one set of rows:
// the second house takes up what the first left.
describe.each([
  ['in one process', false],
  ['with a process for each subgraph', true],
] as const)('%s', (_, processes) => {
  let house: House;
  let grant: Json;
  let tank: Json;
  beforeAll(async () => {
    house = await startHouse({ data, processes });
  });
  afterAll(() => house?.stop());

  /** What a persona's mutation was answered with; fails the test when it was refused. */
  const done = async (persona: string, mutation: string, input: Json): Promise<Json> => {
    const { body } = await house.query(persona, mutation, { input });
    expect(body.errors).toBeUndefined();
    return Object.values(body.data ?? {})[0] as Json;
  };
  const codeOf = async (persona: string, mutation: string, input: Json) =>
    (await house.query(persona, mutation, { input })).body.errors?.[0]?.extensions.code;
  /** The tanks that the ecology bureau's system sees with something in the field asked for. */
  const tanks = async () => {
    const { body } = await house.query('ecology-bureau', questions.tanks);
    const hazards = (body.data?.['majorHazards'] as Json | null)?.['nodes'] as Json[];
    return {
      body,
      // A tank granted in part does not say where it stands; its hazard, which everybody may read, does.
      seen: hazards.flatMap(({ division, tanks: page }) =>
        (((page as Json | null)?.['nodes'] as Json[] | undefined) ?? []).map((one) => ({
          ...one,
          at: division.code as string,
        })),
      ) as Json[],
    };
  };
  const granted = () =>
    until('the gateway knows the grant', async () =>
      (await tanks()).seen.find((one) => one['capacityTonnes'] !== null),
    );

  it('the ecology bureau applies with its basis, and the clock runs', async () => {
    const input = {
      sourceId: randomUUID(),
      providerDepartment: emergencyOfCity,
      signature: { role: '数据共享工作机构负责人', subject: 'officer-7', signed: true },
      coordinates: ['Tank.capacityTonnes'],
      basis: '水污染防治法 art. 77',
      scenario: '丹河沿线环境风险评估',
      scope: { divisions: ['140581'] },
      mode: 'SERVICE_INTERFACE',
      purpose: 'ECOLOGY',
      from: new Date().toISOString(),
      until: inDays(90),
      ratePerMinute: 1000,
    };
    const { application } = await done('ecology-sharing-officer', mutations.apply, input);
    expect(application).toMatchObject({ state: 'SUBMITTED', answerDue: { overdue: false } });
    expect(await codeOf('ecology-bureau', mutations.apply, { ...input, sourceId: randomUUID() })).toBe(
      'FORBIDDEN',
    );
    expect(
      await codeOf('ecology-sharing-officer', mutations.answer, {
        id: application.id,
        answer: 'APPROVE',
        grant: {},
      }),
    ).toBe('FORBIDDEN');

    const before = await tanks();
    expect(before.seen.filter((one) => one['capacityTonnes'] !== null)).toEqual([]);
    const answer = { id: application.id, answer: 'APPROVE', grant: {} };
    ({ grant } = (await done('emergency-sharing-officer', mutations.answer, answer)) as { grant: Json });
    expect(grant).toMatchObject({
      state: 'ACTIVE',
      coordinates: ['Tank.capacityTonnes'],
      divisions: ['140581'],
    });
  });

  it('its system reads what was granted where it was granted, and nothing beside it', async () => {
    tank = await granted();
    const { body, seen } = await tanks();
    expect(body.extensions?.['grants']).toContain(grant['id']);
    const isInside = ({ at }: Json) => at.startsWith('140581');
    // Elsewhere a grant of the demonstration gives another field of the same rows.
    const outside = seen.filter((one) => !isInside(one));
    expect([seen.filter(isInside).length, outside.length]).not.toContain(0);
    expect(outside.filter((one) => one['capacityTonnes'] !== null)).toEqual([]);
    expect(seen.filter((one) => one['designMaximumTonnes'] !== null)).toEqual([]);
    expect((body.errors ?? []).map(({ extensions }) => extensions['coordinate'])).toContain(
      'Tank.designMaximumTonnes',
    );
    // The same system for another purpose, and another department, hold no grant.
    const { body: other } = await house.query('water-bureau', questions.tanks);
    expect((other.errors ?? []).map(({ extensions }) => extensions['coordinate'])).toContain(
      'MajorHazard.tanks',
    );
  });

  it('the place beside the amount is rounded, and exact where it is read alone', async () => {
    const ask = async (query: string) => (await house.query('ecology-bureau', query)).body;
    const coordinatesOf = (body: Json) =>
      ((body['data'].majorHazards as Json)['nodes'] as Json[]).flatMap(({ location }) =>
        location ? [location['lat'] as number, location['lon'] as number] : [],
      );
    const isRounded = (degrees: number) => Math.abs(degrees * 100 - Math.round(degrees * 100)) < 1e-6;
    const beside = await ask(questions.placesAndTanks);
    expect(beside.extensions?.['coarse']).toEqual(['MajorHazard.location']);
    expect(coordinatesOf(beside).length).toBeGreaterThan(0);
    expect(coordinatesOf(beside).every(isRounded)).toBe(true);
    const alone = await ask(questions.places);
    expect(alone.extensions?.['coarse']).toBeUndefined();
    expect(coordinatesOf(alone).every(isRounded)).toBe(false);
  });

  it('finds a wrong tonnage and asks for verification; the value is marked until it is corrected', async () => {
    const request = {
      ...{
        sourceId: randomUUID(),
        providerDepartment: emergencyOfCity,
        divisionCode: '140581',
        grantId: grant['id'],
      },
      ...{ coordinate: 'Tank.capacityTonnes', key: JSON.stringify({ id: tank['id'] }) },
      ...{ problem: '容量与环评文件不符', evidence: '环评批复 2025-17 号第 3 页' },
    };
    const { verificationCase } = await done('ecology-sharing-officer', mutations.verify, request);
    expect(verificationCase).toMatchObject({ state: 'OPEN', due: { overdue: false } });
    const marks = async () => ((await tanks()).body.extensions?.['disputed'] ?? []) as Json[];
    const [mark] = await until('the value is marked', async () => {
      const found = await marks();
      return found.length > 0 ? found : null;
    });
    expect(mark).toMatchObject({ caseId: verificationCase.id });
    expect((mark as Json)['path'].at(-1)).toBe('capacityTonnes');

    const correct = {
      id: verificationCase.id,
      transition: 'CORRECT',
      evidence: { reply: '已按环评文件更正' },
    };
    expect(await codeOf('ecology-sharing-officer', mutations.settle, correct)).toBe('FORBIDDEN');
    await done('emergency-sharing-officer', mutations.settle, correct);
    await until('the mark is gone', async () => (await marks()).length === 0);
  });

  it('the provider sees who read how much for which grant', async () => {
    const usage = await until('the use is reported', async () => {
      const { body } = await house.query('emergency-sharing-officer', questions.usage, { id: grant['id'] });
      const found = ((body.data?.['sharingGrant'] as Json)['usageRecords'] as Json)['nodes'] as Json[];
      return found.length > 0 ? found : null;
    });
    expect(usage[0]).toMatchObject({
      subject: 'demo-ecology-bureau',
      coordinates: ['Tank', 'Tank.capacityTonnes'],
      unmasked: 0,
    });
    expect(usage[0]?.['rows']).toBeGreaterThan(0);
    const seenBy = async (persona: string) =>
      (await house.query(persona, questions.usage, { id: grant['id'] })).body.data?.['sharingGrant'];
    for (const persona of ['ecology-sharing-officer', 'sharing-officer', 'auditor']) {
      expect([persona, await seenBy(persona)]).toEqual([
        persona,
        expect.objectContaining({ id: grant['id'] }),
      ]);
    }
    for (const persona of ['water-bureau', 'mine-regulator', 'fire-planner', 'township-officer']) {
      expect([persona, await seenBy(persona)]).toEqual([persona, null]);
    }
  });

  it('nobody but the gateway can name the policy or write use', async () => {
    for (const query of [
      '{ sharingPolicy { revision } }',
      'mutation { recordSharingUsage(records: []) }',
      '{ __type(name: "PolicyGrant") { name } }',
    ]) {
      const { body } = await house.query('administrator', query);
      const isHidden =
        body.errors?.[0]?.extensions.code === 'VALIDATION_FAILED' || body.data?.['__type'] === null;
      expect([query, isHidden]).toEqual([query, true]);
    }
  });

  it('misuse suspends it: within seconds nothing is read any more', async () => {
    const suspend = { id: grant['id'], transition: 'SUSPEND', evidence: { reason: '超出使用范围' } };
    await done('emergency-sharing-officer', mutations.grant, suspend);
    await until('the grant gives nothing', async () =>
      (await tanks()).seen.every((one) => one['capacityTonnes'] === null),
    );
    await done('emergency-sharing-officer', mutations.grant, {
      ...suspend,
      transition: 'RESUME',
      evidence: { reason: '已整改' },
    });
    await granted();
  });

  it('a department that is cut off is refused as a whole, until that is lifted', async () => {
    const cut = { kind: 'SUBJECT', value: 'demo-ecology-bureau', reason: '凭证泄露' };
    const { revocation } = await done('sharing-officer', mutations.revoke, cut);
    const status = async () => (await house.query('ecology-bureau', '{ __typename }')).status;
    await until('he is cut off', async () => (await status()) === 403);
    await done('sharing-officer', mutations.lift, { id: revocation.id, reason: '已更换凭证' });
    await until('he may ask again', async () => (await status()) === 200);
  });

  it('ends, and what was read is disposed of with proof', async () => {
    await done('emergency-sharing-officer', mutations.grant, {
      ...{ id: grant['id'], transition: 'END', evidence: { reason: '评估已完成' } },
    });
    await until('the grant gives nothing', async () =>
      (await tanks()).seen.every((one) => one['capacityTonnes'] === null),
    );
    const { grant: disposed } = await done('ecology-sharing-officer', mutations.grant, {
      ...{ id: grant['id'], transition: 'PROVE_DISPOSAL' },
      evidence: { method: '物理删除', statement: '已删除全部副本', evidenceHash: 'a'.repeat(64) },
    });
    expect(disposed).toMatchObject({ standing: 'DISPOSED' });
  });
});
