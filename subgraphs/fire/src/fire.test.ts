import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, withPlainClient } from '@huitong/kit';
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
async function data<Shape = Record<string, Page>>(query: string, variables: Record<string, unknown> = {}) {
  const answer = await subgraph.ask(query, duty, variables);
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

/** What each list is sorted by. */
const orders: Record<string, string[]> = {
  fireUnits: ['NAME', 'UPDATED_AT'],
  waterSources: ['NAME', 'FLOW', 'LAST_CHECKED_ON', 'UPDATED_AT'],
  fireBrigades: ['NAME', 'FOAM', 'HEADCOUNT', 'UPDATED_AT'],
};

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
      if (found.length > 2000) throw new Error('The pages never end.');
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return found;
  }

  it('pages through all rows without gap or repeat, in the order asked for', async () => {
    const page = (await data(`{ ${list}(first: 1) { totalCount } }`))[list]!;
    for (const order of orders[list] as string[]) {
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
        heightMetres: height,
        use,
        storeysAboveGround: storeys,
      };
      return isHighRise(building);
    });
    expect(judged).toEqual(byRule);
  });
});
