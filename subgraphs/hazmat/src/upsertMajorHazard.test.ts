import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { hazmat } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat);
});
afterAll(() => subgraph.close());

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
const own = caller('EMERGENCY', '140581');

const mutation = `mutation($i: UpsertMajorHazardInput!) { upsertMajorHazard(input: $i) { outcome majorHazard {
  id name s r alpha level severityRank emergencyContactName ownerDepartment { uscc }
  units { nodes { sourceId s } } tanks { nodes { sourceId designMaximumTonnes levelPercent chemical { name } } } } } }`;

const methanol = {
  sourceId: 't-1',
  name: 'V-101',
  chemicalNo: 65,
  designMaximumTonnes: 600,
  levelPercent: 50,
};
const ammonia = { sourceId: 't-2', name: 'V-102', chemicalNo: 1, designMaximumTonnes: 40, bund: '一组' };
const unit = { sourceId: 'u-1', name: '罐区', kind: 'STORAGE', tanks: [methanol, ammonia] };
const hazard = (sourceId: string, overrides: Json = {}): Json => {
  const own = {
    ...unit,
    sourceId: `${sourceId}-u`,
    tanks: unit.tanks.map((one) => ({ ...one, sourceId: `${sourceId}-${one.sourceId}` })),
  };
  return {
    sourceId,
    name: '测试罐区',
    divisionCode: '140581107',
    location: { lat: 35.8, lon: 112.9 },
    exposedPersons: 60,
    units: [own],
    ...overrides,
  };
};

async function write(input: Json, who = own): Promise<Json> {
  const answer = await subgraph.ask(mutation, who, { i: input });
  expect(answer.errors).toBeUndefined();
  return (answer.data as Json)['upsertMajorHazard'] as Json;
}
async function refused(input: Json, who = own): Promise<Json> {
  const answer = await subgraph.ask(mutation, who, { i: input });
  return answer.errors?.[0]?.extensions as Json;
}
/** Everything stored, for comparing before and after. */
async function stored(): Promise<string> {
  const answer = await subgraph.ask(
    `{ majorHazards(first: 500) { nodes { id name s r level updatedAt units { nodes { id s } } tanks { nodes { id designMaximumTonnes } } } } }`,
    own,
  );
  return JSON.stringify(answer.data);
}

describe('upsertMajorHazard', () => {
  it('inserts the hazard with units and tanks, graded by the rule; the same again changes nothing', async () => {
    const first = await write(hazard('a'));
    expect(first['outcome']).toBe('INSERTED');
    expect(first['majorHazard']).toMatchObject({
      s: 5.2,
      r: 13.8,
      alpha: 1.5,
      level: 'LEVEL_3',
      severityRank: 3,
    });
    expect(first['majorHazard'].ownerDepartment.uscc).toBe(own.department);
    expect(first['majorHazard'].units.nodes).toEqual([{ sourceId: 'a-u', s: 5.2 }]);
    expect(first['majorHazard'].tanks.nodes).toHaveLength(2);
    const before = await stored();
    const again = await write(hazard('a'));
    expect(again['outcome']).toBe('UNCHANGED');
    expect(await stored()).toBe(before);
  });

  it('regrades when a quantity, the persons or the list of tanks changes, and keeps what is not given', async () => {
    await write(hazard('b', { emergencyContactName: '王某某' }));
    const [only] = hazard('b')['units'] as Json[];
    const tanks = only!['tanks'] as Json[];
    const more = await write(
      hazard('b', { units: [{ ...only, tanks: [tanks[0], { ...tanks[1], designMaximumTonnes: 400 }] }] }),
    );
    expect(more).toMatchObject({
      outcome: 'UPDATED',
      majorHazard: { s: 41.2, r: 121.8, level: 'LEVEL_1', emergencyContactName: '王*' },
    });
    const fewer = await write(hazard('b', { exposedPersons: 0, units: [{ ...only, tanks: [tanks[0]] }] }));
    expect(fewer).toMatchObject({
      outcome: 'UPDATED',
      majorHazard: { s: 1.2, r: 0.6, alpha: 0.5, level: 'LEVEL_4' },
    });
    expect(fewer['majorHazard'].tanks.nodes).toHaveLength(1);
    const { levelPercent: _, ...unsaid } = tanks[0] as Json;
    const same = await write(hazard('b', { exposedPersons: 0, units: [{ ...only, tanks: [unsaid] }] }));
    expect(same['outcome']).toBe('UNCHANGED');
    expect(same['majorHazard'].tanks.nodes[0].levelPercent).toBe(50);
  });

  it('is UPDATED by a change that the grade does not show', async () => {
    await write(hazard('c'));
    const [only] = hazard('c')['units'] as Json[];
    const tanks = (only!['tanks'] as Json[]).map((one) => ({ ...one, bund: '二组' }));
    expect((await write(hazard('c', { units: [{ ...only, tanks }] })))['outcome']).toBe('UPDATED');
  });

  it('moves a tank between units and removes a unit that is not listed', async () => {
    const [only] = hazard('d')['units'] as Json[];
    const [one, two] = only!['tanks'] as Json[];
    const apart = [
      { ...only, tanks: [one] },
      { ...only, sourceId: 'd-u2', kind: 'PRODUCTION', tanks: [two] },
    ];
    const split = await write(hazard('d', { units: apart }));
    expect(split['majorHazard'].units.nodes.map((each: Json) => each.s).sort()).toEqual([1.2, 4]);
    const joined = await write(hazard('d'));
    expect(joined['outcome']).toBe('UPDATED');
    expect(joined['majorHazard'].units.nodes).toEqual([{ sourceId: 'd-u', s: 5.2 }]);
    expect(joined['majorHazard'].tanks.nodes).toHaveLength(2);
  });

  it('gives no level to what constitutes no major hazard', async () => {
    const small = {
      ...unit,
      sourceId: 'e-u',
      tanks: [{ ...methanol, sourceId: 'e-t', designMaximumTonnes: 499 }],
    };
    expect((await write(hazard('e', { units: [small] })))['majorHazard']).toMatchObject({
      s: 0.998,
      level: null,
      severityRank: null,
    });
  });

  it('writes the same hazard once when two ask at the same time', async () => {
    const outcomes = await Promise.all([write(hazard('f')), write(hazard('f')), write(hazard('f'))]);
    expect(outcomes.map((one) => String(one['outcome'])).sort()).toEqual([
      'INSERTED',
      'UNCHANGED',
      'UNCHANGED',
    ]);
  });

  it('writes many large hazards of one department at once, all of them, while others read', async () => {
    const large = (n: number) => ({
      ...hazard(`l-${n}`),
      units: Array.from({ length: 10 }, (_, at) => ({
        ...unit,
        sourceId: `l-${n}-${at}`,
        tanks: Array.from({ length: 20 }, (__, tank) => ({ ...methanol, sourceId: `l-${n}-${at}-${tank}` })),
      })),
    });
    const writing = Promise.all(Array.from({ length: 24 }, (_, n) => write(large(n))));
    const reads = await Promise.all(Array.from({ length: 12 }, () => stored()));
    expect(reads).toHaveLength(12);
    expect((await writing).every((one) => one['outcome'] === 'INSERTED')).toBe(true);
  });

  it('refuses a part of another hazard, and writes nothing of the whole', async () => {
    await write(hazard('g'));
    const before = await stored();
    const [only] = hazard('g')['units'] as Json[];
    expect(await refused(hazard('h', { units: [only] }))).toMatchObject({
      code: 'CONFLICT',
      at: 'input.units[0].sourceId',
    });
    const stolen = { ...unit, sourceId: 'h-u', tanks: [{ ...ammonia, sourceId: 'h-t' }, only!['tanks'][1]] };
    expect(await refused(hazard('h', { units: [stolen] }))).toMatchObject({
      code: 'CONFLICT',
      at: 'input.units[0].tanks[1].sourceId',
    });
    expect(await stored()).toBe(before);
  });

  it('warns of a check character that does not fit and of a point outside the province, and keeps both', async () => {
    const answer = await subgraph.ask(mutation, own, {
      i: hazard('i', { enterpriseUscc: '91350203M0001QAY9B', location: { lat: 39.9, lon: 116.4 } }),
    });
    expect(answer.errors).toBeUndefined();
    const warnings = (answer.extensions as Json)['warnings'] as Json[];
    expect(warnings.map((one) => String(one['code'])).sort()).toEqual([
      'OUTSIDE_PROVINCE',
      'USCC_CHECK_DIGIT',
    ]);
  });

  const [only] = hazard('x')['units'] as Json[];
  const withTank = (change: Json) => ({
    units: [{ ...only, tanks: [{ ...(only!['tanks'] as Json[])[0], ...change }] }],
  });
  it.each<[string, Json, string, string | undefined]>([
    ['a division of another county', { divisionCode: '140521' }, 'NOT_OWN_ROW', 'divisionCode'],
    ['a division that is none', { divisionCode: '149999' }, 'DIVISION_UNKNOWN', undefined],
    ['an empty name', { name: ' ' }, 'BAD_INPUT', 'input.name'],
    ['fewer than no persons', { exposedPersons: -1 }, 'BAD_INPUT', 'input.exposedPersons'],
    [
      'coordinates off the earth',
      { location: { lat: 112.9, lon: 35.8 } },
      'COORDINATE_OUT_OF_RANGE',
      'input.location.lat',
    ],
    ['a USCC that is none', { enterpriseUscc: '123' }, 'USCC_MALFORMED', undefined],
    ['no unit', { units: [] }, 'BAD_INPUT', 'input.units'],
    ['a unit without tanks', { units: [{ ...only, tanks: [] }] }, 'BAD_INPUT', 'input.units.tanks'],
    ['a unit twice', { units: [only, { ...unit, sourceId: 'x-u' }] }, 'BAD_INPUT', 'input.units[1].sourceId'],
    [
      'a chemical that is not in the table',
      withTank({ chemicalNo: 86 }),
      'BAD_INPUT',
      'input.units[0].tanks[0].chemicalNo',
    ],
    [
      'no quantity',
      withTank({ designMaximumTonnes: 0 }),
      'BAD_INPUT',
      'input.units[0].tanks[0].designMaximumTonnes',
    ],
    [
      'a level above full',
      withTank({ levelPercent: 101 }),
      'BAD_INPUT',
      'input.units[0].tanks[0].levelPercent',
    ],
  ])('refuses %s, and writes nothing', async (_, change, code, at) => {
    const before = await stored();
    const problem = await refused(hazard('x', change));
    expect(problem['code']).toBe(code);
    if (at) expect(problem['at']).toBe(at);
    expect(await stored()).toBe(before);
  });

  it('keeps the rows of two departments apart under one source id', async () => {
    const city = caller('EMERGENCY', '140500');
    expect((await write(hazard('k')))['outcome']).toBe('INSERTED');
    expect((await write(hazard('k', { name: '市局登记' }), city))['outcome']).toBe('INSERTED');
  });
});
