import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoUscc, geodesicMetres, type GeoPoint } from '@huitong/kit';
import { caller, openTestSubgraph, testSize, type TestSubgraph } from '@huitong/kit/testing';
import type { RescueTeam } from './entities/rescueTeam.js';
import type { Shelter } from './entities/shelter.js';
import { emergency } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(emergency, { sample: true });
});
afterAll(() => subgraph.close());

const duty = caller('EMERGENCY', '140581');
const energy = caller('ENERGY', '140581');

const sampleRows = <Row>(entity: string) => [
  ...(emergency.sample(testSize).find((table) => table.entity.name === entity)?.rows as Iterable<Row>),
];
const teams = sampleRows<RescueTeam>('RescueTeam');
const shelters = sampleRows<Shelter>('Shelter');

interface Page {
  edges: { node: { id: string; [field: string]: unknown }; cursor: string; distanceMetres: number | null }[];
  nodes: { id: string; [field: string]: unknown }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number | null;
}

async function ask<Data = Record<string, Page>>(query: string, variables = {}, as = energy): Promise<Data> {
  const answer = await subgraph.ask(query, as, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}
const code = async (query: string, variables = {}) =>
  (await subgraph.ask(query, duty, variables)).errors?.[0]?.extensions?.['code'];

/** 石末乡 of 高平, by its southern and eastern borders: the nearest teams stand in other counties. */
const centre = { lat: 35.71, lon: 113.03 };

/** Ids of located rows nearest to a point, computed from the sample by a geodesic in TypeScript. */
const nearest = (rows: readonly { id: string; lat: number | null; lon: number | null }[], from: GeoPoint) =>
  rows
    .map(({ id, lat, lon }) => ({
      id,
      metres: geodesicMetres(from, { lat: lat as number, lon: lon as number }),
    }))
    .sort((a, b) => a.metres - b.metres);

describe('lists', () => {
  const lists = ['incidents', 'rescueTeams', 'warehouses', 'stockItems', 'shelters'];

  it.each(lists)(
    '%s near a point come nearest first, with metres, and any department sees them',
    async (list) => {
      const query = `query($near: NearInput) { page: ${list}(near: $near, first: 500) {
      edges { distanceMetres node { id location { lat lon } } } totalCount } }`;
      const { page } = await ask(query, { near: { point: centre, withinKm: 25 } });
      const metres = page?.edges.map((edge) => edge.distanceMetres as number) ?? [];
      expect(metres.length).toBeGreaterThan(0);
      expect(metres).toEqual([...metres].sort((a, b) => a - b));
      for (const { node, distanceMetres } of page?.edges ?? []) {
        expect(distanceMetres).toBeLessThanOrEqual(25_000);
        const over = Math.abs(
          (distanceMetres as number) - geodesicMetres(centre, node['location'] as GeoPoint),
        );
        expect(over).toBeLessThan(0.2);
      }
      expect(page?.totalCount).toBe(metres.length);
    },
  );

  it('find exactly the rows of a radius, a box and a division', async () => {
    const box = { minLat: 35.7, minLon: 112.8, maxLat: 35.9, maxLon: 113.1 };
    const data = await ask(
      `query($near: NearInput, $box: BoundingBoxInput) {
        near: shelters(near: $near, first: 500) { nodes { id } }
        box: shelters(bbox: $box, first: 500) { nodes { id } }
        county: shelters(division: "140581", first: 500) { nodes { id } } }`,
      { near: { point: centre, withinKm: 12 }, box },
    );
    const ids = (page: Page | undefined) => page?.nodes.map(({ id }) => id).sort();
    const inBox = ({ lat, lon }: Shelter) =>
      (lat as number) >= box.minLat &&
      (lat as number) <= box.maxLat &&
      (lon as number) >= box.minLon &&
      (lon as number) <= box.maxLon;
    const within = nearest(shelters, centre).filter(({ metres }) => metres <= 12_000);
    expect(ids(data['near'])).toEqual(within.map(({ id }) => id).sort());
    expect(ids(data['box'])).toEqual(
      shelters
        .filter(inBox)
        .map(({ id }) => id)
        .sort(),
    );
    const county = shelters
      .filter(({ divisionCode }) => divisionCode.startsWith('140581'))
      .map(({ id }) => id);
    expect(ids(data['county'])).toEqual(county.sort());
  });

  it.each([...lists, 'rescueTeams near'])('%s page forward without gap or repeat', async (name) => {
    const [list, near] = name.split(' ');
    const seen: string[] = [];
    let after: string | null = null;
    let total: number | null = null;
    const variables = near ? { near: { point: centre, withinKm: 400 } } : {};
    do {
      const query: string = `query($near: NearInput, $after: String) { page: ${list}(near: $near, first: 37, after: $after) {
        nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`;
      const { page }: Record<string, Page> = await ask(query, { ...variables, after });
      seen.push(...(page as Page).nodes.map(({ id }) => id));
      total = (page as Page).totalCount;
      after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(total as number);
  });

  it('filter by and, or and not', async () => {
    const query = `query($where: RescueTeamWhere) { page: rescueTeams(where: $where, first: 500) { nodes { id } totalCount } }`;
    const where = {
      or: [{ specialtiesHas: 'WATER' }, { headcountGte: 50 }],
      not: { readinessIn: ['UNAVAILABLE'] },
    };
    const wanted = teams.filter(
      (team) =>
        (team.specialties.includes('WATER') || (team.headcount as number) >= 50) &&
        team.readiness !== 'UNAVAILABLE',
    );
    const { page } = await ask(query, { where });
    expect(page?.nodes.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
    expect(page?.totalCount).toBe(wanted.length);
  });

  it('find stock by category, name and quantity, and each line adds up', async () => {
    const { page } =
      await ask(`{ page: stockItems(first: 500, where: {categoryCodeStartsWith: "2020", nameContains: "泡沫", availableGte: 10},
      orderBy: {field: AVAILABLE, direction: DESC}) { nodes { id name categoryCode codeSystem majorCategory quantity available reserved warehouse { id } } } }`);
    const nodes = page?.nodes ?? [];
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes as unknown as Record<string, number>[]) {
      expect(node).toMatchObject({
        name: '抗溶性泡沫液',
        majorCategory: 'EQUIPMENT',
        codeSystem: 'GB/T 38565-2020',
      });
      expect(node['available']).toBeGreaterThanOrEqual(10);
      expect((node['available'] as number) + (node['reserved'] as number)).toBe(node['quantity']);
    }
    const available = nodes.map((node) => node['available'] as number);
    expect(available).toEqual([...available].sort((a, b) => b - a));
  });

  it('find shelters with enough free places, none of them out of use', async () => {
    const { page } = await ask(`{ page: shelters(first: 500, where: {freeGte: 300}) {
      nodes { id free capacity occupied status } } }`);
    expect(page?.nodes.length).toBeGreaterThan(0);
    for (const node of (page?.nodes ?? []) as unknown as Shelter[]) {
      expect(node.status).not.toBe('OUT_OF_USE');
      expect(node.free).toBe((node.capacity as number) - (node.occupied as number));
      expect(node.free).toBeGreaterThanOrEqual(300);
    }
    const enough = shelters.filter(
      (one) => one.status !== 'OUT_OF_USE' && (one.capacity as number) - (one.occupied as number) >= 300,
    );
    expect(page?.nodes).toHaveLength(enough.length);
  });

  it('look up one row by id, and answer null for an id that is none', async () => {
    const id = teams[0]?.id as string;
    const data = await ask<Record<string, unknown>>(
      `query($id: ID!) { rescueTeam(id: $id) { name } shelter(id: $id) { name } incident(id: "none") { title }
        warehouse(id: "00000000-0000-4000-8000-000000000000") { name } stockItem(id: $id) { name } }`,
      { id },
    );
    expect(data).toEqual({
      rescueTeam: { name: teams[0]?.name },
      shelter: null,
      incident: null,
      warehouse: null,
      stockItem: null,
    });
  });

  it.each([
    ['{ shelters(first: 0) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    ['{ stockItems(first: 1000000) { totalCount } }', 'PAGE_SIZE_OUT_OF_RANGE'],
    [
      '{ rescueTeams(near: {point: {lat: 35, lon: 112}, withinKm: -1}) { totalCount } }',
      'RADIUS_OUT_OF_RANGE',
    ],
    [
      '{ incidents(near: {point: {lat: 35, lon: 112}, withinKm: 20000}) { totalCount } }',
      'RADIUS_OUT_OF_RANGE',
    ],
    [
      '{ warehouses(near: {point: {lat: 95, lon: 112}, withinKm: 1}) { totalCount } }',
      'COORDINATE_OUT_OF_RANGE',
    ],
    [
      '{ warehouses(bbox: {minLat: 36, minLon: 112, maxLat: 35, maxLon: 113}) { totalCount } }',
      'BOX_INVERTED',
    ],
    ['{ stockItems(where: {categoryCodeStartsWith: "10%"}) { totalCount } }', 'BAD_INPUT'],
    ['{ shelters(after: "AAAA") { totalCount } }', 'CURSOR_INVALID'],
  ])('refuse %s', async (query, expected) => {
    expect(await code(query)).toBe(expected);
  });

  it('refuse an unknown division and a cursor of another list', async () => {
    const unknown = await subgraph.ask('{ shelters(division: "999999") { totalCount } }', duty);
    expect(JSON.stringify(unknown.errors)).toMatch(/DIVISION_UNKNOWN|no such administrative division/);
    const { page } = await ask('{ page: shelters(first: 1) { pageInfo { endCursor } } }');
    const after = page?.pageInfo.endCursor;
    expect(await code('query($after: String) { warehouses(after: $after) { totalCount } }', { after })).toBe(
      'CURSOR_INVALID',
    );
  });
});

describe('contributions to the types of other departments', () => {
  const references = `query($of: [_Any!]!, $first: Int, $withinKm: Float) { _entities(representations: $of) {
    ... on CoalMine { teams: rescueTeamsNearby(first: $first, withinKm: $withinKm) { edges { distanceMetres node { id ownerDepartment { uscc } } } } }
    ... on MajorHazard { teams: rescueTeamsNearby(first: $first) { edges { node { id } } }
      shelters: sheltersNearby(where: {freeGte: 1}, first: 2) { edges { distanceMetres node { id free } } } } } }`;
  const places = (count: number, typename: string) =>
    Array.from({ length: count }, (_, index) => ({
      __typename: typename,
      id: `object-${index}`,
      location: { lat: 35.5 + (index % 7) * 0.06, lon: 112.4 + index * 0.013 },
    }));
  const statements = async (of: object[]) => {
    const answer = await subgraph.ask(references, energy, { of, first: 3 });
    expect(answer.errors).toBeUndefined();
    return (answer.extensions?.['counts'] as { statements: number }).statements;
  };

  it('give a mine its three nearest teams, across county lines', async () => {
    const of = [
      { __typename: 'CoalMine', id: 'border', location: centre },
      { __typename: 'CoalMine', id: 'lost', location: null },
    ];
    const data = await ask<{ _entities: { teams: Page | null }[] }>(references, { of, first: 3 });
    const edges = data._entities[0]?.teams?.edges ?? [];
    expect(edges.map(({ node }) => node.id)).toEqual(
      nearest(teams, centre)
        .slice(0, 3)
        .map(({ id }) => id),
    );
    const owners = edges.map(({ node }) => (node['ownerDepartment'] as { uscc: string }).uscc);
    expect(owners.some((uscc) => uscc !== demoUscc('EMERGENCY', '140581'))).toBe(true);
    expect(data._entities[1]).toEqual({ teams: null });
  });

  it('stop at the radius asked for, and refuse one that is none', async () => {
    const of = [{ __typename: 'CoalMine', id: 'border', location: centre }];
    const [first, second] = nearest(teams, centre).map(({ metres }) => metres) as [number, number];
    const withinKm = (first + second) / 2000;
    const data = await ask<{ _entities: { teams: Page }[] }>(references, { of, first: 3, withinKm });
    expect(data._entities[0]?.teams.edges).toHaveLength(1);
    expect(await code(references, { of, first: 3, withinKm: -1 })).toBe('RADIUS_OUT_OF_RANGE');
    expect(await code(references, { of, first: 0 })).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });

  it.each(['CoalMine', 'MajorHazard'])(
    'cost as many statements for 50 objects as for 2: %s',
    async (typename) => {
      const two = await statements(places(2, typename));
      expect(two).toBeGreaterThan(0);
      expect(await statements(places(50, typename))).toBe(two);
    },
  );

  it('give an enterprise the teams it keeps, and a division its shelters', async () => {
    const kept = teams.find((team) => team.sponsorEnterpriseUscc) as RescueTeam;
    const of = [
      { __typename: 'Enterprise', uscc: kept.sponsorEnterpriseUscc },
      { __typename: 'AdminDivision', code: '140581' },
      { __typename: 'AdminDivision', code: '140500' },
    ];
    const data = await ask<{ _entities: Record<string, Page>[] }>(
      `query($of: [_Any!]!) { _entities(representations: $of) {
        ... on Enterprise { rescueTeams { nodes { id } } }
        ... on AdminDivision { shelters(first: 500) { nodes { division { code } } pageInfo { hasNextPage } } } } }`,
      { of },
    );
    expect(data._entities[0]?.['rescueTeams']?.nodes).toContainEqual({ id: kept.id });
    const county = shelters.filter(({ divisionCode }) => divisionCode.startsWith('140581'));
    expect(data._entities[1]?.['shelters']?.nodes).toHaveLength(county.length);
    const city = shelters.filter(({ divisionCode }) => divisionCode.startsWith('1405'));
    expect(data._entities[2]?.['shelters']?.nodes).toHaveLength(city.length);
  });

  it('resolve the own types by reference, in one statement for all', async () => {
    const of = teams.slice(0, 40).map(({ id }) => ({ __typename: 'RescueTeam', id }));
    const query = 'query($of: [_Any!]!) { _entities(representations: $of) { ... on RescueTeam { name } } }';
    const answer = await subgraph.ask(query, energy, {
      of: [...of, { __typename: 'RescueTeam', id: 'none' }],
    });
    expect(answer.data?.['_entities']).toEqual([...teams.slice(0, 40).map(({ name }) => ({ name })), null]);
    expect(answer.extensions?.['counts']).toMatchObject({ statements: 1 });
  });
});

describe('an incident', () => {
  const query = `{ page: incidents(where: {titleContains: "储罐", statusIn: [RESPONDING]}, division: "140581") { nodes { id occurredAt
    reliefNeedsDueAt level responseLevel enterprise { uscc } rescueTeamsNearby { edges { distanceMetres node { id } } }
    warehousesNearby(first: 2) { nodes { id stock(first: 3) { nodes { id } } } }
    stockNearby(where: {categoryCodeStartsWith: "2"}, withinKm: 60) { nodes { categoryCode } }
    sheltersNearby(where: {hazardTypesHas: HAZARDOUS_CHEMICALS}) { nodes { hazardTypes } } } } }`;

  it('says what is near it and by when the relief needs are due', async () => {
    const { page } = await ask<Record<string, { nodes: Record<string, never>[] }>>(query);
    const [fire] = page?.nodes ?? [];
    expect(fire).toMatchObject({
      occurredAt: '2026-04-30T18:47:00.000Z',
      reliefNeedsDueAt: '2026-04-30T20:47:00.000Z',
      level: 'LARGE',
      responseLevel: 'LEVEL_2',
    });
    const { rescueTeamsNearby, warehousesNearby, stockNearby, sheltersNearby } = fire as unknown as Record<
      string,
      Page
    >;
    expect(rescueTeamsNearby?.edges).toHaveLength(3);
    expect(warehousesNearby?.nodes.map((node) => (node['stock'] as Page).nodes.length)).toEqual([3, 3]);
    expect(stockNearby?.nodes.length).toBeGreaterThan(0);
    for (const node of stockNearby?.nodes ?? []) expect(node['categoryCode']).toMatch(/^2/);
    expect(sheltersNearby?.nodes.length).toBeGreaterThan(0);
    for (const node of sheltersNearby?.nodes ?? [])
      expect(node['hazardTypes']).toContain('HAZARDOUS_CHEMICALS');
  });

  it('costs the same number of statements for one as for six', async () => {
    const count = async (first: number) => {
      const text = query.replace(/incidents\([^)]*\)/, `incidents(first: ${first})`);
      const answer = await subgraph.ask(text, energy);
      expect((answer.data as Record<string, Page>)['page']?.nodes).toHaveLength(first);
      return (answer.extensions?.['counts'] as { statements: number }).statements;
    };
    expect(await count(6)).toBe(await count(1));
  });
});
