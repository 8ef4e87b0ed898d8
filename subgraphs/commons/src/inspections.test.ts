import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { commons } from './main.js';

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(commons, { sample: true });
});
afterAll(() => subgraph.close());

const office = caller('SAFETY_COMMITTEE', '140581');
const emergency = caller('EMERGENCY', '140581');
const fire = caller('FIRE', '140581');
const uscc = '91140581MA0GPDA15L';

const answer = (type: string, input: Json, who: ReturnType<typeof caller>) => {
  const field = type.charAt(0).toLowerCase() + type.slice(1);
  return subgraph.ask(
    `mutation ($i: Upsert${type}Input!) { made: upsert${type}(input: $i) { outcome row: ${field} { source } } }`,
    who,
    { i: { ...(type === 'Enterprise' ? {} : { enterpriseUscc: uscc }), ...input } },
  );
};
async function write(type: string, input: Json, who = office): Promise<string> {
  const { data, errors } = await answer(type, input, who);
  expect(errors).toBeUndefined();
  return (data as Json)['made'].outcome as string;
}
async function refusal(type: string, input: Json, who = office): Promise<unknown[]> {
  const { code, at } = ((await answer(type, input, who)).errors?.[0]?.extensions ?? {}) as Json;
  return [code, at];
}
async function enterprise(selection: string, who = emergency): Promise<Json> {
  const { data, errors } = await subgraph.ask(`{ enterprise(uscc: "${uscc}") { ${selection} } }`, who);
  expect(errors).toBeUndefined();
  return (data as Json)['enterprise'] as Json;
}
const gate = async (at: string, who = emergency) =>
  (
    await enterprise(
      `canInspect(at: "${at}") { open obstacles filed quietPeriod { from to basis } joinable { topic plannedOn ownerDepartment { line } } }`,
      who,
    )
  )['canInspect'] as Json;
const inspection = (sourceId: string, plannedOn: string, more: Json = {}) => ({
  ...{ sourceId, plannedOn, topic: '有限空间专项', mode: 'ON_SITE', filedAt: '2026-01-02T01:00:00Z' },
  ...more,
});

beforeAll(() => write('Enterprise', { sourceId: 'e', uscc, name: '测试企业', divisionCode: '140581107' }));

describe('the inspections of an enterprise', () => {
  it('are open to nobody in a quiet period, which any department sees', async () => {
    expect(await gate('2026-06-05')).toMatchObject({ open: true, quietPeriod: null, filed: false });
    const quiet = { sourceId: 'q', from: '2026-06-01', to: '2026-06-10', basis: '公告' };
    expect(await write('QuietPeriod', quiet)).toBe('INSERTED');
    expect(await write('QuietPeriod', quiet)).toBe('UNCHANGED');
    expect(await gate('2026-06-10', fire)).toMatchObject({
      ...{ open: false, obstacles: ['QUIET_PERIOD'], quietPeriod: { from: '2026-06-01', basis: '公告' } },
    });
    expect((await gate('2026-06-11'))['open']).toBe(true);
  });

  it('are counted against the strictest number of the year, joint ones once, those called off not', async () => {
    expect((await enterprise('inspectionQuota(year: 2026) { max }'))['inspectionQuota']).toBeNull();
    await write('InspectionQuota', { sourceId: 'n-1', year: 2026, most: 4 });
    await write('InspectionQuota', { sourceId: 'n-2', year: 2026, most: 2, basis: '县里' }, emergency);
    const joint = { jointDepartments: [demoUscc('FIRE', '140581')], items: ['消防', '用电'] };
    await write('EnterpriseInspection', inspection('i-1', '2026-03-01', joint), emergency);
    await write('EnterpriseInspection', inspection('i-2', '2026-04-20'), fire);
    await write('EnterpriseInspection', inspection('i-3', '2026-04-25', { cancelled: true }), fire);
    await write('EnterpriseInspection', inspection('i-4', '2026-04-26', { mode: 'REMOTE' }), fire);
    const quota = 'inspectionQuota(year: 2026) { max used left basis }';
    expect((await enterprise(quota))['inspectionQuota']).toEqual({ max: 2, used: 2, left: 0, basis: '县里' });
    expect(await gate('2026-05-05')).toMatchObject({
      ...{ open: false, obstacles: ['QUOTA_USED'], filed: false },
      joinable: [{ topic: '有限空间专项', plannedOn: '2026-04-20', ownerDepartment: { line: 'FIRE' } }],
    });
    // Filed for the day, with another department or alone, it does not stand in its own way.
    expect(await gate('2026-03-01', fire)).toMatchObject({ open: true, filed: true });
    const { inspections } = await enterprise(
      'inspections(from: "2026-03-01", to: "2026-04-20") { plannedOn items jointDepartments { line } }',
    );
    expect(inspections).toEqual([
      { plannedOn: '2026-04-20', items: [], jointDepartments: [] },
      { plannedOn: '2026-03-01', items: ['消防', '用电'], jointDepartments: [{ line: 'FIRE' }] },
    ]);
  });

  it('are filed before anybody enters, and refused with their place when a value is wrong', async () => {
    const held = inspection('i-1', '2026-03-01', { scannedAt: '2026-03-01T01:00:00Z', traceId: 'T-1' });
    expect(await write('EnterpriseInspection', held, emergency)).toBe('UPDATED');
    for (const [values, at] of [
      [{ scannedAt: '2026-01-01T00:00:00Z' }, 'input.scannedAt'],
      [{ filedAt: '2199-01-01T00:00:00Z' }, 'input.filedAt'],
      [{ scannedAt: '2026-03-01T01:00:00Z', cancelled: true }, 'input.scannedAt'],
      [{ persons: 0 }, 'input.persons'],
      [{ items: [' '] }, 'input.items.0'],
      [{ topic: '' }, 'input.topic'],
      [{ enterpriseUscc: '91350200MA2YJ1XR9G' }, 'input.enterpriseUscc'],
    ] as const) {
      expect(
        await refusal('EnterpriseInspection', { ...inspection('w', '2026-03-01'), ...values }, fire),
      ).toEqual(['BAD_INPUT', at]);
    }
    expect(await refusal('QuietPeriod', { sourceId: 'w', from: '2026-06-02', to: '2026-06-01' })).toEqual([
      ...['BAD_INPUT', 'input.to'],
    ]);
    expect(await refusal('InspectionQuota', { sourceId: 'w', year: 2026, most: -1 })).toEqual([
      ...['BAD_INPUT', 'input.most'],
    ]);
    expect(
      (await refusal('QuietPeriod', { sourceId: 'w', from: '2026-06-01', to: '2026-06-02' }, fire))[0],
    ).toBe('NOT_OWN_ROW');
  });

  it('take as many statements for 50 enterprises as for 2', async () => {
    const statements = async (first: number) => {
      const { errors, extensions } = await subgraph.ask(
        `{ enterprises(first: ${first}) { nodes { canInspect { open filed joinable { topic } } inspectionQuota(year: 2026) { used }
          quietPeriods { from } inspections { topic } formerNames { name } } } }`,
        emergency,
      );
      expect(errors).toBeUndefined();
      return ((extensions as Json)['counts'] as Json)['statements'] as number;
    };
    expect(await statements(50)).toBe(await statements(2));
  });
});
