import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { sample } from '../sample/index.js';
import type { MajorHazard } from './entities/majorHazard.js';
import { hazmat } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(hazmat, { sample: true });
});
afterAll(() => subgraph.close());

const hazards = sample()[0]?.rows as MajorHazard[];
const city = caller('EMERGENCY', '140500');
const energy = caller('ENERGY', '140581');
const unknownId = '00000000-0000-4000-8000-000000000000';

type Json = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
async function data(query: string, who = energy, variables = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Json;
}
async function refused(query: string, who = energy, variables = {}): Promise<Json> {
  const answer = await subgraph.ask(query, who, variables);
  return answer.errors?.[0]?.extensions as Json;
}
const statements = (answer: { extensions?: unknown }) =>
  (answer.extensions as { counts: { statements: number } }).counts.statements;

describe('major hazards', () => {
  it('near a point come nearest first, with metres, inside the radius', async () => {
    const { majorHazards } = await data(
      `{ majorHazards(near: {point: {lat: 35.8, lon: 112.92}, withinKm: 40}, first: 100) {
          totalCount edges { distanceMetres node { level severityRank r s location { lat lon } } } } }`,
    );
    const metres = majorHazards.edges.map((edge: Json) => edge.distanceMetres) as number[];
    expect(metres.length).toBeGreaterThan(3);
    expect(majorHazards.totalCount).toBe(metres.length);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    expect(metres.at(-1)).toBeLessThanOrEqual(40_000);
  });

  it('in a box or a division are those that stand there', async () => {
    const box = { minLat: 35.6, minLon: 112.7, maxLat: 36, maxLon: 113.1 };
    const { majorHazards } = await data(
      `query($b: BoundingBoxInput) { majorHazards(bbox: $b, first: 500) { nodes { id } } }`,
      energy,
      { b: box },
    );
    const inside = hazards.filter(
      (one) =>
        one.lat! >= box.minLat && one.lat! <= box.maxLat && one.lon! >= box.minLon && one.lon! <= box.maxLon,
    );
    expect(inside.length).toBeGreaterThan(0);
    expect(majorHazards.nodes.map((one: Json) => one.id).sort()).toEqual(inside.map((one) => one.id).sort());

    const there = await data(
      `{ majorHazards(division: "140581", first: 500) { totalCount nodes { division { code } } } }`,
    );
    const wanted = hazards.filter((one) => one.divisionCode.startsWith('140581')).length;
    expect(there.majorHazards.totalCount).toBe(wanted);
    expect(there.majorHazards.nodes.every((one: Json) => one.division.code.startsWith('140581'))).toBe(true);
  });

  it('are filtered by conditions that stand together, in or, in not', async () => {
    const query = `query($w: MajorHazardWhere) { majorHazards(where: $w, first: 500) { nodes { id } } }`;
    const ids = async (where: Json) =>
      ((await data(query, energy, { w: where })).majorHazards.nodes as Json[])
        .map((one) => one['id'] as string)
        .sort();
    const expected = (holds: (one: MajorHazard) => boolean) =>
      hazards
        .filter(holds)
        .map((one) => one.id)
        .sort();
    expect(await ids({ levelIn: ['LEVEL_1', 'LEVEL_2'] })).toEqual(expected((one) => one.r >= 50));
    expect(await ids({ level: 'LEVEL_4', monitoringConnected: false })).toEqual(
      expected((one) => one.level === 'LEVEL_4' && one.monitoringConnected === false),
    );
    expect(
      await ids({ or: [{ level: 'LEVEL_1' }, { exposedPersonsGte: 60 }], not: { level: 'LEVEL_2' } }),
    ).toEqual(expected((one) => (one.r >= 100 || one.exposedPersons >= 60) && one.level !== 'LEVEL_2'));
    expect(await ids({ nameContains: '润泽' })).toEqual(expected((one) => one.name.includes('润泽')));
    expect(await ids({ enterpriseUscc: demoEnterpriseUscc('CHEMICAL', 7) })).toEqual([hazards[7]!.id]);
  });

  it('are paged through without a gap or a repeat, in both directions of an order', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const seen: Json[] = [];
      let after: string | null = null;
      do {
        const page: Json = await data(
          `query($a: String) { majorHazards(first: 7, after: $a, orderBy: {field: EXPOSED_PERSONS, direction: ${direction}}) {
             totalCount nodes { id exposedPersons } pageInfo { hasNextPage endCursor } } }`,
          energy,
          { a: after },
        );
        expect(page.majorHazards.totalCount).toBe(63);
        seen.push(...page.majorHazards.nodes);
        after = page.majorHazards.pageInfo.hasNextPage ? page.majorHazards.pageInfo.endCursor : null;
      } while (after);
      expect(new Set(seen.map((one) => one['id'])).size).toBe(63);
      const persons = seen.map((one) => one['exposedPersons'] as number);
      expect(persons).toEqual([...persons].sort((a, b) => (direction === 'ASC' ? a - b : b - a)));
    }
  });

  it('are found by id; an unknown id and a string that is none are null', async () => {
    const hazard = hazards[0]!;
    const found = await data(
      `{ a: majorHazard(id: "${hazard.id}") { name level r s alpha severityRank enterprise { uscc } ownerDepartment { uscc } synthetic }
      b: majorHazard(id: "${unknownId}") { name } c: majorHazard(id: "x") { name } }`,
      caller('EMERGENCY', '140500'),
    );
    const { name, level, r, s, alpha } = hazard;
    expect(found).toMatchObject({ a: { name, level, r, s, alpha, synthetic: true }, b: null, c: null });
    expect(found['a'].enterprise.uscc).toBe(hazard.enterpriseUscc);
    expect(found['a'].severityRank).toBe(Number(level?.at(-1)));
  });

  it.each([
    ['first: 0', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['first: 1000000', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['near: {point: {lat: 35.8, lon: 112.9}, withinKm: -1}', 'RADIUS_OUT_OF_RANGE'],
    ['near: {point: {lat: 35.8, lon: 112.9}, withinKm: 20000}', 'RADIUS_OUT_OF_RANGE'],
    ['near: {point: {lat: 112.9, lon: 35.8}, withinKm: 5}', 'COORDINATE_OUT_OF_RANGE'],
    ['bbox: {minLat: 36, minLon: 112, maxLat: 35, maxLon: 113}', 'BOX_INVERTED'],
    ['division: "149999"', 'DIVISION_UNKNOWN'],
    ['after: "bm9wZQ"', 'CURSOR_INVALID'],
  ])('with %s are refused as %s', async (args, code) => {
    expect(await refused(`{ majorHazards(${args}) { nodes { id } } }`)).toMatchObject({ code });
  });

  it('do not take a cursor of another order', async () => {
    const page = await data(`{ majorHazards(first: 1) { pageInfo { endCursor } } }`);
    const answer = await refused(
      `query($a: String) { majorHazards(first: 1, after: $a, orderBy: {field: EXPOSED_PERSONS}) { nodes { id } } }`,
      energy,
      {
        a: page.majorHazards.pageInfo.endCursor,
      },
    );
    expect(answer).toMatchObject({ code: 'CURSOR_INVALID' });
  });
});

describe('units and tanks', () => {
  const query = `query($n: Int) { majorHazards(first: $n) { nodes { id
    units { nodes { name kind s majorHazard { id } tanks { nodes { id chemical { name } } } } }
    tanks { nodes { id name designMaximumTonnes levelPercent bund unit { name } majorHazard { id }
      chemical { gb18218No name casNo unNo isolationDistanceMetres fireIsolationDistanceMetres } } } } } }`;

  it('hang together: the tanks of a hazard are those of its units', async () => {
    const { majorHazards } = await data(
      query.replace('(first: $n)', '(first: $n, division: "140500")'),
      city,
      {
        n: 60,
      },
    );
    expect(majorHazards.nodes).toHaveLength(60);
    for (const hazard of majorHazards.nodes as Json[]) {
      const ofUnits = hazard['units'].nodes.flatMap((unit: Json) =>
        unit.tanks.nodes.map((tank: Json) => tank.id),
      ) as string[];
      expect(ofUnits.sort()).toEqual(hazard['tanks'].nodes.map((tank: Json) => tank.id).sort());
      expect(ofUnits.length).toBeGreaterThan(0);
      for (const tank of hazard['tanks'].nodes) expect(tank.majorHazard.id).toBe(hazard['id']);
    }
  });

  it('take no more SQL statements for 50 hazards than for 2: one for each step of each way', async () => {
    const two = await subgraph.ask(query, city, { n: 2 });
    const fifty = await subgraph.ask(query, city, { n: 50 });
    // Eight steps; the chemicals of the two ways to a tank are one statement when both ways arrive there together.
    for (const answer of [two, fifty]) expect([7, 8]).toContain(statements(answer));
  });
});

describe('references of other subgraphs', () => {
  it('resolve hazards, units and chemicals by key, and null for what is not there', async () => {
    const { _entities } = await data(
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on MajorHazard { name } ... on Chemical { name } ... on Tank { name } } }`,
      energy,
      {
        r: [
          { __typename: 'MajorHazard', id: hazards[3]!.id },
          { __typename: 'MajorHazard', id: unknownId },
          { __typename: 'Chemical', gb18218No: 44 },
          { __typename: 'Chemical', gb18218No: 999 },
          { __typename: 'Tank', id: unknownId },
        ],
      },
    );
    expect(_entities).toEqual([
      { name: hazards[3]!.name },
      null,
      { name: '硝酸铵(含可燃物≤0.2%)' },
      null,
      null,
    ]);
  });

  it('show an enterprise its hazards and a mine those near it, in the same number of statements for 2 and 50', async () => {
    const ask = (count: number) =>
      subgraph.ask(
        `query($r: [_Any!]!) { _entities(representations: $r) {
           ... on Enterprise { majorHazards { nodes { name } } }
           ... on CoalMine { majorHazardsNearby(withinKm: 25, first: 3) { edges { distanceMetres node { level } } } } } }`,
        energy,
        {
          r: Array.from({ length: count }, (_, index) =>
            index % 2
              ? { __typename: 'Enterprise', uscc: demoEnterpriseUscc('CHEMICAL', index) }
              : {
                  __typename: 'CoalMine',
                  id: `m-${index}`,
                  location: { lat: 35.5 + index / 100, lon: 112.9 },
                },
          ),
        },
      );
    const [two, fifty] = [await ask(2), await ask(50)];
    expect(fifty.errors).toBeUndefined();
    expect(statements(two)).toBe(statements(fifty));
    const entities = (fifty.data as Json)['_entities'] as Json[];
    expect(entities[7]!['majorHazards'].nodes).toEqual([{ name: hazards[7]!.name }]);
    const near = entities.filter((_, index) => index % 2 === 0).map((one) => one['majorHazardsNearby'].edges);
    expect(near.some((edges) => edges.length === 3)).toBe(true);
    for (const edges of near) {
      const metres = edges.map((edge: Json) => edge.distanceMetres);
      expect(metres).toEqual([...metres].sort((a: number, b: number) => a - b));
    }
  });

  it('answer null for a mine without a position, refuse a bad radius', async () => {
    const query = (args: string) =>
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on CoalMine { majorHazardsNearby${args} { nodes { id } } } } }`;
    const nowhere = { r: [{ __typename: 'CoalMine', id: 'm', location: null }] };
    expect((await data(query(''), energy, nowhere))['_entities']).toEqual([{ majorHazardsNearby: null }]);
    const here = { r: [{ __typename: 'CoalMine', id: 'm', location: { lat: 35.8, lon: 112.9 } }] };
    expect(await refused(query('(withinKm: 20000)'), energy, here)).toMatchObject({
      code: 'RADIUS_OUT_OF_RANGE',
    });
  });
});

describe('chemicals', () => {
  it('are public and found by number, by CAS, by name and by another name', async () => {
    const found =
      await data(`{ a: chemical(gb18218No: 1) { name casNo unNo criticalQuantityTonnes beta ergGuide }
      b: chemical(casNo: "67-56-1") { gb18218No name } c: chemical(gb18218No: 86) { name }
      d: chemicals(where: {nameContains: "液氯"}) { nodes { gb18218No isHighlyToxic } }
      e: chemicals(where: {casNo: "6484-52-2"}) { totalCount nodes { criticalQuantityTonnes } } }`);
    expect(found).toEqual({
      a: { name: '氨', casNo: '7664-41-7', unNo: '1005', criticalQuantityTonnes: 10, beta: 2, ergGuide: 125 },
      b: { gb18218No: 65, name: '甲醇' },
      c: null,
      d: { nodes: [{ gb18218No: 12, isHighlyToxic: true }] },
      e: { totalCount: 2, nodes: [{ criticalQuantityTonnes: 5 }, { criticalQuantityTonnes: 50 }] },
    });
  });

  it('are refused by a CAS number that stands for several rows, is malformed, or comes with a number', async () => {
    const nitrate = await subgraph.ask(`{ chemical(casNo: "6484-52-2") { name } }`, energy);
    expect(nitrate.errors?.[0]?.message).toContain('43, 44');
    for (const args of [
      'casNo: "6484-52-2"',
      'casNo: "7664-41-8"',
      'casNo: "ammonia"',
      'casNo: "67-56-1", gb18218No: 1',
      '',
    ]) {
      const list = args ? `(${args})` : '';
      expect(await refused(`{ chemical${list} { name } }`)).toMatchObject({ code: 'BAD_INPUT' });
    }
  });

  it('are paged through, 85 of them', async () => {
    const numbers: number[] = [];
    let after: string | null = null;
    do {
      const page: Json = await data(
        `query($a: String) { chemicals(first: 30, after: $a) { nodes { gb18218No } pageInfo { hasNextPage endCursor } } }`,
        energy,
        { a: after },
      );
      numbers.push(...page.chemicals.nodes.map((one: Json) => one.gb18218No));
      after = page.chemicals.pageInfo.hasNextPage ? page.chemicals.pageInfo.endCursor : null;
    } while (after);
    expect(numbers).toEqual(Array.from({ length: 85 }, (_, index) => index + 1));
  });
});
