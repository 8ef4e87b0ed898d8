import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller, Grant } from '@huitong/contract';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import type { Incident } from './entities/incident.js';
import type { RescueTeam } from './entities/rescueTeam.js';
import type { Shelter } from './entities/shelter.js';
import type { Warehouse } from './entities/warehouse.js';
import { emergency } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

const rows = <Row>(entity: string) => [
  ...(emergency.sample(testSize).find((table) => table.entity.name === entity)?.rows as Iterable<Row>),
];
const protectedFields = [
  'Incident.casualties',
  'Incident.reporterPhone',
  'RescueTeam.commsChannels',
  'Shelter.managerName',
  'Shelter.managerPhone',
  'Warehouse.managerName',
  'Warehouse.managerPhone',
];
const everything = `{
  incidents(first: 500) { nodes { id division { code } casualties { dead missing seriouslyInjured slightlyInjured trapped } reporterPhone } }
  rescueTeams(first: 500) { nodes { id division { code } contactName contactPhone commsChannels { type callSign frequencyBand } } }
  warehouses(first: 500) { nodes { id division { code } managerName managerPhone } }
  shelters(first: 500) { nodes { id division { code } managerName managerPhone } } }`.replace(
  'query($of: String) ',
  '',
);

type Nodes = Record<string, { nodes: Record<string, unknown>[] }>;
async function ask(query: string, line: Parameters<typeof caller>[0], overrides: Partial<Caller> = {}) {
  const answer = await subgraph.ask(query, caller(line, '140581', overrides));
  expect(answer.errors).toBeUndefined();
  return { data: answer.data as Nodes, extensions: answer.extensions as Record<string, unknown> };
}

describe('protected fields', () => {
  it('are refused to another line: null, and named once each with the entry under which to apply', async () => {
    const { data, extensions } = await ask(everything, 'ENERGY');
    for (const { nodes } of Object.values(data)) expect(nodes.length).toBeGreaterThan(0);
    for (const team of data['rescueTeams']?.nodes ?? []) expect(team['commsChannels']).toBeNull();
    const denied = (extensions['denied'] as { coordinate: string; entry: string; code: string }[]).map(
      (one) => one,
    );
    expect(denied.map(({ coordinate }) => coordinate).sort()).toEqual(protectedFields);
    expect(denied.every(({ code }) => code === 'FIELD_NOT_SHARED')).toBe(true);
    expect(denied.find(({ coordinate }) => coordinate === 'Incident.casualties')?.entry).toBe(
      'emergency/incident',
    );
  });

  it('leave no protected value of the sample in an answer to another line', async () => {
    const text = JSON.stringify((await ask(everything, 'ENERGY')).data);
    const canaries = [
      ...rows<Incident>('Incident').map((row) => row.reporterPhone),
      ...rows<RescueTeam>('RescueTeam').flatMap((row) => [
        row.contactPhone,
        row.contactName,
        ...row.commsChannels.flatMap((channel) => [channel.callSign, channel.frequencyBand]),
      ]),
      ...rows<Warehouse>('Warehouse').flatMap((row) => [row.managerName, row.managerPhone]),
      ...rows<Shelter>('Shelter').flatMap((row) => [row.managerName, row.managerPhone]),
    ].filter((value) => value !== null);
    expect(canaries.length).toBeGreaterThan(500);
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });

  it('are read by the own line in its own divisions, personal data masked all the same', async () => {
    const { data } = await ask(everything, 'EMERGENCY');
    const here = (list: string) =>
      (data[list]?.nodes ?? []).filter((node) =>
        (node['division'] as { code: string }).code.startsWith('140581'),
      );
    const away = (data['shelters']?.nodes ?? []).filter((node) => !here('shelters').includes(node));
    // In the order of time: the tank fire is the latest.
    expect(here('incidents').at(-1)).toMatchObject({
      casualties: { dead: 0, missing: 1, seriouslyInjured: 2, slightlyInjured: 5, trapped: 1 },
      reporterPhone: expect.stringMatching(/^199\*{4}\d{4}$/),
    });
    for (const team of here('rescueTeams'))
      expect(team['commsChannels']).toContainEqual(expect.objectContaining({ type: 'RADIO_370_MHZ' }));
    for (const shelter of here('shelters')) expect(shelter['managerName']).toMatch(/^.\*$/);
    expect(away.length).toBeGreaterThan(0);
    for (const shelter of away) expect(shelter['managerName']).toBeNull();
  });
});

describe('the contact of a team', () => {
  const query = (unmask: string) =>
    `{ rescueTeams(division: "140581", first: 500) { nodes { id contactName contactPhone${unmask} } } }`;
  const asking = '(unmask: {incident: "incident-1", reason: "call-out"})';
  const grant = (overrides: Partial<Grant>): Grant => ({
    id: 'grant-1',
    coordinates: ['RescueTeam.contactPhone'],
    divisions: ['140581'],
    unmask: true,
    incident: 'incident-1',
    expiresAt: Date.now() / 1000 + 600,
    ...overrides,
  });
  const phones = (data: Nodes) =>
    (data['rescueTeams']?.nodes ?? []).map((node) => node['contactPhone'] as string);

  it('is shared with every department, masked', async () => {
    const { data, extensions } = await ask(query(''), 'ENERGY');
    expect(phones(data).length).toBeGreaterThan(0);
    for (const phone of phones(data)) expect(phone).toMatch(/^199\*{4}\d{4}$/);
    expect(extensions['denied']).toBeUndefined();
  });

  it('is given in clear to who asks and has the grant for it', async () => {
    const { data, extensions } = await ask(query(asking), 'ENERGY', {
      grants: [grant({})],
      incident: 'incident-1',
    });
    for (const phone of phones(data)) expect(phone).toMatch(/^199\d{8}$/);
    expect(extensions['counts']).toMatchObject({ unmasked: phones(data).length });
  });

  it.each<[string, Grant[], (string | null)?]>([
    ['has no grant', []],
    ['has one that does not unmask', [grant({ unmask: false })]],
    ['has one of another incident', [grant({ incident: 'incident-2' })]],
    ['has one of another county', [grant({ divisions: ['140521'] })]],
    ['has one that expired', [grant({ expiresAt: 1 })]],
    ['acts in no incident', [grant({})], null],
  ])('stays masked for who %s', async (_, grants, incident = 'incident-1') => {
    const { data, extensions } = await ask(query(asking), 'ENERGY', { grants, incident });
    for (const phone of phones(data)) expect(phone).toMatch(/^199\*{4}\d{4}$/);
    expect(extensions['denied']).toEqual([
      expect.objectContaining({ coordinate: 'RescueTeam.contactPhone', code: 'UNMASK_NOT_GRANTED' }),
    ]);
  });
});
