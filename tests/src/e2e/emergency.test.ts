import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoIncidentId } from '@huitong/kit';
import { type House, startHouse } from './harness/house.js';
import { until } from './harness/processes.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes
type Json = Record<string, any>;

/** What the duty officer of DOMAIN §5, scenario 1, asks of other departments: of the burning tank's county, and beside it. */
const question = `query ($division: DivisionCode!, $incident: ID!) {
  coalMines(division: $division, first: 50) { nodes { name division { code }
    undergroundNow principalPhone(unmask: {reason: "储罐区火灾处置", incident: $incident}) } } }`;
const announced = `query ($incident: ID!) { emergencyAccesses(where: {incidentId: $incident}, first: 100) {
  nodes { provider level divisions coordinates endedAt rule { name } } } }`;
const used = `query ($grant: String!) { sharingUsages(where: {grantKey: $grant}, first: 100) {
  nodes { subject coordinates unmasked requestId } } }`;
const duties = `query ($incident: ID!) { emergencyDisposals(where: {incidentId: $incident}) {
  nodes { ownerDepartment { uscc } unmasked coordinates due { dueAt overdue } disposedAt } } }`;

// Scenario 1's permissions, on the tank fire of the demonstration.
describe.each([
  ['in one process', false],
  ['with a process for each subgraph', true],
])('emergency access %s', (_, processes) => {
  let house: House;
  const incident = demoIncidentId;
  beforeAll(async () => {
    house = await startHouse({ processes });
  }, 600_000);
  afterAll(() => house?.remove());

  const mines = async (persona: string, division = '140581') => {
    const { body } = await house.query(persona, question, { division, incident });
    return { body, nodes: (body.data?.['coalMines'] as Json)['nodes'] as Json[] };
  };
  const nodesOf = async (persona: string, query: string, variables: Json) => {
    const { body } = await house.query(persona, query, variables);
    expect(body.errors).toBeUndefined();
    return (Object.values(body.data ?? {})[0] as Json)['nodes'] as Json[];
  };
  const open = () =>
    until('the incident opens the rule', async () => {
      const { nodes } = await mines('incident-duty-officer');
      return nodes.some((one) => /^[0-9-]+$/.test(one['principalPhone'] ?? '')) ? nodes : null;
    });

  it('gives the officer who acts in the incident other departments’ numbers in clear, in its county alone', async () => {
    const inside = await open();
    for (const one of inside) expect(one['undergroundNow']).not.toBeNull();
    const beside = (await mines('incident-duty-officer', '140521')).nodes;
    expect(beside.length).toBeGreaterThan(0);
    for (const one of beside) expect([one['principalPhone'], one['undergroundNow']]).toEqual([null, null]);
    const { nodes } = await mines('duty-officer');
    expect(nodes).toHaveLength(inside.length);
    for (const one of nodes) expect([one['principalPhone'], one['undergroundNow']]).toEqual([null, null]);
  });

  it('shows in the answer, and tells each provider and its data administration', async () => {
    const { body } = await mines('incident-duty-officer');
    const [emergency] = body.extensions?.['emergency'] as Json[];
    expect(emergency).toMatchObject({ incident });
    const own = await until('the energy bureau is told', async () => {
      const nodes = await nodesOf('mine-regulator', announced, { incident });
      return nodes.length > 0 ? nodes : null;
    });
    expect(own).toEqual([
      expect.objectContaining({ provider: 'ENERGY', level: 3, divisions: ['140581', expect.any(String)] }),
    ]);
    expect((await nodesOf('sharing-officer', announced, { incident })).length).toBeGreaterThan(1);
    expect(await nodesOf('fire-planner', announced, { incident })).toEqual([]);

    const grant = emergency?.['grant'] as string;
    const usage = await until('the use is reported', async () => {
      const nodes = await nodesOf('mine-regulator', used, { grant });
      return nodes.find((one) => one['requestId'] === body.extensions?.['requestId']) ?? null;
    });
    expect(usage).toMatchObject({ subject: 'demo-incident-duty-officer' });
    expect(usage['unmasked']).toBeGreaterThan(0);
    expect(await nodesOf('fire-planner', used, { grant })).toEqual([]);
  });

  it('ends with the incident: the next request reads nothing, and what was read is to be disposed of', async () => {
    const mutation = `mutation ($input: UpsertIncidentInput!) { upsertIncident(input: $input) { outcome } }`;
    const input = {
      ...{ source: 'sample', sourceId: 'incident-0', title: '储罐区火灾', kind: 'ACCIDENT' },
      ...{ occurredAt: '2026-04-30T18:47:00Z', divisionCode: '140581', status: 'CLOSED' },
      closedAt: new Date(Date.now() - 1000).toISOString(),
    };
    const { body } = await house.query('duty-officer', mutation, { input });
    expect(body).toMatchObject({ data: { upsertIncident: { outcome: 'UPDATED' } } });
    const { nodes, body: after } = await mines('incident-duty-officer');
    for (const one of nodes) expect([one['principalPhone'], one['undergroundNow']]).toEqual([null, null]);
    expect(after.extensions?.['emergency']).toBeUndefined();

    const [duty] = await until('the duty is laid', async () => {
      const found = await nodesOf('sharing-officer', duties, { incident });
      return found.length > 0 ? found : null;
    });
    expect(duty).toMatchObject({ disposedAt: null, due: { overdue: false } });
    expect(duty?.['coordinates']).toContain('CoalMine.principalPhone');
    expect((await nodesOf('mine-regulator', announced, { incident })).map((one) => one['endedAt'])).toEqual([
      expect.any(String),
    ]);
  });
});
