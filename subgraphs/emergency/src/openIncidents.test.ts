import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { gatewayCaller } from '@huitong/contract';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from './main.js';

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency);
});
afterAll(() => subgraph?.close());

const gateway = gatewayCaller('openIncidents');
const duty = caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE' });
const question = `query ($since: String) { openIncidents(since: $since) { revision incidents { id level divisions openedAt } } }`;

interface Feed {
  revision: string;
  incidents: { id: string; level: number; divisions: string[]; openedAt: string }[];
}
async function open(since: string | null = null): Promise<Feed | null> {
  const { data, errors } = await subgraph.ask(question, gateway, { since });
  expect(errors).toBeUndefined();
  return data?.['openIncidents'] as Feed | null;
}
/** Writes the one incident of this test; its id. */
async function write(more: Record<string, unknown>): Promise<string> {
  const input = {
    ...{ sourceId: 'fire-1', title: '储罐区火灾', kind: 'ACCIDENT', occurredAt: '2026-05-01T01:00:00Z' },
    ...{ status: 'RESPONDING', divisionCode: '140581102', ...more },
  };
  const mutation = `mutation ($input: UpsertIncidentInput!) { upsertIncident(input: $input) { incident { id } } }`;
  const { data, errors } = await subgraph.ask(mutation, duty, { input });
  expect(errors).toBeUndefined();
  return (data?.['upsertIncident'] as { incident: { id: string } }).incident.id;
}

it('opens with a level that is determined, and tells nothing while nothing changes', async () => {
  const before = (await open()) as Feed;
  expect(before.incidents).toEqual([]);
  const id = await write({});
  expect(await open(before.revision)).toBeNull();
  await write({ level: 'LARGE' });
  const after = (await open(before.revision)) as Feed;
  expect(after.incidents).toEqual([{ id, level: 3, divisions: ['140581102'], openedAt: expect.any(String) }]);
  expect(await open(after.revision)).toBeNull();
  await write({ level: 'EXTRAORDINARY' });
  expect((await open())?.incidents[0]?.level).toBe(1);
});

it.each([
  ['REPORTED', {}, 1],
  ['RESPONDING', {}, 1],
  ['CONTROLLED', {}, 0],
  ['CLOSED', { closedAt: '2026-05-01T09:00:00Z' }, 0],
])('is open or not by its state: %s', async (status, more, count) => {
  await write({ level: 'LARGE', status, closedAt: null, ...more });
  expect((await open())?.incidents).toHaveLength(count);
});

it('reaches counties of its city and what lies below them, never a city, a province or another city', async () => {
  await write({
    ...{ level: 'LARGE', status: 'RESPONDING', closedAt: null },
    affectedDivisions: ['140581', '140521', '140500', '140000', '140400', '140403', '141122103'],
  });
  expect((await open())?.incidents[0]?.divisions).toEqual(['140521', '140581', '140581102']);
});

it.each([
  ['an officer on duty', duty],
  ['an officer who calls himself the gateway', caller('DATA', '140500', { role: 'GATEWAY' })],
])('refuses %s', async (_, other) => {
  const { data, errors } = await subgraph.ask(question, other);
  expect(data).toEqual({ openIncidents: null });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
});
