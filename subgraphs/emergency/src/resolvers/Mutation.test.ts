import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { emergency } from '../main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency);
});
afterAll(() => subgraph.close());

const duty = caller('EMERGENCY', '140581');
const mutation = `mutation($input: UpsertRescueTeamInput!) { upsertRescueTeam(input: $input) { outcome rescueTeam {
  id name headcount onDuty specialties gradings { specialty grade } commsChannels { type callSign frequencyBand }
  location { lat lon } ownerDepartment { uscc } division { code } source synthetic } } }`;
const input = {
  sourceId: 'team-1',
  name: '三甲镇水上救援队',
  category: 'SOCIAL',
  divisionCode: '140581102',
  location: { lat: 35.86, lon: 112.98 },
  headcount: 20,
  onDuty: 6,
  specialties: ['WATER', 'DIVING', 'WATER'],
  gradings: [
    { specialty: 'DIVING', grade: 3 },
    { specialty: 'WATER', grade: 1 },
  ],
  commsChannels: [{ type: 'RADIO_370_MHZ', frequencyBand: '372.025 MHz' }],
  contactPhone: '19900000001',
};

interface Payload {
  outcome: string;
  rescueTeam: Record<string, unknown>;
}
async function write(change: object = {}, as = duty): Promise<Payload> {
  const answer = await subgraph.ask(mutation, as, { input: { ...input, ...change } });
  expect(answer.errors).toBeUndefined();
  return answer.data?.['upsertRescueTeam'] as Payload;
}

describe('writing a rescue team', () => {
  it('inserts it, leaves it alone when nothing differs, updates it when something does', async () => {
    const inserted = await write();
    expect(inserted).toMatchObject({
      outcome: 'INSERTED',
      rescueTeam: {
        name: '三甲镇水上救援队',
        specialties: ['WATER', 'DIVING'],
        gradings: [
          { specialty: 'WATER', grade: 1 },
          { specialty: 'DIVING', grade: 3 },
        ],
        commsChannels: [{ type: 'RADIO_370_MHZ', callSign: null, frequencyBand: '372.025 MHz' }],
        location: { lat: 35.86, lon: 112.98 },
        ownerDepartment: { uscc: demoUscc('EMERGENCY', '140581') },
        division: { code: '140581102' },
        source: 'department',
        synthetic: false,
      },
    });
    expect(await write()).toEqual({ outcome: 'UNCHANGED', rescueTeam: inserted.rescueTeam });
    expect(await write({ gradings: [...input.gradings].reverse() })).toMatchObject({ outcome: 'UNCHANGED' });
    const updated = await write({ onDuty: 7 });
    expect(updated).toEqual({ outcome: 'UPDATED', rescueTeam: { ...inserted.rescueTeam, onDuty: 7 } });
  });

  it('keeps what is not given and empties a list that is given as null', async () => {
    const key = {
      sourceId: 'team-2',
      name: '米山镇救援队',
      category: 'GRASSROOTS',
      divisionCode: '140581101',
    };
    await write({ ...key });
    const { rescueTeam } = await write({ ...key, headcount: undefined, gradings: null, commsChannels: null });
    expect(rescueTeam).toMatchObject({
      headcount: 20,
      gradings: [],
      commsChannels: [],
      specialties: ['WATER', 'DIVING'],
    });
  });

  it('warns of a code whose check character does not fit, and of a point outside the province', async () => {
    const change = {
      sourceId: 'team-3',
      sponsorEnterpriseUscc: '911405810000000009',
      location: { lat: 22.5, lon: 114 },
    };
    const answer = await subgraph.ask(mutation, duty, { input: { ...input, ...change } });
    expect(answer.data?.['upsertRescueTeam']).toMatchObject({ outcome: 'INSERTED' });
    expect((answer.extensions?.['warnings'] as { code: string }[]).map(({ code }) => code).sort()).toEqual([
      'OUTSIDE_PROVINCE',
      'USCC_CHECK_DIGIT',
    ]);
  });

  it.each([
    ['another county', { divisionCode: '140521' }, 'NOT_OWN_ROW', 'divisionCode'],
    ['an empty name', { name: ' ' }, 'BAD_INPUT', 'input.name'],
    ['an empty key', { sourceId: '' }, 'BAD_INPUT', 'input.sourceId'],
    ['a negative headcount', { headcount: -1 }, 'BAD_INPUT', 'input.headcount'],
    ['more on duty than there are', { headcount: 5, onDuty: 6 }, 'BAD_INPUT', 'input.onDuty'],
    ['a grade of 4', { gradings: [{ specialty: 'WATER', grade: 4 }] }, 'BAD_INPUT', 'input.gradings.0.grade'],
    ['a telephone of letters', { contactPhone: 'call me' }, 'BAD_INPUT', 'input.contactPhone'],
    [
      'an impossible place',
      { location: { lat: 112.9, lon: 35.8 } },
      'COORDINATE_OUT_OF_RANGE',
      'input.location.lat',
    ],
    [
      'an empty call sign',
      { commsChannels: [{ type: 'MOBILE_4G', callSign: '' }] },
      'BAD_INPUT',
      'input.commsChannels.0.callSign',
    ],
    [
      'two sponsors',
      {
        sponsorEnterpriseUscc: demoUscc('FIRE', '140581'),
        sponsorDepartmentUscc: demoUscc('FIRE', '140581'),
      },
      'BAD_INPUT',
      'input.sponsorDepartmentUscc',
    ],
  ])('refuses %s, saying where, and writes nothing', async (_, change, code, at) => {
    const sourceId = 'refused';
    const answer = await subgraph.ask(mutation, duty, { input: { ...input, sourceId, ...change } });
    expect(answer.data?.['upsertRescueTeam'] ?? null).toBeNull();
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code, at });
    const { data } = await subgraph.ask('{ rescueTeams(first: 500) { nodes { name sourceId } } }', duty);
    expect(JSON.stringify(data)).not.toContain(sourceId);
  });

  it('refuses more on duty than the headcount written before', async () => {
    await write({ sourceId: 'team-4', headcount: 5, onDuty: 1 });
    const { headcount: _, ...rest } = input;
    const answer = await subgraph.ask(mutation, duty, { input: { ...rest, sourceId: 'team-4', onDuty: 9 } });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('gives another department a row of its own under the same key', async () => {
    await write({ sourceId: 'shared-key' });
    const city = caller('EMERGENCY', '140500');
    expect(await write({ sourceId: 'shared-key' }, city)).toMatchObject({
      outcome: 'INSERTED',
      rescueTeam: { ownerDepartment: { uscc: demoUscc('EMERGENCY', '140500') } },
    });
  });

  it('takes rows from the lines that the catalogue names as providers only, and from nobody who is there to look', async () => {
    const written = { input: { ...input, sourceId: 'forged' } };
    const fire = await subgraph.ask(mutation, caller('FIRE', '140581'), written);
    expect(fire.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_OWN_ROW', at: 'RescueTeam' });
    const display = caller('EMERGENCY', '140581', { purpose: 'SITUATION_DISPLAY' });
    const viewer = await subgraph.ask(mutation, display, written);
    expect(viewer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { data } = await subgraph.ask('{ rescueTeams(first: 500) { nodes { sourceId } } }', duty);
    expect(JSON.stringify(data)).not.toContain('forged');
  });
});
