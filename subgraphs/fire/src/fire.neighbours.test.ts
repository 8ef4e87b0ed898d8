import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoEnterpriseUscc } from '@huitong/kit';
import { caller, openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { fire } from './main.js';

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await openTestSubgraph(fire, { sample: true });
});
afterAll(() => subgraph.close());

/** A department that owns nothing here. */
const duty = caller('EMERGENCY', '140581');

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
async function data(query: string, variables: Record<string, unknown> = {}) {
  const answer = await subgraph.ask(query, duty, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data as Record<string, Page>;
}

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

  const nearby = `waterSourcesNearby(withinKm: 3, usable: true, first: 4) {
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
          { near: { point: place(index), withinKm: 3 } },
        );
        expect(waterSourcesNearby!.edges).toEqual(alone['waterSources']!.edges);
        expect(fireBrigadesNearby!.edges).toEqual(alone['fireBrigades']!.edges);
      }
      // The radius cuts some of the lists short, the page size others.
      const counts = fifty.entities.map((one) => one.waterSourcesNearby!.edges.length);
      expect(Math.max(...counts)).toBe(4);
      expect(Math.min(...counts)).toBeLessThan(4);
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
