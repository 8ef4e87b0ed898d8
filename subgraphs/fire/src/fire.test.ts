import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc, demoUscc, withPlainClient } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';
import { type BuildingFacts, highRiseSql, isHighRise } from './rules/highRise.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire, { sample: true });
});
afterAll(() => subgraph.close());

/** A department that owns nothing here. */
const duty = caller('EMERGENCY', '140581');
const centre = { lat: 35.798, lon: 112.924 };

interface Node extends Record<string, unknown> {
  readonly id: string;
}
interface Page {
  readonly edges: readonly {
    readonly cursor: string;
    readonly distanceMetres: number | null;
    readonly node: Node;
  }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

/** The data of an answer that must not have errors. */
async function data<Shape = Record<string, Page>>(
  query: string,
  variables: Record<string, unknown> = {},
  as = duty,
) {
  const answer = await subgraph.ask(query, as, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as unknown as Shape;
}

async function refused(query: string, variables: Record<string, unknown> = {}) {
  const answer = await subgraph.ask(query, duty, variables);
  return answer.errors?.[0]?.extensions?.['code'];
}

/** Metres between two points on a sphere of the local radius; within 0.5 % of the ellipsoid. */
function roughMetres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [dLat, dLon] = [
    (b.lat - a.lat) * 110_950,
    (b.lon - a.lon) * 111_320 * Math.cos((a.lat * Math.PI) / 180),
  ];
  return Math.hypot(dLat, dLon);
}

describe.each(['fireUnits', 'waterSources', 'fireBrigades'])('the list %s', (list) => {
  const type = { fireUnits: 'FireUnit', waterSources: 'WaterSource', fireBrigades: 'FireBrigade' }[
    list
  ] as string;
  const one = list.slice(0, -1);

  async function all(args = '', variables: Record<string, unknown> = {}, first = 97): Promise<Node[]> {
    const found: Node[] = [];
    let after: string | null = null;
    do {
      const page: Page = (
        await data<Record<string, Page>>(
          `query($after: String, $division: DivisionCode, $box: BoundingBoxInput) {
            ${list}(first: ${first}, after: $after, division: $division, bbox: $box ${args}) {
              nodes { id name division { code } location { lat lon crs } } pageInfo { hasNextPage endCursor } } }`,
          { ...variables, after },
        )
      )[list]!;
      found.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return found;
  }

  it('pages through all rows without gap or repeat, in the order asked for', async () => {
    const page = (await data(`{ ${list}(first: 1) { totalCount } }`))[list]!;
    for (const order of ['NAME', 'UPDATED_AT']) {
      for (const direction of ['ASC', 'DESC']) {
        const rows = await all(`, orderBy: {field: ${order}, direction: ${direction}}`);
        expect(new Set(rows.map((row) => row.id)).size).toBe(page.totalCount);
        expect(rows).toHaveLength(page.totalCount);
      }
    }
  });

  it('gives what is near, nearest first, with metres over the ground', async () => {
    const near = { point: centre, withinKm: 12 };
    const page = (
      await data(
        `query($near: NearInput) { ${list}(near: $near, first: 500) {
           totalCount edges { distanceMetres node { id location { lat lon } } } } }`,
        { near },
      )
    )[list]!;
    const metres = page.edges.map((edge) => edge.distanceMetres as number);
    expect(metres.length).toBeGreaterThan(2);
    expect(page.totalCount).toBe(metres.length);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    for (const { distanceMetres, node } of page.edges) {
      const rough = roughMetres(centre, node['location'] as typeof centre);
      expect(Math.abs((distanceMetres as number) - rough)).toBeLessThan(rough * 0.006 + 1);
    }
    const expected = (await all()).filter(
      (row) => roughMetres(centre, row['location'] as typeof centre) <= 12_000,
    );
    expect(Math.abs(expected.length - metres.length)).toBeLessThanOrEqual(1);
  });

  it('gives what lies in a box, and in a division or below it', async () => {
    const rows = await all();
    const box = { minLat: 35.6, minLon: 112.7, maxLat: 35.9, maxLon: 113.05 };
    const inside = ({ lat, lon }: typeof centre) =>
      lat >= box.minLat && lat <= box.maxLat && lon >= box.minLon && lon <= box.maxLon;
    const ids = (some: Node[]) => some.map((row) => row.id).sort();
    const expected = rows.filter((row) => inside(row['location'] as typeof centre));
    expect(expected.length).toBeGreaterThan(0);
    expect(ids(await all('', { box }))).toEqual(ids(expected));
    const county = rows.filter((row) => (row['division'] as { code: string }).code.startsWith('140581'));
    expect(county.length).toBeGreaterThan(0);
    expect(ids(await all('', { division: '140581' }))).toEqual(ids(county));
  });

  it('finds one by id, by reference and by two characters of its name; an unknown id is null', async () => {
    const [row] = (await data(`{ ${list}(first: 1) { nodes { id name } } }`))[list]!.nodes as [Node];
    const term = (row['name'] as string).slice(0, 2);
    const answer = await data<Record<string, unknown>>(
      `query($id: ID!, $term: String!, $representations: [_Any!]!) {
         ${one}(id: $id) { id name } none: ${one}(id: "00000000-0000-4000-8000-000000000000") { id } bad: ${one}(id: "x") { id }
         ${list}(where: {nameContains: $term}, first: 500) { nodes { id name } }
         _entities(representations: $representations) { ... on ${type} { id ownerDepartment { uscc } } } }`,
      {
        id: row.id,
        term,
        representations: [row.id, '00000000-0000-4000-8000-000000000000'].map((id) => ({
          __typename: type,
          id,
        })),
      },
    );
    expect(answer[one]).toEqual({ id: row.id, name: row['name'] });
    expect([answer['none'], answer['bad']]).toEqual([null, null]);
    const { nodes } = answer[list] as Page;
    expect(nodes).toContainEqual({ id: row.id, name: row['name'] });
    expect(nodes.every((node) => (node['name'] as string).includes(term))).toBe(true);
    expect(answer['_entities']).toEqual([
      { id: row.id, ownerDepartment: { uscc: expect.stringMatching(/^.{18}$/) } },
      null,
    ]);
  });

  it('refuses bad input by code', async () => {
    const page = (await data(`{ ${list}(first: 1) { pageInfo { endCursor } } }`))[list]!;
    const near = (withinKm: number) => ({ near: { point: centre, withinKm } });
    const query = `query($near: NearInput, $first: Int, $after: String, $box: BoundingBoxInput) {
      ${list}(near: $near, first: $first, after: $after, bbox: $box) { nodes { id } } }`;
    expect(await refused(query, { first: 0 })).toBe('PAGE_SIZE_OUT_OF_RANGE');
    expect(await refused(query, { first: 1_000_000 })).toBe('PAGE_SIZE_OUT_OF_RANGE');
    expect(await refused(query, near(-1))).toBe('RADIUS_OUT_OF_RANGE');
    expect(await refused(query, near(20_000))).toBe('RADIUS_OUT_OF_RANGE');
    expect(await refused(query, { near: { point: { lat: 91, lon: 0 }, withinKm: 1 } })).toBe(
      'COORDINATE_OUT_OF_RANGE',
    );
    expect(await refused(query, { box: { minLat: 36, minLon: 112, maxLat: 35, maxLon: 113 } })).toBe(
      'BOX_INVERTED',
    );
    expect(await refused(query, { ...near(5), after: page.pageInfo.endCursor })).toBe('CURSOR_INVALID');
    expect(await refused(query, { after: 'nonsense' })).toBe('CURSOR_INVALID');
    expect(await refused(`{ ${list}(division: "999999") { nodes { id } } }`)).toBe('DIVISION_UNKNOWN');
    expect(await refused(`{ ${list}(where: {nameContains: " "}) { nodes { id } } }`)).toBe('BAD_INPUT');
  });
});

describe('conditions', () => {
  const units = async (where: string) =>
    (
      await data(
        `{ fireUnits(first: 500, where: ${where}) { nodes { id category isHighRise isNineSmallPlace definitionSource } } }`,
      )
    )['fireUnits']!.nodes;

  it('agree with the fields they filter by, alone, joined and turned round', async () => {
    const every = await units('{}');
    expect(every).toHaveLength(300);
    const by = (keep: (unit: Node) => boolean) => every.filter(keep).map((unit) => unit.id);
    const ids = async (where: string) => (await units(where)).map((unit) => unit.id);
    expect(by((unit) => unit['isHighRise'] === true).length).toBeGreaterThan(5);
    expect(by((unit) => unit['isHighRise'] === null).length).toBeGreaterThan(0);
    expect(await ids('{isHighRise: true}')).toEqual(by((unit) => unit['isHighRise'] === true));
    expect(await ids('{isHighRise: false}')).toEqual(by((unit) => unit['isHighRise'] === false));
    expect(await ids('{not: {isHighRise: true}}')).toEqual(by((unit) => unit['isHighRise'] !== true));
    expect(await ids('{isNineSmallPlace: true}')).toEqual(
      by((unit) => String(unit['category']).startsWith('SMALL_')),
    );
    expect(
      await ids('{or: [{categoryIn: [MEDICAL, ELDERLY_CARE]}, {isHighRise: true}], isNineSmallPlace: false}'),
    ).toEqual(
      by(
        (unit) =>
          ['MEDICAL', 'ELDERLY_CARE'].includes(unit['category'] as string) || unit['isHighRise'] === true,
      ),
    );
    expect(every.every((unit) => unit['isNineSmallPlace'] === (unit['definitionSource'] !== null))).toBe(
      true,
    );
  });

  it('know the four township brigades of 高平', async () => {
    const { fireBrigades } = await data(
      `{ fireBrigades(division: "140581", where: {kind: TOWNSHIP_FULL_TIME}) {
           nodes { name division { code } ownerDepartment { uscc } } } }`,
    );
    const found = fireBrigades!.nodes.map((node) => [
      (node['division'] as { code: string }).code,
      (node['name'] as string).slice(0, 2),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      140581107: '马村',
      140581102: '三甲',
      140581106: '河西',
      140581101: '米山',
    });
    expect(fireBrigades!.nodes[0]!['ownerDepartment']).toEqual({ uscc: demoUscc('FIRE', '140581') });
  });

  it('judge high-rise buildings in SQL as in the rule', async () => {
    const heights = [null, 10, 24, 24.01, 26, 27, 27.01, 90];
    const uses = [null, 'RESIDENTIAL', 'PUBLIC', 'INDUSTRIAL', 'STORAGE'] as const;
    const facts = heights.flatMap((height) =>
      uses.flatMap((use) => [null, 0, 1, 2, 30].map((storeys) => ({ height, use, storeys }))),
    );
    const text = `select ${highRiseSql({ height: 'height', use: 'use', storeys: 'storeys' })} as judged
      from unnest($1::float8[], $2::text[], $3::integer[]) with ordinality as building(height, use, storeys, place)
      order by place`;
    const columns = [
      facts.map((one) => one.height),
      facts.map((one) => one.use),
      facts.map((one) => one.storeys),
    ];
    const judged = await withPlainClient(subgraph.superuserUrl, async (client) => {
      const { rows } = await client.query<{ judged: boolean | null }>(text, columns);
      return rows.map((row) => row.judged);
    });
    const byRule = facts.map(({ height, use, storeys }) => {
      const building: BuildingFacts = {
        buildingHeightMetres: height,
        buildingUse: use,
        storeysAboveGround: storeys,
      };
      return isHighRise(building);
    });
    expect(judged).toEqual(byRule);
  });
});

describe('what fire adds to its neighbours', () => {
  const place = (index: number) => ({
    lat: 35.6 + (index % 10) * 0.03,
    lon: 112.8 + Math.floor(index / 10) * 0.05,
  });
  const parents = (type: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      __typename: type,
      id: `p-${index}`,
      location: place(index),
    }));

  const nearby = `waterSourcesNearby(withinKm: 8, usable: true, first: 4) {
      edges { distanceMetres node { id usable } } totalCount pageInfo { hasNextPage } }
    fireBrigadesNearby(first: 3) { edges { distanceMetres node { id name vehicles { designation type } } } }`;
  const query = `query($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on CoalMine { id ${nearby} } ... on MajorHazard { id ${nearby} } } }`;
  interface Neighbour {
    readonly id: string;
    readonly waterSourcesNearby: Page | null;
    readonly fireBrigadesNearby: Page | null;
  }
  const ask = async (representations: unknown[]) => {
    const answer = await subgraph.ask(query, duty, { representations });
    expect(answer.errors).toBeUndefined();
    const { statements } = answer.extensions?.['counts'] as { statements: number };
    return { entities: (answer.data as { _entities: Neighbour[] })._entities, statements };
  };

  it.each(['CoalMine', 'MajorHazard'])(
    'is near each %s, in as many statements for 50 as for 2',
    async (type) => {
      const two = await ask(parents(type, 2));
      const fifty = await ask(parents(type, 50));
      expect(fifty.statements).toBe(two.statements);
      expect(two.statements).toBe(3);
      expect(fifty.entities).toHaveLength(50);
      for (const [index, { id, waterSourcesNearby, fireBrigadesNearby }] of fifty.entities.entries()) {
        expect(id).toBe(`p-${index}`);
        const alone = await data(
          `query($near: NearInput) { waterSources(near: $near, where: {usable: true}, first: 4) {
           edges { distanceMetres node { id usable } } }
         fireBrigades(near: {point: {lat: ${place(index).lat}, lon: ${place(index).lon}}, withinKm: 30}, first: 3) {
           edges { distanceMetres node { id name vehicles { designation type } } } } }`,
          { near: { point: place(index), withinKm: 8 } },
        );
        expect(waterSourcesNearby!.edges).toEqual(alone['waterSources']!.edges);
        expect(fireBrigadesNearby!.edges).toEqual(alone['fireBrigades']!.edges);
      }
      expect(fifty.entities.some((one) => one.waterSourcesNearby!.edges.length > 0)).toBe(true);
      expect(fifty.entities.some((one) => one.fireBrigadesNearby!.edges.length > 0)).toBe(true);
    },
  );

  it('is null where the position is unknown, and reaches across a county line', async () => {
    const { entities } = await ask([{ __typename: 'CoalMine', id: 'm', location: null }]);
    expect(entities[0]).toEqual({ id: 'm', waterSourcesNearby: null, fireBrigadesNearby: null });
    const { fireBrigades } = await data(
      `{ fireBrigades(near: {point: {lat: 35.66, lon: 112.9}, withinKm: 40}, first: 100) { nodes { id division { code } } } }`,
    );
    const counties = fireBrigades!.nodes.map((node) =>
      (node['division'] as { code: string }).code.slice(0, 6),
    );
    expect(new Set(counties).size).toBeGreaterThan(1);
  });

  it('refuses a radius and a page out of range', async () => {
    for (const [args, code] of [
      ['withinKm: -1', 'RADIUS_OUT_OF_RANGE'],
      ['withinKm: 20000', 'RADIUS_OUT_OF_RANGE'],
      ['first: 0', 'PAGE_SIZE_OUT_OF_RANGE'],
      ['first: 1000000', 'PAGE_SIZE_OUT_OF_RANGE'],
    ] as const) {
      const text = `query($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on CoalMine { waterSourcesNearby(${args}) { nodes { id } } fireBrigadesNearby(${args}) { nodes { id } } } } }`;
      const answer = await subgraph.ask(text, duty, { representations: parents('CoalMine', 2) });
      expect(answer.errors?.every((error) => error.extensions?.['code'] === code)).toBe(true);
      expect(answer.errors).toHaveLength(4);
    }
  });

  it('is the fire units of each enterprise, in one statement', async () => {
    const ask = async (count: number) => {
      const answer = await subgraph.ask(
        `query($representations: [_Any!]!) { _entities(representations: $representations) {
           ... on Enterprise { uscc fireUnits(first: 50) { nodes { id category enterprise { uscc } } } } } }`,
        duty,
        {
          representations: Array.from({ length: count }, (_, index) => ({
            __typename: 'Enterprise',
            uscc: demoEnterpriseUscc('COAL', index),
          })),
        },
      );
      expect(answer.errors).toBeUndefined();
      expect(answer.extensions?.['counts']).toMatchObject({ statements: 1 });
      return (answer.data as { _entities: { uscc: string; fireUnits: Page }[] })._entities;
    };
    await ask(2);
    const entities = await ask(50);
    expect(entities.flatMap((one) => one.fireUnits.nodes)).toHaveLength(50);
    for (const { uscc, fireUnits } of entities) {
      expect(fireUnits.nodes.every((unit) => (unit['enterprise'] as { uscc: string }).uscc === uscc)).toBe(
        true,
      );
      expect(fireUnits.nodes.every((unit) => String(unit['category']).startsWith('INDUSTRIAL_'))).toBe(true);
    }
  });

  it('leads a fire unit to its water and brigades, and a brigade to its 2 to 6 vehicles, whatever the number of rows', async () => {
    const statements = async (first: number) => {
      const answer = await subgraph.ask(
        `{ fireUnits(first: ${first}) { nodes {
             waterSourcesNearby(first: 1) { edges { distanceMetres } } fireBrigadesNearby(first: 2) { nodes { id } } } }
           fireBrigades(first: ${first}) { nodes { name vehicles { designation brigade { name } } } } }`,
        duty,
      );
      expect(answer.errors).toBeUndefined();
      const { nodes } = (answer.data as Record<string, Page>)['fireBrigades']!;
      for (const node of nodes) {
        const vehicles = node['vehicles'] as { brigade: { name: string } }[];
        expect(vehicles.length).toBeGreaterThanOrEqual(2);
        expect(vehicles.length).toBeLessThanOrEqual(6);
        expect(vehicles.every((vehicle) => vehicle.brigade.name === node['name'])).toBe(true);
      }
      return (answer.extensions?.['counts'] as { statements: number }).statements;
    };
    expect(await statements(40)).toBe(await statements(2));
  });
});
