import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { emergencyGrantId } from '@huitong/contract';
import { dayAt } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import { data, ecology, gateway, officer, type Told, told } from './testing.js';

let subgraph: TestSubgraph;
let rule: string;
/** One incident for each test. */
let incident: string;
let number = 0;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
  rule = (await feed()).emergencyRules[0].id;
});
afterAll(() => subgraph?.close());
beforeEach(() => {
  incident = `00000000-0000-4000-8000-${String((number += 1)).padStart(12, '0')}`;
});

const feed = (): Promise<Told> =>
  told(
    subgraph,
    '{ sharingPolicy { revision emergencyRules { id } emergencyAccesses { rule incident terms } } }',
    gateway,
  );
const record = (more: Record<string, unknown> = {}) => ({
  ...{ rule, incident, level: 3, divisions: ['140581'], unmask: true, openedAt: '2026-03-02T02:00:00Z' },
  ...{ coordinates: ['CoalMine.principalPhone', 'FireBrigade.contactPhone', 'Tank'], ...more },
  terms: createHash('sha256').update(JSON.stringify(more)).digest('hex'),
});
const ended = (endedAt = '2026-03-05T02:00:00Z') =>
  record({ endedAt, divisions: [], coordinates: [], level: 1 });
const hand = async (records: object[], who = gateway): Promise<Told> => {
  const mutation =
    'mutation ($records: [EmergencyAccessInput!]!) { recordEmergencyAccess(records: $records) }';
  const { data: answer, errors } = await subgraph.ask(mutation, who, { records });
  return answer?.['recordEmergencyAccess'] ?? errors?.[0]?.extensions;
};
const use = async (more: Record<string, unknown> = {}, department = reader.department) => {
  const records = [
    {
      ...{ requestId: `r-${(number += 1)}`, grantId: emergencyGrantId(rule, incident), department },
      ...{ at: '2026-03-03T02:00:00Z', subject: 'officer-9', coordinates: ['CoalMine.principalPhone'] },
      ...{ divisions: ['140581'], rows: 1, unmasked: 1, ...more },
    },
  ];
  const mutation = 'mutation ($records: [SharingUsageInput!]!) { recordSharingUsage(records: $records) }';
  const { errors } = await subgraph.ask(mutation, gateway, { records });
  expect(errors).toBeUndefined();
};
const accesses = async (who = data): Promise<Told[]> =>
  (
    await told(
      subgraph,
      `{ emergencyAccesses(where: {incidentId: "${incident}"}, first: 100) { nodes { provider coordinates divisions level unmask
        openedAt endedAt incidentId rule { name } ownerDepartment { uscc } } } }`,
      who,
    )
  ).nodes;
const disposals = async (who = data, where = ''): Promise<Told[]> =>
  (
    await told(
      subgraph,
      `{ emergencyDisposals(where: {incidentId: "${incident}" ${where}}) { nodes { id ownerDepartment { uscc } coordinates
        unmasked due { dueAt overdue basis } disposedAt } } }`,
      who,
    )
  ).nodes;
const usages = async (who: typeof data): Promise<Told[]> =>
  (
    await told(
      subgraph,
      `{ sharingUsages(where: {grantKey: "${emergencyGrantId(rule, incident)}"}) { nodes { coordinates unmasked } } }`,
      who,
    )
  ).nodes;

const reader = officer('WATER', '140581');
const energy = officer('ENERGY');
const energyOfCounty = officer('ENERGY', '140581');
const energyElsewhere = officer('ENERGY', '140521');

describe('an emergency access', () => {
  it('is announced to each provider in its area, and to its data administration, and to nobody else', async () => {
    expect(await hand([record()])).toBeGreaterThan(0);
    const own = await accesses(energyOfCounty);
    expect(own).toEqual([
      expect.objectContaining({
        ...{ provider: 'ENERGY', coordinates: ['CoalMine.principalPhone'], divisions: ['140581'] },
        ...{ level: 3, unmask: true, incidentId: incident, endedAt: null, ownerDepartment: null },
        rule: { name: expect.any(String) },
      }),
    ]);
    expect(await accesses(energy)).toEqual(own);
    for (const other of [energyElsewhere, ecology, officer('DATA', '140400')])
      expect(await accesses(other)).toEqual([]);
    const all = await accesses();
    expect(all.length).toBeGreaterThan(1);
    expect(all.find(({ provider }) => provider === 'FIRE').coordinates).toEqual(['FireBrigade.contactPhone']);
  });

  it('of a whole city is announced to its counties', async () => {
    await hand([record({ divisions: ['140500'] })]);
    expect(await accesses(energyOfCounty)).toHaveLength(1);
    expect(await accesses(officer('ENERGY', '140400'))).toEqual([]);
  });

  it('is one, however often and by how many gateways it is reported, and moves the policy when it changes', async () => {
    const before = await feed();
    await Promise.all(Array.from({ length: 5 }, () => hand([record()])));
    const count = (await accesses()).length;
    const after = await feed();
    expect(after.revision).not.toBe(before.revision);
    expect(after.emergencyAccesses).toContainEqual({ rule, incident, terms: record().terms });
    expect(await hand([record()])).toBe(0);
    expect((await feed()).revision).toBe(after.revision);

    await hand([record({ divisions: ['140521', '140581'], coordinates: ['CoalMine.principalPhone'] })]);
    expect(await accesses(energyElsewhere)).toHaveLength(1);
    const all = await accesses();
    expect(all).toHaveLength(count);
    expect(all.filter(({ endedAt }) => endedAt === null).map(({ provider }) => provider)).toContain('ENERGY');
    expect(all.find(({ provider }) => provider === 'FIRE').endedAt).not.toBeNull();
  });

  it('ends for all, leaves the policy, and is another one when its incident opens again', async () => {
    await hand([record()]);
    await hand([ended()]);
    expect((await accesses()).map(({ endedAt }) => endedAt)).not.toContain(null);
    expect(await hand([ended('2026-03-09T02:00:00Z')])).toBe(0);
    expect((await feed()).emergencyAccesses).not.toContainEqual(expect.objectContaining({ incident }));
    await hand([record({ openedAt: '2026-03-10T02:00:00Z' })]);
    expect((await accesses(energyOfCounty)).map(({ endedAt }) => endedAt)).toEqual([
      expect.any(String),
      null,
    ]);
  });

  it('of a rule that nobody knows is left alone, and does not hold up the others', async () => {
    const unknown = record({ rule: '00000000-0000-4000-8000-000000000000' });
    expect(await hand([unknown, record({ rule: 'none' })])).toBe(0);
    expect(await hand([unknown, record()])).toBeGreaterThan(0);
  });

  it.each([
    ['an officer of the data administration', data],
    ['an officer who calls himself the gateway', officer('DATA', '140500', { role: 'GATEWAY' })],
  ])('is taken from no one but the gateway: %s', async (_, who) => {
    expect(await hand([record()], who)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await accesses()).toEqual([]);
  });
});

describe('its use', () => {
  it('is seen by the provider of what was read, its data administration, and who read', async () => {
    await hand([record()]);
    await use();
    const seen = [{ coordinates: ['CoalMine.principalPhone'], unmasked: 1 }];
    for (const who of [energyOfCounty, energy, data, reader]) expect(await usages(who)).toEqual(seen);
    for (const who of [energyElsewhere, officer('FIRE', '140581'), ecology])
      expect(await usages(who)).toEqual([]);
  });
});

describe('the duty of disposal', () => {
  it('falls on each department that read persons’ data or values in clear, ten working days from the end', async () => {
    await hand([record()]);
    await use();
    await use({ unmasked: 2 });
    await use({ coordinates: ['FireBrigade.contactPhone'], unmasked: 0 }, ecology.department);
    await use({ coordinates: ['Tank.levelPercent'], unmasked: 0 }, officer('FORESTRY').department);
    expect(await disposals()).toEqual([]);
    await hand([ended()]);
    await hand([ended()]);
    const duties = await disposals();
    expect(new Map(duties.map(({ ownerDepartment, unmasked }) => [ownerDepartment.uscc, unmasked]))).toEqual(
      new Map([
        [reader.department, 3],
        [ecology.department, 0],
      ]),
    );
    // 2026-03-05 is a Thursday; ten working days on it is the 19th.
    expect(dayAt(new Date(Date.parse(duties[0].due.dueAt) - 1))).toBe('2026-03-19');
    expect(duties[0].due.basis).toContain('突发事件应对法');
    expect(await disposals(data, 'overdue: true, disposed: false')).toHaveLength(2);
    expect(await disposals(data, 'overdue: false')).toEqual([]);
  });

  it('is laid for use that is reported after the end, too, and for the right opening', async () => {
    await hand([record()]);
    await hand([ended('2026-03-05T02:00:00Z')]);
    await hand([record({ openedAt: '2026-03-10T02:00:00Z' })]);
    await use({ at: '2026-03-11T02:00:00Z' });
    expect(await disposals()).toEqual([]);
    await use({ at: '2026-03-04T02:00:00Z' });
    expect(await disposals()).toHaveLength(1);
    await hand([ended('2026-03-12T02:00:00Z')]);
    expect((await disposals()).map(({ unmasked }) => unmasked)).toEqual([1, 1]);
  });

  it('is proved by the department whose it is, once, and seen by provider and data administration', async () => {
    await hand([record()]);
    await use();
    await hand([ended()]);
    const [{ id }] = (await disposals(reader)) as [Told];
    expect(await disposals(energyOfCounty)).toHaveLength(1);
    expect(await disposals(ecology)).toEqual([]);
    const prove = (who = reader, more: object = {}) =>
      told(
        subgraph,
        'mutation ($input: ProveEmergencyDisposalInput!) { proveEmergencyDisposal(input: $input) { outcome emergencyDisposal { disposedAt } } }',
        who,
        { id, method: '删除', statement: '已删除全部副本', evidenceHash: 'a'.repeat(64), ...more },
      );
    expect(await prove(energyOfCounty)).toMatchObject({ code: 'FORBIDDEN', at: 'input.id' });
    expect(await prove(officer('WATER', '140581', { role: 'DUTY_OFFICER' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await prove(ecology)).toMatchObject({ code: 'BAD_INPUT', at: 'input.id' });
    expect(await prove(reader, { evidenceHash: 'none' })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await prove()).toEqual({
      outcome: 'UPDATED',
      emergencyDisposal: { disposedAt: expect.any(String) },
    });
    expect(await prove()).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await prove(reader, { evidenceHash: 'b'.repeat(64) })).toMatchObject({ code: 'CONFLICT' });
    // What is reported now finds it proved.
    await use();
    expect((await disposals()).map(({ unmasked }) => unmasked)).toEqual([1]);
  });
});
