import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import { data, ecology, emergency, gateway, granted, officer, type Told, told } from './testing.js';
import { keptUntil } from './usage.js';

let subgraph: TestSubgraph;
let grant: { id: string };
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing);
  grant = await granted(subgraph);
});
afterAll(() => subgraph?.close());

const record = (more: Record<string, unknown> = {}) => ({
  ...{ requestId: 'r-1', grantId: grant.id, at: '2026-03-01T17:00:00Z', department: ecology.department },
  ...{ subject: 'officer-9', coordinates: ['Tank.chemical'], divisions: ['140581'], rows: 3, unmasked: 1 },
  ...more,
});
const hand = (records: object[], who = gateway): Promise<Told> =>
  subgraph
    .ask('mutation ($records: [SharingUsageInput!]!) { recordSharingUsage(records: $records) }', who, {
      records,
    })
    .then(({ data: answer, errors }) => answer?.['recordSharingUsage'] ?? errors?.[0]?.extensions);

it('takes each record once, also when batches come at once or again', async () => {
  const batch = Array.from({ length: 50 }, (_, index) => record({ requestId: `r-${index}` }));
  const taken = await Promise.all([hand(batch), hand(batch), hand([...batch].reverse())]);
  expect(taken.reduce((sum: number, one: number) => sum + one, 0)).toBe(50);
  expect(
    await hand([record({ requestId: 'r-0' }), record({ requestId: 'r-0' }), record({ requestId: 'new' })]),
  ).toBe(1);
  expect(await hand([])).toBe(0);
});

it('shows them to provider, requester, data administration and audit, by day of Shanghai', async () => {
  const question = `{ sharingUsages(where: {grantId: "${grant.id}"}, first: 1) { totalCount nodes { day rows unmasked
    requester { uscc } ownerDepartment { uscc } division { code } keptUntil } } }`;
  for (const who of [emergency, ecology, data, caller('AUDIT', '140500')]) {
    expect(await told(subgraph, question, who)).toMatchObject({
      totalCount: 51,
      nodes: [
        {
          ...{
            day: '2026-03-02',
            rows: 3,
            unmasked: 1,
            keptUntil: '2029-03-02',
            division: { code: '140581' },
          },
          ...{ requester: { uscc: ecology.department }, ownerDepartment: { uscc: emergency.department } },
        },
      ],
    });
  }
  expect(await told(subgraph, question, officer('FIRE'))).toMatchObject({ totalCount: 0 });
  const byDay = await told(
    subgraph,
    `{ sharingGrant(id: "${grant.id}") { usageByDay { day requests rows unmasked } } }`,
    emergency,
  );
  expect(byDay).toEqual({ usageByDay: [{ day: '2026-03-02', requests: 51, rows: 153, unmasked: 51 }] });
});

it('keeps what is of no grant of ours, such as emergency access', async () => {
  expect(await hand([record({ grantId: 'emergency-rule:1', requestId: 'e' })])).toBe(1);
  expect(await hand([record({ grantId: 'emergency-rule:1', requestId: 'e' })])).toBe(0);
  const question =
    '{ sharingUsages(where: {atAfter: "2026-01-01T00:00:00Z"}, first: 500) { nodes { grant { id } requestId } } }';
  const { nodes } = await told(subgraph, question, data);
  expect(nodes).toContainEqual({ grant: null, requestId: 'e' });
});

it('is for the gateway alone, and refuses what cannot be kept', async () => {
  for (const who of [emergency, data, caller('DATA', '140500', { role: 'GATEWAY' })])
    expect(await hand([record()], who)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await hand([record(), record({ rows: -1 })])).toMatchObject({ code: 'BAD_INPUT', at: 'records[1]' });
  expect(await hand([record({ subject: '' })])).toMatchObject({
    code: 'BAD_INPUT',
    at: 'records[0].subject',
  });
  expect(await hand([record({ department: 'x' })])).toMatchObject({ code: 'USCC_MALFORMED' });
});

it('is kept three years, a leap day included', () => {
  expect(keptUntil('2028-02-29')).toBe('2031-03-01');
  expect(keptUntil('2026-12-31')).toBe('2029-12-31');
});

it('is reported on by the requester, once', async () => {
  const mutation = `mutation ($input: ReportSharingUseInput!) { reportSharingUse(input: $input) { outcome useReport { effect provider { uscc } } } }`;
  const input = {
    ...{
      sourceId: 'u-1',
      grantId: grant.id,
      periodFrom: '2026-01-01',
      periodTo: '2026-03-31',
      scenario: '评估',
    },
    ...{ process: '查询', effect: '完成', storage: '政务云', destruction: '已删' },
  };
  expect(await told(subgraph, mutation, emergency, input)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await told(subgraph, mutation, ecology, { ...input, periodTo: '2025-01-01' })).toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(await told(subgraph, mutation, ecology, { ...input, storage: ' ' })).toMatchObject({
    at: 'input.storage',
  });
  expect(await told(subgraph, mutation, ecology, input)).toMatchObject({
    ...{ outcome: 'INSERTED', useReport: { effect: '完成', provider: { uscc: emergency.department } } },
  });
  expect(await told(subgraph, mutation, ecology, input)).toMatchObject({ outcome: 'UNCHANGED' });
  expect(await told(subgraph, mutation, ecology, { ...input, effect: '另' })).toMatchObject({
    code: 'CONFLICT',
  });
});
