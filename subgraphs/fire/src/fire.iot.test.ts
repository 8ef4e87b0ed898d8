import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;
let unitId: string;

const brigade = caller('FIRE', '140581');
const other = caller('FIRE', '140521');
const duty = caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE' });

const minute = 60_000;
const start = Math.floor(Date.now() / minute) * minute - 600 * minute;
/** An instant so many minutes after the start of the test's own time. */
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

async function ask(text: string, variables: Record<string, unknown>, as = brigade) {
  const answer = await subgraph.ask(text, as, variables);
  const [error] = answer.errors ?? [];
  const value = Object.values(answer.data ?? {})[0] as Record<string, unknown> | null | undefined;
  return {
    value: value ?? null,
    code: error?.extensions?.['code'],
    at: error?.extensions?.['at'],
    message: error?.message ?? '',
  };
}

interface Event {
  readonly id: string;
  readonly kind: string;
  readonly occurredAt: string;
  readonly endedAt: string | null;
  readonly confirmed: string | null;
  readonly underTest: boolean | null;
}
const eventFields = 'id kind occurredAt endedAt confirmed underTest';

async function device(level: 'SYSTEM' | 'COMPONENT' = 'COMPONENT'): Promise<string> {
  const input = { sourceId: randomUUID(), fireUnitId: unitId, name: '探测器', level, system: 'FIRE_ALARM' };
  const { value } = await ask(
    `mutation($input: UpsertFireIotDeviceInput!) { upsertFireIotDevice(input: $input) { fireIotDevice { id } } }`,
    { input },
  );
  return (value as { fireIotDevice: { id: string } }).fireIotDevice.id;
}

const ingestion = `mutation($input: IngestFireStatusInput!) { ingestFireStatus(input: $input) { outcome
  device { statusBits statusAt activeKinds underTest } events { ${eventFields} } } }`;
async function ingest(deviceId: string, statusBits: number, minutes: number, as = brigade) {
  const answer = await ask(ingestion, { input: { deviceId, statusBits, at: at(minutes) } }, as);
  const value = answer.value as {
    outcome: string;
    device: { statusBits: number; statusAt: string; activeKinds: string[]; underTest: boolean };
    events: Event[];
  } | null;
  return { ...answer, value, kinds: value?.events.map(({ kind }) => kind) };
}
async function eventsOf(deviceId: string, as = brigade): Promise<Event[]> {
  const { value } = await ask(
    `query($id: ID!) { fireIotDevice(id: $id) { events(first: 100) { nodes { ${eventFields} } } } }`,
    { id: deviceId },
    as,
  );
  return (value as { events: { nodes: Event[] } } | null)?.events.nodes ?? [];
}

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire);
  const input = { sourceId: 'u-1', name: '演示商场', divisionCode: '140581107' };
  const { value } = await ask(
    `mutation($input: UpsertFireUnitInput!) { upsertFireUnit(input: $input) { fireUnit { id } } }`,
    { input },
  );
  unitId = (value as { fireUnit: { id: string } }).fireUnit.id;
});
afterAll(() => subgraph.close());

describe('receiving status words', () => {
  it('makes an event of every state that begins, ends those that end, and shows the newest word', async () => {
    const id = await device('SYSTEM');
    expect((await ingest(id, 0b1, 0)).kinds).toEqual([]);
    const alarm = await ingest(id, 0b111, 1);
    expect(alarm.kinds).toEqual(['FIRE_ALARM', 'FAULT']);
    expect(alarm.value?.events.map(({ confirmed }) => confirmed)).toEqual(['UNCONFIRMED', null]);
    expect(alarm.value?.device).toMatchObject({ statusBits: 7, activeKinds: ['FIRE_ALARM', 'FAULT'] });
    expect((await ingest(id, 0b101, 2)).kinds).toEqual([]);
    expect((await ingest(id, 0b111, 3)).kinds).toEqual(['FIRE_ALARM']);
    const all = (await eventsOf(id)).map(({ kind, occurredAt, endedAt }) => [kind, occurredAt, endedAt]);
    expect(all.sort((one, other) => String(one).localeCompare(String(other)))).toEqual(
      [
        ['FIRE_ALARM', at(1), at(2)],
        ['FAULT', at(1), null],
        ['FIRE_ALARM', at(3), null],
      ].sort((one, other) => String(one).localeCompare(String(other))),
    );
  });

  it('is idempotent for a device and instant, and refuses another word of the same instant', async () => {
    const id = await device();
    const first = await ingest(id, 0b111, 1);
    expect(first.value?.outcome).toBe('INSERTED');
    const again = await ingest(id, 0b111, 1);
    expect(again.value?.outcome).toBe('UNCHANGED');
    const ids = (events?: Event[]) => events?.map((event) => event.id).sort();
    expect(ids(again.value?.events)).toEqual(ids(first.value?.events));
    expect((await ingest(id, 0b101, 1)).code).toBe('CONFLICT');
    expect(await eventsOf(id)).toHaveLength(2);
    const many = await Promise.all(Array.from({ length: 6 }, () => ingest(id, 0b1111, 5)));
    expect(
      many.map(({ value }) => value?.outcome).sort((one, other) => String(one).localeCompare(String(other))),
    ).toEqual(['INSERTED', ...Array(5).fill('UNCHANGED')]);
    expect(await eventsOf(id)).toHaveLength(3);
  });

  it('measures a late word against the one before it, and leaves what came later alone', async () => {
    const id = await device();
    await ingest(id, 0b1, 0);
    await ingest(id, 0b11, 10);
    const late = await ingest(id, 0b101, 5);
    expect(late.kinds).toEqual(['FAULT']);
    expect(late.value?.device).toMatchObject({ statusBits: 0b11, statusAt: at(10) });
    expect((await eventsOf(id)).map(({ kind }) => kind).sort()).toEqual(['FAULT', 'FIRE_ALARM']);
  });

  it('tells that the device is under test, and leaves the alarm for a person to confirm', async () => {
    const id = await device();
    const { value } = await ingest(id, 0b10, 1);
    expect(value?.events).toMatchObject([{ kind: 'FIRE_ALARM', underTest: true, confirmed: 'UNCONFIRMED' }]);
  });

  it('refuses words, instants and devices that cannot be, by place', async () => {
    const id = await device();
    expect(await ingest(id, 65_536, 0)).toMatchObject({ code: 'BAD_INPUT', at: 'input.statusBits' });
    expect(await ingest(id, -1, 0)).toMatchObject({ code: 'BAD_INPUT', at: 'input.statusBits' });
    expect(await ingest(id, 1, 601)).toMatchObject({ code: undefined });
    expect(await ingest(id, 1, 900)).toMatchObject({ code: 'BAD_INPUT', at: 'input.at' });
    expect(await ingest(randomUUID(), 1, 0)).toMatchObject({ code: 'BAD_INPUT', at: 'input.deviceId' });
    // Hidden and absent look the same.
    expect(await ingest(id, 1, 0, other)).toMatchObject({ code: 'BAD_INPUT', at: 'input.deviceId' });
    const county = caller('FIRE', '140581', { purpose: 'SITUATION_DISPLAY' });
    expect(await ingest(id, 1, 0, county)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await eventsOf(id)).toEqual([]);
  });
});

describe('confirming an alarm', () => {
  const mutation = `mutation($input: ConfirmFireEventInput!) { confirmFireEvent(input: $input) { outcome
    event { confirmed confirmedBy { uscc } confirmations { from to reason by { uscc } } } } }`;
  const confirm = (input: Record<string, unknown>, as = brigade) => ask(mutation, { input }, as);
  const alarm = async () => (await ingest(await device(), 0b111, 1)).value?.events as [Event, Event];

  it('keeps who confirmed what, and asks a correction for its reason', async () => {
    const [{ id: eventId }] = await alarm();
    expect((await confirm({ eventId, confirmed: 'FALSE' })).value).toMatchObject({ outcome: 'UPDATED' });
    expect((await confirm({ eventId, confirmed: 'FALSE' })).value).toMatchObject({ outcome: 'UNCHANGED' });
    expect(await confirm({ eventId, confirmed: 'TRUE_FIRE' })).toMatchObject({ at: 'input.reason' });
    const corrected = await confirm({ eventId, confirmed: 'TRUE_FIRE', reason: '现场复核' });
    const by = { uscc: demoUscc('FIRE', '140581') };
    expect(corrected.value).toEqual({
      outcome: 'UPDATED',
      event: {
        confirmed: 'TRUE_FIRE',
        confirmedBy: by,
        confirmations: [
          { from: 'UNCONFIRMED', to: 'FALSE', reason: null, by },
          { from: 'FALSE', to: 'TRUE_FIRE', reason: '现场复核', by },
        ],
      },
    });
  });

  it('refuses what is not legal and names what is', async () => {
    const [{ id: eventId }, { id: fault }] = await alarm();
    const back = await confirm({ eventId, confirmed: 'UNCONFIRMED' });
    expect(back.value).toMatchObject({ outcome: 'UNCHANGED' });
    await confirm({ eventId, confirmed: 'TRUE_FIRE' });
    const illegal = await confirm({ eventId, confirmed: 'DRILL', reason: '误操作' });
    expect(illegal).toMatchObject({ code: 'BAD_INPUT', at: 'input.confirmed' });
    expect(illegal.message).toContain('FALSE');
    expect(await confirm({ eventId: fault, confirmed: 'FALSE' })).toMatchObject({ at: 'input.eventId' });
    expect(await confirm({ eventId, confirmed: 'FALSE', reason: 'x' }, other)).toMatchObject({
      code: 'BAD_INPUT',
      at: 'input.eventId',
    });
    expect(await confirm({ eventId, confirmed: 'FALSE', reason: ' ' })).toMatchObject({ at: 'input.reason' });
  });

  it('lets one of two at once win and holds the other against it', async () => {
    const [{ id: eventId }] = await alarm();
    const both = await Promise.all([
      confirm({ eventId, confirmed: 'FALSE' }),
      confirm({ eventId, confirmed: 'DRILL' }),
    ]);
    expect(both.filter(({ value }) => value !== null)).toHaveLength(1);
    expect(both.filter(({ code }) => code === 'BAD_INPUT')).toHaveLength(1);
  });
});

describe('events of another department', () => {
  const query = `query($id: ID!) { fireUnit(id: $id) { events(last: "P2W") { nodes { kind } } iotDevices { nodes { name } }
    alarmStatistics(last: "P2W") { alarms unconfirmed falseAlarmRate { denominator } } } }`;

  it('are hidden without a grant, statistics too, and open with one', async () => {
    const [{ id }] = (await ingest(await device(), 0b11, 20)).value?.events as [Event];
    const hidden = await ask(query, { id: unitId }, duty);
    expect(hidden.value).toEqual({ events: { nodes: [] }, iotDevices: { nodes: [] }, alarmStatistics: null });
    expect((await ask('query($id: ID!) { fireEvent(id: $id) { id } }', { id }, duty)).value).toBeNull();
    const grant = {
      id: 'g-1',
      coordinates: ['FireEvent', 'FireIotDevice'],
      divisions: ['140581'],
      unmask: false,
      incident: null,
      expiresAt: Date.now() / 1000 + 600,
    };
    const granted = caller('EMERGENCY', '140581', { purpose: 'INCIDENT_RESPONSE', grants: [grant] });
    const open = (await ask(query, { id: unitId }, granted)).value as {
      events: { nodes: unknown[] };
      iotDevices: { nodes: unknown[] };
      alarmStatistics: { alarms: number };
    };
    expect(open.events.nodes.length).toBeGreaterThan(0);
    expect(open.iotDevices.nodes.length).toBeGreaterThan(0);
    const own = (await ask(query, { id: unitId })).value as typeof open;
    expect(open.alarmStatistics).toEqual(own.alarmStatistics);
    expect(own.alarmStatistics.alarms).toBeGreaterThan(0);
  });
});
