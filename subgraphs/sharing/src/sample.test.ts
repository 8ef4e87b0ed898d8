import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sharing } from './main.js';
import { data, ecology, gateway, told } from './testing.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(sharing, { sample: true });
});
afterAll(() => subgraph?.close());

const states = async (list: string, field = 'state') => {
  const { nodes } = await told(subgraph, `{ ${list}(first: 500) { nodes { ${field} } } }`, data);
  return new Set((nodes as Record<string, string>[]).map((node) => node[field]));
};

it('shows applications, grants, cases and disputes in every state', async () => {
  expect(await states('sharingApplications')).toEqual(
    new Set(['APPROVED', 'EXPIRED', 'REFUSED', 'RETURNED', 'SUBMITTED', 'WITHDRAWN']),
  );
  expect(await states('sharingGrants', 'standing')).toEqual(
    new Set(['ACTIVE', 'DISPOSED', 'ENDED', 'EXPIRED', 'PENDING', 'SUSPENDED']),
  );
  expect(await states('verificationCases')).toEqual(new Set(['CONFIRMED', 'CORRECTED', 'OPEN', 'WITHDRAWN']));
  expect(await states('sharingDisputes')).toEqual(
    new Set([
      'NEGOTIATING',
      'SETTLED',
      'WITHDRAWN',
      'WITH_COMMON_SUPERIOR',
      'WITH_GOVERNMENT',
      'WITH_SUPERVISOR',
    ]),
  );
});

it('gives the ecology bureau the tanks’ chemical and level, and the gateway knows it', async () => {
  const feed = await told(
    subgraph,
    `{ sharingPolicy { grants { department purpose coordinates divisions unmask startsAt expiresAt } disputed { coordinate key }
      revocations { kind value } emergencyRules { id } } }`,
    gateway,
  );
  const tanks = feed.grants.find(({ coordinates }: { coordinates: string[] }) =>
    coordinates.includes('Tank.chemical'),
  );
  expect(tanks).toMatchObject({
    ...{
      department: demoUscc('ECOLOGY', '140500'),
      purpose: 'ECOLOGY',
      divisions: ['140500'],
      unmask: false,
    },
    coordinates: ['Tank.chemical', 'Tank.levelPercent'],
  });
  expect(Date.parse(tanks.startsAt)).toBeLessThan(Date.now());
  expect(Date.parse(tanks.expiresAt)).toBeGreaterThan(Date.now());
  // Those that begin later are known, those that are suspended, ended or expired are not.
  expect(feed.grants).toHaveLength(2);
  expect(feed.disputed).toHaveLength(2);
  expect(feed.revocations).toEqual([{ kind: 'TOKEN', value: 'demo-revoked-token' }]);
  expect(feed.emergencyRules).toHaveLength(1);
});

it('shows what an emergency opened, and whose disposal of it is overdue', async () => {
  const { nodes } = await told(
    subgraph,
    '{ emergencyDisposals { nodes { unmasked disposedAt due { overdue } rule { name } } } }',
    data,
  );
  expect(nodes.map(({ due }: { due: { overdue: boolean } }) => due.overdue)).toEqual([false, true]);
  expect(nodes[0].disposedAt).not.toBeNull();
  expect(await states('emergencyAccesses', 'provider')).toContain('EMERGENCY');
});

it('shows the requester the use of its grants by request and by day', async () => {
  const { nodes } = await told(
    subgraph,
    '{ sharingGrants(where: {coordinatesHas: "Tank.levelPercent"}) { nodes { usageRecords(first: 500) { nodes { rows keptUntil day } } usageByDay { day requests rows } useReports { nodes { effect } } } } }',
    ecology,
  );
  const [{ usageRecords, usageByDay, useReports }] = nodes;
  expect(usageRecords.nodes.length).toBeGreaterThan(5);
  const sum = (rows: { rows: number }[]) => rows.reduce((total, { rows: one }) => total + one, 0);
  expect(sum(usageByDay)).toBe(sum(usageRecords.nodes));
  expect(useReports.nodes).toHaveLength(1);
  const [record] = usageRecords.nodes;
  expect(Number(record.keptUntil.slice(0, 4)) - Number(record.day.slice(0, 4))).toBe(3);
});
