import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grant, VerifiedCaller } from '@huitong/contract';
import { withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import type { MajorHazard } from './entities/majorHazard.js';
import type { Tank } from './entities/tank.js';
import { hazmat } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat, { sample: true });
});
afterAll(() => subgraph.close());

const rows = sample();
const hazards = rows[0]?.rows as MajorHazard[];
const tanks = rows[2]?.rows as Tank[];
const chlorine = 12;

const county = '140581';
const own = caller('EMERGENCY', county);
const fire = caller('FIRE', county);
const inCounty = hazards.filter((one) => one.divisionCode.startsWith(county));
const tanksInCounty = tanks.filter((one) => one.divisionCode.startsWith(county));

function grant(coordinates: string[], overrides: Partial<Grant> = {}): Grant {
  return {
    id: 'g-1',
    coordinates,
    divisions: [county],
    unmask: false,
    incident: null,
    expiresAt: 4_102_444_800,
    ...overrides,
  };
}

const everything = `{ majorHazards(division: "${county}", first: 100) { nodes { name level r s exposedPersons
  principalResponsibleName technicalResponsibleName operationalResponsibleName emergencyContactName emergencyContactPhone
  units { nodes { name s tanks { nodes { name designMaximumTonnes } } } }
  tanks { nodes { name capacityTonnes designMaximumTonnes levelPercent bund location: division { code } chemical { name } } } } } }`;

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
async function ask(query: string, who: VerifiedCaller) {
  const answer = await subgraph.ask(query, who);
  expect(answer.errors).toBeUndefined();
  const denied = ((answer.extensions as Json)['denied'] ?? []) as Json[];
  return { data: answer.data as Json, denied, text: JSON.stringify(answer) };
}

describe('to a department of another line', () => {
  it('shows the hazard and its grade, refuses its people once per coordinate, hides its tanks', async () => {
    const { data, denied } = await ask(everything, fire);
    expect(data['majorHazards'].nodes).toHaveLength(inCounty.length);
    for (const hazard of data['majorHazards'].nodes as Json[]) {
      // Stored quantities could be computed from R and S, to the kilogram.
      expect([hazard['r'], hazard['s'] ?? null]).toEqual([null, null]);
      expect(hazard['units'].nodes.length).toBeGreaterThan(0);
      expect(hazard['units'].nodes[0].tanks.nodes).toEqual([]);
      expect(hazard['tanks'].nodes).toEqual([]);
      for (const field of ['principalResponsibleName', 'emergencyContactName', 'emergencyContactPhone']) {
        expect(hazard[field]).toBeNull();
      }
    }
    expect(denied.map((one) => String(one['coordinate'])).sort()).toEqual([
      'MajorHazard.emergencyContactName',
      'MajorHazard.emergencyContactPhone',
      'MajorHazard.operationalResponsibleName',
      'MajorHazard.principalResponsibleName',
      'MajorHazard.r',
      'MajorHazard.s',
      'MajorHazard.technicalResponsibleName',
      'StorageUnit.s',
    ]);
    for (const { coordinate, entry, code } of denied) {
      const own = String(coordinate).startsWith('StorageUnit')
        ? 'hazmat/storage-unit'
        : 'hazmat/major-hazard';
      expect([coordinate, entry, code]).toEqual([coordinate, own, 'FIELD_NOT_SHARED']);
    }
  });

  it('answers with no protected value, neither by lists nor by references', async () => {
    const references = `query { _entities(representations: [${tanksInCounty
      .map((one) => `{__typename: "Tank", id: "${one.id}"}`)
      .join(' ')}]) { ... on Tank { name designMaximumTonnes chemical { name } } } }`;
    const answers = await Promise.all([everything, references].map((query) => ask(query, fire)));
    const secrets = [
      ...tanksInCounty.flatMap((one) => [
        one.name,
        String(one.designMaximumTonnes),
        String(one.capacityTonnes),
      ]),
      ...inCounty.flatMap((one) => [one.emergencyContactPhone!, one.principalResponsibleName!]),
    ];
    // Short numbers would be found in any grade by chance.
    const told = secrets.filter((one) => one.length >= 4 && answers.some(({ text }) => text.includes(one)));
    expect(told).toEqual([]);
    expect((answers[1]!.data['_entities'] as unknown[]).every((one) => one === null)).toBe(true);
  });

  it('offers no filter and no order on what it protects', async () => {
    for (const asked of [
      'where: {emergencyContactPhone: "1"}',
      'where: {recordNumber: "1"}',
      'orderBy: {field: PRINCIPAL_RESPONSIBLE_NAME}',
    ]) {
      const answer = await subgraph.ask(`{ majorHazards(${asked}) { nodes { id } } }`, fire);
      expect(answer.errors?.[0]?.extensions?.['code']).toBe('VALIDATION_FAILED');
    }
    const answer = await subgraph.ask(
      `{ majorHazards { nodes { tanks(where: {designMaximumTonnesGte: 1}) { nodes { id } } } } }`,
      fire,
    );
    expect(answer.errors?.[0]?.extensions?.['code']).toBe('VALIDATION_FAILED');
  });
});

describe('to its own line', () => {
  it('shows tanks and people, people masked', async () => {
    const { data, denied } = await ask(everything, own);
    expect(denied).toEqual([]);
    const shown = (data['majorHazards'].nodes as Json[]).flatMap((one) => one['tanks'].nodes as Json[]);
    expect(shown.map((one) => String(one['designMaximumTonnes'])).sort()).toEqual(
      tanksInCounty.map((one) => String(one.designMaximumTonnes)).sort(),
    );
    for (const hazard of data['majorHazards'].nodes as Json[]) {
      expect(hazard['emergencyContactPhone']).toMatch(/^199\*{4}\d{4}$/);
      expect(hazard['principalResponsibleName']).toMatch(/^.\*$/);
    }
  });

  it('of another county shows the hazard and hides its tanks', async () => {
    const { data } = await ask(everything, caller('EMERGENCY', '140521'));
    for (const hazard of data['majorHazards'].nodes as Json[]) expect(hazard['tanks'].nodes).toEqual([]);
  });

  it('does not unmask without a grant', async () => {
    const query = `{ majorHazards(division: "${county}", first: 1) { nodes { emergencyContactPhone(unmask: {reason: "事件处置"}) } } }`;
    const { data, denied } = await ask(query, own);
    expect(data['majorHazards'].nodes[0].emergencyContactPhone).toMatch(/\*{4}/);
    expect(denied).toMatchObject([
      { coordinate: 'MajorHazard.emergencyContactPhone', code: 'UNMASK_NOT_GRANTED' },
    ]);
  });
});

describe('by grant', () => {
  const inventory = `{ majorHazards(division: "${county}", first: 100) { nodes { tanks { nodes { name designMaximumTonnes capacityTonnes levelPercent chemical { gb18218No } } } } } }`;
  const tanksOf = (data: Json) =>
    (data['majorHazards'].nodes as Json[]).flatMap((one) => one['tanks'].nodes as Json[]);

  it('shows the brigade every tank of the granted divisions, highly toxic stock too', async () => {
    const { data, denied } = await ask(inventory, caller('FIRE', county, { grants: [grant(['Tank'])] }));
    expect(denied).toEqual([]);
    expect(tanksOf(data)).toHaveLength(tanksInCounty.length);
    expect(tanksOf(data).every((one) => one['designMaximumTonnes'] > 0)).toBe(true);
  });

  it('shows the ecology bureau the tanks, but never how much highly toxic stock they hold', async () => {
    const { data, denied } = await ask(inventory, caller('ECOLOGY', '140500', { grants: [grant(['Tank'])] }));
    const shown = tanksOf(data);
    const toxic = shown.filter((one) => one['chemical'].gb18218No === chlorine);
    expect(toxic.length).toBeGreaterThan(0);
    for (const tank of toxic) {
      expect(tank).toMatchObject({ designMaximumTonnes: null, capacityTonnes: null, levelPercent: null });
    }
    const harmless = shown.filter((one) => one['chemical'].gb18218No !== chlorine);
    expect(harmless.every((one) => one['designMaximumTonnes'] > 0)).toBe(true);
    expect(denied.map((one) => String(one['coordinate'])).sort()).toEqual([
      'Tank.capacityTonnes',
      'Tank.designMaximumTonnes',
      'Tank.levelPercent',
    ]);
  });

  it('unmasks the emergency contact for the incident of the grant, and for no other', async () => {
    const who = caller('FIRE', county, {
      incident: 'i-1',
      grants: [grant(['MajorHazard.emergencyContactPhone'], { unmask: true, incident: 'i-1' })],
    });
    const query = (incident: string) =>
      `{ majorHazard(id: "${inCounty[0]!.id}") { emergencyContactPhone(unmask: {incident: "${incident}", reason: "罐区火灾"}) } }`;
    expect((await ask(query('i-1'), who)).data['majorHazard'].emergencyContactPhone).toBe(
      inCounty[0]!.emergencyContactPhone,
    );
    expect((await ask(query('i-2'), who)).data['majorHazard'].emergencyContactPhone).toMatch(/\*{4}/);
  });
});

describe('in the database', () => {
  it('row security is forced on every table of ours, and the app role cannot write chemicals', async () => {
    await withPlainClient(subgraph.superuserUrl, async (client) => {
      const tables = await client.query(
        `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
         and relname in ('major_hazard', 'storage_unit', 'tank', 'chemical') and relrowsecurity and relforcerowsecurity`,
      );
      expect(tables.rows).toHaveLength(4);
    });
    await withPlainClient(subgraph.appUrl, async (client) => {
      await expect(client.query('update chemical set critical_quantity_tonnes = 1000')).rejects.toMatchObject(
        { code: '42501' },
      );
      expect((await client.query('select 1 from tank')).rows).toEqual([]);
      expect((await client.query('select 1 from chemical')).rows).toHaveLength(85);
    });
  });
});
