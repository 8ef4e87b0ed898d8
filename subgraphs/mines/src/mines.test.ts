import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc } from '@huitong/kit';
import {
  caller,
  openTestSubgraph,
  rowSecurityProblems,
  type TestSubgraph,
  testSize,
} from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import { CoalMine } from './entities/coalMine.js';
import { MineHiddenDanger } from './entities/mineHiddenDanger.js';
import { TailingsPond } from './entities/tailingsPond.js';
import { mines } from './main.js';

type VerifiedCaller = ReturnType<typeof caller>;
type Grant = VerifiedCaller['grants'][number];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await openTestSubgraph(mines, { sample: true });
});
afterAll(() => subgraph.close());

const county = '140581';
const energy = caller('ENERGY', county);
const duty = caller('EMERGENCY', county);
const rowsOf = <Row>(entity: new () => object) =>
  [...(sample(testSize).find((table) => table.entity === entity)?.rows ?? [])] as Row[];
const allMines = rowsOf<CoalMine>(CoalMine);
const allPonds = rowsOf<{ id: string }>(TailingsPond);
const allDangers = rowsOf<MineHiddenDanger>(MineHiddenDanger);
const inCounty = allMines.filter((mine) => mine.divisionCode.startsWith(county));

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of many shapes */
type Json = Record<string, any>;
async function ask(query: string, who: VerifiedCaller = duty, variables: Json = {}) {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  const extensions = answer.extensions as Json;
  return {
    data: answer.data as Json,
    denied: (extensions['denied'] ?? []) as Json[],
    counts: extensions['counts'] as Json,
    warnings: (extensions['warnings'] ?? []) as Json[],
    text: JSON.stringify(answer),
  };
}
const codeOf = async (query: string, who: VerifiedCaller = duty, variables: Json = {}) =>
  (await subgraph.ask(query, who, variables)).errors?.[0]?.extensions?.['code'];
const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort();

describe('the lists', () => {
  it.each([
    ['coalMines', allMines, ['NAME', 'APPROVED_CAPACITY', 'DEPTH_MAX', 'UPDATED_AT']],
    ['tailingsPonds', allPonds, ['NAME', 'VOLUME_TOTAL', 'UPDATED_AT']],
  ] as const)('%s: every row once, in any order, to any department', async (list, rows, orders) => {
    for (const order of orders) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const query = `query($after: String) { ${list}(first: 33, after: $after, orderBy: {field: ${order}, direction: DESC})
          { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`;
        const page: Json = (await ask(query, duty, { after })).data[list];
        expect(page['totalCount']).toBe(rows.length);
        seen.push(...(page['nodes'] as { id: string }[]).map((node) => node.id));
        ({ endCursor: after, hasNextPage: more } = page['pageInfo'] as {
          endCursor: string;
          hasNextPage: boolean;
        });
      }
      expect([...seen].sort()).toEqual(idsOf(rows));
    }
  });

  it('near a point: nearest first, metres over the ground, none beyond the radius', async () => {
    const near = '{point: {lat: 35.798, lon: 112.924}, withinKm: 20}';
    const { data } = await ask(
      `{ coalMines(near: ${near}, first: 100) { edges { distanceMetres node { id } } } }`,
    );
    const edges = data['coalMines'].edges as { distanceMetres: number; node: { id: string } }[];
    // On a sphere of the local radius, within half a per cent of the ellipsoid.
    const metres = (mine: CoalMine) =>
      Math.hypot(
        (mine.lat! - 35.798) * 110_950,
        (mine.lon! - 112.924) * 111_320 * Math.cos((35.8 * Math.PI) / 180),
      );
    const surely = allMines.filter((mine) => metres(mine) < 19_900);
    expect(surely.length).toBeGreaterThan(5);
    expect(edges.map((edge) => edge.node.id)).toEqual(expect.arrayContaining(idsOf(surely)));
    edges.forEach((edge, n) => {
      expect(edge.distanceMetres).toBeLessThanOrEqual(20_000);
      if (n > 0) expect(edge.distanceMetres).toBeGreaterThanOrEqual(edges[n - 1]!.distanceMetres);
      const rough = metres(allMines.find((mine) => mine.id === edge.node.id)!);
      expect(Math.abs(edge.distanceMetres - rough)).toBeLessThan(0.005 * rough + 1);
    });
  });

  it.each<[string, (mine: CoalMine) => boolean]>([
    [`division: "${county}"`, (mine) => mine.divisionCode.startsWith(county)],
    [
      'bbox: {minLat: 35.5, minLon: 112.5, maxLat: 35.9, maxLon: 113}',
      ({ lat, lon }) => lat! >= 35.5 && lat! <= 35.9 && lon! >= 112.5 && lon! <= 113,
    ],
    ['where: {status: PRODUCING}', (mine) => mine.status === 'PRODUCING'],
    [
      'where: {not: {statusIn: [PRODUCING, CLOSED]}}',
      (mine) => !['PRODUCING', 'CLOSED'].includes(mine.status!),
    ],
    [
      'where: {or: [{gasGradeIn: [OUTBURST]}, {approvedCapacityWanTonnesPerYearGte: 300}]}',
      (mine) => mine.gasGrade === 'OUTBURST' || mine.approvedCapacityWanTonnesPerYear! >= 300,
    ],
    ['where: {depthMaxMetresGt: 500}', (mine) => (mine.depthMaxMetres ?? 0) > 500],
    ['where: {nameContains: "龙泉"}', (mine) => mine.name.includes('龙泉')],
    [
      `where: {enterpriseUscc: "${demoEnterpriseUscc('COAL', 3)}"}`,
      (mine) => mine.enterpriseUscc === demoEnterpriseUscc('COAL', 3),
    ],
    [
      'where: {severeHazard: true}',
      (mine) =>
        ['HIGH', 'OUTBURST'].includes(mine.gasGrade!) ||
        mine.rockburst === true ||
        mine.hydroType === 'COMPLEX',
    ],
    ['where: {synthetic: false}', () => false],
  ])('%s: what brute force finds', async (argument, keep) => {
    const { data } = await ask(`{ coalMines(${argument}, first: 500) { nodes { id } totalCount } }`);
    expect(idsOf(data['coalMines'].nodes as { id: string }[])).toEqual(idsOf(allMines.filter(keep)));
    expect(data['coalMines'].totalCount).toBe(allMines.filter(keep).length);
  });

  it.each([
    ['first: 0', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['first: 1000000', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['near: {point: {lat: 35, lon: 112}, withinKm: -1}', 'RADIUS_OUT_OF_RANGE'],
    ['near: {point: {lat: 35, lon: 112}, withinKm: 20000}', 'RADIUS_OUT_OF_RANGE'],
    ['near: {point: {lat: 135, lon: 112}, withinKm: 1}', 'COORDINATE_OUT_OF_RANGE'],
    ['bbox: {minLat: 36, minLon: 112, maxLat: 35, maxLon: 113}', 'BOX_INVERTED'],
    ['division: "149999"', 'DIVISION_UNKNOWN'],
    ['after: "x"', 'CURSOR_INVALID'],
    ['where: {nameContains: ""}', 'BAD_INPUT'],
    ['where: {principalPhone: "1"}', 'VALIDATION_FAILED'],
    ['where: {undergroundNow: 1}', 'VALIDATION_FAILED'],
    ['orderBy: {field: UNDERGROUND_NOW}', 'VALIDATION_FAILED'],
  ])('%s is refused: %s', async (argument, code) => {
    expect(await codeOf(`{ coalMines(${argument}) { nodes { id } } }`)).toBe(code);
  });

  it('a cursor of another list is refused', async () => {
    const { data } = await ask('{ tailingsPonds(first: 1) { pageInfo { endCursor } } }');
    const after = data['tailingsPonds'].pageInfo.endCursor as string;
    expect(await codeOf(`{ coalMines(first: 1, after: "${after}") { nodes { id } } }`)).toBe(
      'CURSOR_INVALID',
    );
  });
});

describe('hidden dangers', () => {
  const query = '{ mineHiddenDangers(first: 500) { nodes { id description } totalCount } }';
  const inside = allDangers.filter((danger) => danger.divisionCode.startsWith(county));
  // Those of non-coal mines and ponds are the emergency bureau's.
  const own = inside.filter((danger) => danger.objectType === 'COAL_MINE');
  const fire = caller('FIRE', county);

  it('are the own line’s, in its own divisions', async () => {
    const { data } = await ask(query, energy);
    expect(idsOf(data['mineHiddenDangers'].nodes as { id: string }[])).toEqual(idsOf(own));
    expect((await ask(query, caller('ENERGY', '140000'))).data['mineHiddenDangers'].totalCount).toBe(
      allDangers.filter((danger) => danger.objectType === 'COAL_MINE').length,
    );
    expect((await ask(query, fire)).data['mineHiddenDangers']).toEqual({ nodes: [], totalCount: 0 });
  });

  it('open to a grant, until it expires', async () => {
    const grant: Grant = {
      id: 'g',
      coordinates: ['MineHiddenDanger'],
      divisions: [county],
      unmask: false,
      incident: null,
      expiresAt: 4e9,
    };
    const count = async (change: Partial<Grant>) =>
      (await ask(query, caller('FIRE', county, { grants: [{ ...grant, ...change }] }))).data[
        'mineHiddenDangers'
      ].totalCount as number;
    expect(await count({})).toBe(inside.length);
    expect(await count({ expiresAt: 1 })).toBe(0);
    expect(await count({ divisions: ['140521'] })).not.toBe(inside.length);
  });

  it('are null by id and by reference, as if they were not there', async () => {
    const entities = (who: VerifiedCaller) =>
      ask(
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on MineHiddenDanger { description } } }',
        who,
        { r: own.map(({ id }) => ({ __typename: 'MineHiddenDanger', id })) },
      );
    expect(new Set((await entities(fire)).data['_entities'] as unknown[])).toEqual(new Set([null]));
    expect((await entities(energy)).data['_entities']).toHaveLength(own.length);
  });

  it('of a mine, and its mine, know overdue', async () => {
    const { data } = await ask(
      `{ coalMines(division: "${county}", first: 100) { nodes { id hiddenDangers(first: 100) { nodes { overdue dueOn state coalMine { id } } } } } }`,
      energy,
    );
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    let seen = 0;
    for (const mine of data['coalMines'].nodes as Json[]) {
      for (const danger of mine['hiddenDangers'].nodes as Json[]) {
        expect(danger['coalMine'].id).toBe(mine['id']);
        expect(danger['overdue']).toBe(
          danger['dueOn'] !== null &&
            danger['dueOn'] < today &&
            !['REVIEWED', 'DEREGISTERED'].includes(danger['state'] as string),
        );
        seen += 1;
      }
    }
    expect(seen).toBe(own.length);
  });
});

describe('references', () => {
  const read = (count: number) =>
    ask(
      `query($r: [_Any!]!) { _entities(representations: $r) {
        ... on CoalMine { name hiddenDangers(first: 2) { nodes { level } } }
        ... on Enterprise { coalMines(first: 5) { nodes { name enterprise { uscc } } } } } }`,
      energy,
      {
        r: [
          ...inCounty.slice(0, count).map(({ id }) => ({ __typename: 'CoalMine', id })),
          ...Array.from({ length: count }, (_, n) => ({
            __typename: 'Enterprise',
            uscc: demoEnterpriseUscc('COAL', n),
          })),
        ],
      },
    );

  it('take the same number of statements for 2 parents and for many', async () => {
    const [few, many] = [await read(2), await read(30)];
    expect(many.counts['statements']).toBe(few.counts['statements']);
    expect(few.counts['statements']).toBe(3);
    for (const [n, found] of (many.data['_entities'] as Json[]).slice(-30).entries()) {
      const expected = allMines.filter((mine) => mine.enterpriseUscc === demoEnterpriseUscc('COAL', n));
      expect(found['coalMines'].nodes).toHaveLength(expected.length);
    }
  });

  it('to nothing are null, whatever stands in them, and harm no other', async () => {
    const ids = [
      allMines[0]!.id,
      'garbage',
      7,
      null,
      { a: 1 },
      '00000000-0000-4000-8000-000000000000',
      'a\0b',
    ];
    const { data } = await ask(
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on CoalMine { name } } }',
      duty,
      { r: ids.filter((id) => id !== null).map((id) => ({ __typename: 'CoalMine', id })) },
    );
    expect(data['_entities']).toEqual([{ name: allMines[0]!.name }, null, null, null, null, null]);
  });

  it('by id: a mine, or null', async () => {
    const [mine] = inCounty as [CoalMine];
    const { data } = await ask(
      `{ a: coalMine(id: "${mine.id}") { name synthetic updatedAt } b: coalMine(id: "x") { name } }`,
    );
    expect(data['a']).toMatchObject({ name: mine.name, synthetic: true });
    expect(data['a'].updatedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(data['b']).toBeNull();
  });
});

describe('protected fields', () => {
  const query = (
    unmask = '',
  ) => `{ coalMines(division: "${county}", first: 100) { nodes { id undergroundNow principalName
    principalPhone${unmask} explosivesStore { exists capacityKilograms } } }
    tailingsPonds(first: 100) { nodes { responsibleLeaderName } } }`;

  it('are refused to another line, once per coordinate', async () => {
    const { data, denied } = await ask(query(), caller('FIRE', county));
    for (const mine of data['coalMines'].nodes as Json[]) {
      expect(mine).toMatchObject({
        undergroundNow: null,
        principalName: null,
        principalPhone: null,
        explosivesStore: null,
      });
    }
    expect(denied.map((one) => one['coordinate'] as string).sort()).toEqual([
      'CoalMine.explosivesStore',
      'CoalMine.principalName',
      'CoalMine.principalPhone',
      'CoalMine.undergroundNow',
      'TailingsPond.responsibleLeaderName',
    ]);
    expect(denied.every((one) => one['code'] === 'FIELD_NOT_SHARED')).toBe(true);
  });

  it('are read by their own line, people masked', async () => {
    const { data } = await ask(query(), energy);
    const shown = new Map((data['coalMines'].nodes as Json[]).map((mine) => [mine['id'] as string, mine]));
    for (const mine of inCounty) {
      expect(shown.get(mine.id)).toMatchObject({
        undergroundNow: mine.undergroundNow,
        principalName: `${mine.principalName![0] ?? ''}*`,
        principalPhone: mine.principalPhone!.replace(/^(\d{3})\d{4}/, '$1****'),
        explosivesStore: {
          exists: mine.hasExplosivesStore,
          capacityKilograms: mine.explosivesCapacityKilograms,
        },
      });
    }
  });

  it('in clear take both the question and the grant; the store’s capacity no grant opens', async () => {
    const grant: Grant = {
      id: 'g',
      coordinates: ['CoalMine', 'ExplosivesStore', 'ExplosivesStore.capacityKilograms'],
      divisions: [county],
      unmask: true,
      incident: 'i-1',
      expiresAt: 4e9,
    };
    const purpose = 'INCIDENT_RESPONSE';
    const who = caller('EMERGENCY', county, { grants: [grant], incident: 'i-1', purpose });
    const clear = await ask(query('(unmask: {incident: "i-1", reason: "透水事故救援"})'), who);
    const phones = (clear.data['coalMines'].nodes as Json[]).map((mine) => mine['principalPhone'] as string);
    expect(new Set(phones)).toEqual(new Set(inCounty.map((mine) => mine.principalPhone)));
    expect(clear.counts['unmasked']).toBe(inCounty.length);
    for (const mine of clear.data['coalMines'].nodes as Json[]) {
      expect(mine['explosivesStore'].capacityKilograms).toBeNull();
      expect(mine['explosivesStore'].exists).not.toBeNull();
    }
    expect(clear.denied.map((one) => one['coordinate'])).toContain('ExplosivesStore.capacityKilograms');
    const unasked = await ask(query(), who);
    expect(unasked.counts['unmasked']).toBe(0);
    expect(unasked.text).not.toContain(inCounty[0]!.principalPhone!);
  });

  it('stand in no answer to a foreign department, however it asks', async () => {
    const secrets = new Set([
      ...allMines.flatMap((mine) => [mine.principalPhone!, mine.principalName!]),
      ...allDangers.map((danger) => danger.description),
    ]);
    const references = allMines.map(({ id }) => ({ __typename: 'CoalMine', id }));
    const answers = await Promise.all([
      ask(query(), caller('FIRE', county)),
      ask(query('(unmask: {reason: "试一试"})'), caller('FIRE', county)),
      ask(
        '{ mineHiddenDangers(first: 500) { edges { cursor node { description } } } }',
        caller('FIRE', county),
      ),
      ask(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on CoalMine { principalName a: principalPhone(unmask: {reason: "x"})
          hiddenDangers(first: 100) { nodes { description } } } } }`,
        caller('FIRE', county),
        { r: references },
      ),
      ask(query(), caller('ENERGY', '140481')),
    ]);
    const told = [...secrets].filter((secret) => answers.some(({ text }) => text.includes(secret)));
    expect(told).toEqual([]);
  });
});

describe('upsertCoalMine', () => {
  const mutation = `mutation($i: UpsertCoalMineInput!) { upsertCoalMine(input: $i) { outcome
    coalMine { id name severeHazard depthMaxMetres location { lat lon crs } ownerDepartment { uscc } division { code } synthetic } } }`;
  const input = {
    sourceId: 'a-1',
    name: '测试煤矿',
    divisionCode: '140581107',
    location: { lat: 35.8, lon: 112.9 },
    gasGrade: 'HIGH',
    depthMaxMetres: 300,
  };
  const write = async (change: Json = {}, who = energy) =>
    (await ask(mutation, who, { i: { ...input, ...change } })).data['upsertCoalMine'] as Json;

  it('inserts, does nothing the second time, updates what changed', async () => {
    const first = await write();
    expect(first).toMatchObject({
      outcome: 'INSERTED',
      coalMine: {
        name: '测试煤矿',
        severeHazard: true,
        location: { ...input.location, crs: 'WGS84' },
        ownerDepartment: { uscc: energy.department },
        division: { code: '140581107' },
        synthetic: false,
      },
    });
    expect(await write()).toMatchObject({ outcome: 'UNCHANGED', coalMine: { id: first['coalMine'].id } });
    expect(await write({ name: '测试二矿' })).toMatchObject({
      outcome: 'UPDATED',
      coalMine: { id: first['coalMine'].id, name: '测试二矿', depthMaxMetres: 300 },
    });
    const { data } = await ask('{ coalMines(where: {nameContains: "试二"}) { totalCount } }');
    expect(data['coalMines'].totalCount).toBe(1);
  });

  it('by another department under the same number is another row', async () => {
    const other = caller('EMERGENCY', county);
    const [mine, theirs] = [await write({ sourceId: 'a-2' }), await write({ sourceId: 'a-2' }, other)];
    expect(theirs['outcome']).toBe('INSERTED');
    expect(theirs['coalMine'].id).not.toBe(mine['coalMine'].id);
  });

  it.each<[string, Json, string | null]>([
    ['NOT_OWN_ROW', { divisionCode: '140521' }, 'divisionCode'],
    ['NOT_OWN_ROW', { divisionCode: '140500' }, 'divisionCode'],
    ['DIVISION_UNKNOWN', { divisionCode: '149999' }, null],
    ['BAD_INPUT', { name: '' }, 'input.name'],
    ['BAD_INPUT', { name: 'x'.repeat(201) }, 'input.name'],
    ['BAD_INPUT', { depthMaxMetres: 2001 }, 'input.depthMaxMetres'],
    ['BAD_INPUT', { approvedCapacityWanTonnesPerYear: 0 }, 'input.approvedCapacityWanTonnesPerYear'],
    ['BAD_INPUT', { workforce: -1 }, 'input.workforce'],
    ['BAD_INPUT', { mineCode: '1 or 1=1' }, null],
    ['BAD_INPUT', { name: 'nul\0' }, null],
    ['USCC_MALFORMED', { enterpriseUscc: 'x' }, null],
    ['COORDINATE_OUT_OF_RANGE', { location: { lat: 95, lon: 112 } }, 'input.location.lat'],
    ['VARIABLE_INVALID', { status: 'OPEN' }, null],
  ])('is refused with %s for %j', async (code, change, at) => {
    const answer = await subgraph.ask(mutation, energy, { i: { ...input, sourceId: 'bad', ...change } });
    expect(answer.errors?.map((error) => error.extensions?.['code'])).toEqual([code]);
    if (at) expect(answer.errors?.[0]?.extensions?.['at']).toBe(at);
  });

  it('warns of a point outside of the province, and of a check character, and keeps the row', async () => {
    const { data, warnings } = await ask(mutation, energy, {
      i: { ...input, sourceId: 'a-3', location: { lat: 31, lon: 121 }, enterpriseUscc: '911405810000000000' },
    });
    expect(data['upsertCoalMine'].outcome).toBe('INSERTED');
    expect(warnings.map((one) => [one['code'], one['at']])).toEqual(
      expect.arrayContaining([['OUTSIDE_PROVINCE', 'input.location']]),
    );
  });
});

it('the database lets nothing past row security', async () => {
  expect(await rowSecurityProblems(subgraph.superuserUrl, subgraph.appRole)).toEqual([]);
});

it('the demonstration is the same every time, and its rows have keys of their own', () => {
  const made = () => sample(testSize).map(({ rows }) => [...rows] as CoalMine[]);
  expect(made()).toEqual(made());
  for (const rows of made()) {
    const keys = rows.map((row) => `${row.ownerDepartment} ${row.source} ${String(row.sourceId)}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.every((row) => row.synthetic && row.source === 'sample')).toBe(true);
  }
  for (const mine of allMines) expect(mine.principalPhone).toMatch(/^1990000\d{4}$/);
});
