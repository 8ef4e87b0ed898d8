import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire, { sample: true });
});
afterAll(() => subgraph.close());

const brigade = caller('FIRE', '140581');
const duty = caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE' });

const query = `query($unmask: UnmaskInput) {
  fireUnits(division: "140581", first: 500) {
    nodes { id responsiblePersonName responsiblePersonPhone(unmask: $unmask) } }
  fireBrigades(division: "140581", first: 500) {
    nodes { id contactPhone(unmask: $unmask) vehicles { designation status } } } }`;

interface Unit {
  readonly responsiblePersonName: string | null;
  readonly responsiblePersonPhone: string | null;
}
interface Brigade {
  readonly contactPhone: string | null;
  readonly vehicles: readonly { readonly status: string | null }[];
}

async function read(as: typeof duty, variables: Record<string, unknown> = {}) {
  const answer = await subgraph.ask(query, as, variables);
  const data = answer.data as { fireUnits: { nodes: Unit[] }; fireBrigades: { nodes: Brigade[] } };
  return {
    errors: answer.errors,
    extensions: answer.extensions as { denied?: { coordinate: string; code: string; entry: string }[] },
    units: data.fireUnits.nodes,
    brigades: data.fireBrigades.nodes,
    statuses: data.fireBrigades.nodes.flatMap((one) => one.vehicles.map((vehicle) => vehicle.status)),
  };
}

const maskedPhone = /^199\*{4}\d{4}$/;

describe('protected fields of fire', () => {
  it('are null for another line, with one refusal per coordinate; its brigade numbers are masked', async () => {
    const { errors, extensions, units, brigades, statuses } = await read(duty);
    expect(errors).toBeUndefined();
    expect(units.length).toBeGreaterThan(5);
    for (const unit of units) {
      expect([unit.responsiblePersonName, unit.responsiblePersonPhone]).toEqual([null, null]);
    }
    expect(statuses.length).toBeGreaterThan(5);
    expect(new Set(statuses)).toEqual(new Set([null]));
    for (const { contactPhone } of brigades) expect(contactPhone).toMatch(maskedPhone);
    const denied = extensions.denied?.map(({ coordinate, code, entry }) => [coordinate, code, entry]).sort();
    expect(denied).toEqual([
      ['FireUnit.responsiblePersonName', 'FIELD_NOT_SHARED', 'fire/fire-unit'],
      ['FireUnit.responsiblePersonPhone', 'FIELD_NOT_SHARED', 'fire/fire-unit'],
      ['FireVehicle.status', 'FIELD_NOT_SHARED', 'fire/fire-vehicle'],
    ]);
  });

  it('are read by the own line in its own divisions, persons masked even there', async () => {
    const { extensions, units, statuses } = await read(brigade);
    expect(extensions.denied).toBeUndefined();
    for (const unit of units) {
      expect(unit.responsiblePersonName).toMatch(/^.\*$/u);
      expect(unit.responsiblePersonPhone).toMatch(maskedPhone);
    }
    expect(statuses).toContain('ON_STANDBY');
    expect(statuses).not.toContain(null);
  });

  it('stay closed to the fire line of another county', async () => {
    const { units, statuses } = await read(caller('FIRE', '140521'));
    expect(new Set(statuses)).toEqual(new Set([null]));
    expect(units.every((unit) => unit.responsiblePersonPhone === null)).toBe(true);
  });

  it('open to a grant for its coordinates and divisions, in clear when it says so and is asked', async () => {
    const grant = {
      id: 'g-1',
      coordinates: ['FireVehicle.status', 'FireUnit.responsiblePersonPhone', 'FireBrigade.contactPhone'],
      divisions: ['140581'],
      unmask: true,
      incident: 'i-1',
      expiresAt: Date.now() / 1000 + 600,
    };
    const at = (incident: string | null) =>
      caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE', grants: [grant], incident });
    expect(new Set((await read(at(null))).statuses)).toEqual(new Set([null]));
    const granted = at('i-1');
    const masked = await read(granted);
    expect(masked.statuses).not.toContain(null);
    expect(masked.units.every((unit) => maskedPhone.test(unit.responsiblePersonPhone ?? ''))).toBe(true);
    const clear = await read(granted, { unmask: { incident: 'i-1', reason: '灭火救援' } });
    expect(clear.units.every((unit) => /^199\d{8}$/.test(unit.responsiblePersonPhone ?? ''))).toBe(true);
    expect(clear.brigades.every((one) => /^199\d{8}$/.test(one.contactPhone ?? ''))).toBe(true);
    expect(clear.units.every((unit) => unit.responsiblePersonName === null)).toBe(true);
    const other = await read(granted, { unmask: { incident: 'i-2', reason: '灭火救援' } });
    expect(other.extensions.denied?.map((one) => one.code)).toContain('UNMASK_NOT_GRANTED');
    expect(other.units.every((unit) => maskedPhone.test(unit.responsiblePersonPhone ?? ''))).toBe(true);
  });

  it('never leave in any answer to another department', async () => {
    const secrets = await withPlainClient(subgraph.superuserUrl, async (client) => {
      const { rows } = await client.query<{ secret: string }>(
        `select responsible_person_name as secret from fire_unit union select responsible_person_phone from fire_unit
         union select contact_phone from fire_brigade`,
      );
      return rows.map((row) => row.secret);
    });
    expect(secrets.length).toBeGreaterThan(300);
    const unmask = { reason: '试一试' };
    const texts: string[] = [];
    for (const [text, variables] of [
      [query, {}],
      [query, { unmask }],
      [
        `{ waterSources(first: 500) { nodes { name } } fireUnits(first: 500, orderBy: {field: UPDATED_AT}) {
             edges { cursor node { name address fireBrigadesNearby { nodes { contactPhone vehicles { status } } } } } } }`,
        {},
      ],
      ...secrets
        .slice(0, 3)
        .flatMap((secret) => [
          [
            `query($t: String!) { fireUnits(where: {nameContains: $t}) { totalCount nodes { name } } }`,
            { t: secret },
          ] as const,
          [`{ fireUnits(where: {responsiblePersonPhoneContains: "1"}) { totalCount } }`, {}] as const,
          [`{ fireUnits(orderBy: {field: RESPONSIBLE_PERSON_PHONE}) { totalCount } }`, {}] as const,
        ]),
    ] as const) {
      texts.push(JSON.stringify(await subgraph.ask(text, duty, variables)));
    }
    for (const secret of secrets) expect(texts.some((text) => text.includes(secret))).toBe(false);
    for (const status of ['ON_STANDBY', 'UNDER_REPAIR', 'OUT_OF_SERVICE', 'DISPATCHED']) {
      expect(texts.some((text) => text.includes(status))).toBe(false);
    }
  });
});
