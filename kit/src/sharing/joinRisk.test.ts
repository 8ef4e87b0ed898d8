import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { prelude, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { caller } from '../testing/index.js';
import { demoUscc } from '../sample/departments.js';
import { applyFieldRules } from './fieldRules.js';
import { applyJoinRisks } from './joinRisk.js';
import { Notes } from './notes.js';

const sdl = `
  type Query { mines: MineConnection }
  type MineConnection { edges: [MineEdge!] }
  type MineEdge { node: Mine distanceMetres: Float }
  type Mine
    @catalog(entry: "mines/mine", name: "煤矿", provider: [ENERGY], format: "GraphQL", updateFrequency: DAILY,
      mode: SERVICE_INTERFACE, conditions: "c", grade: GENERAL)
    @share(attribute: UNCONDITIONAL) {
    name: String
    location: Point @joinRisk(group: "store", limit: 50)
    store: Int @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law") @joinRisk(group: "store", limit: 50)
  }
`;
const rowIn = (county: string) => ({
  ownerDepartment: demoUscc('ENERGY', county),
  divisionPath: ['140000', '140500', county],
  location: { lat: 35.79123, lon: 112.92456, crs: 'CGCS2000' },
  store: 7,
});
const rows = [rowIn('140581'), rowIn('140525'), { ...rowIn('140525'), location: null }];
const schema = applyJoinRisks(
  applyFieldRules(
    buildSubgraphSchema([
      {
        typeDefs: parse(`${prelude}\n${sdl}`),
        resolvers: {
          Query: { mines: () => ({ edges: rows.map((node) => ({ node, distanceMetres: 12_345.6 })) }) },
          Mine: { location: (row: (typeof rows)[number]) => Promise.resolve(row.location) },
        } as never,
      },
    ]),
  ),
);

async function ask(who: VerifiedCaller) {
  const notes = new Notes();
  const source = '{ mines { edges { distanceMetres node { location { lat lon crs } store } } } }';
  const { data, errors } = await graphql({ schema, source, contextValue: { caller: who, notes } });
  expect(errors).toBeUndefined();
  const { edges } = JSON.parse(JSON.stringify(data?.['mines'])) as {
    edges: { distanceMetres: number; node: { location: unknown; store: unknown } }[];
  };
  return {
    distances: edges.map(({ distanceMetres }) => distanceMetres),
    places: edges.map(({ node }) => node.location),
    joined: notes.toExtensions(0)['joined'],
  };
}

const exact = { lat: 35.79123, lon: 112.92456, crs: 'CGCS2000' };
const rounded = { lat: 35.79, lon: 112.92, crs: 'CGCS2000' };
const coarse = (who: VerifiedCaller) => trustCaller({ ...who, coarse: ['Mine.location'] });

describe('fields that are dangerous together', () => {
  it('are given, and each value of another department’s row is counted', async () => {
    const { places, distances, joined } = await ask(caller('FIRE', '140581'));
    expect(places).toEqual([exact, exact, null]);
    expect(distances).toEqual([12_345.6, 12_345.6, 12_345.6]);
    // A refused value was not given.
    expect(joined).toEqual({ 'Mine.location': 2 });
  });

  it('places are rounded where the gateway says so, distances with them, and not counted', async () => {
    const { places, distances, joined } = await ask(coarse(caller('FIRE', '140581')));
    expect(places).toEqual([rounded, rounded, null]);
    expect(distances).toEqual([12_000, 12_000, 12_000]);
    expect(joined).toBeUndefined();
  });

  it('own rows are neither rounded nor counted', async () => {
    const { places, distances } = await ask(coarse(caller('ENERGY', '140581')));
    expect(places).toEqual([exact, rounded, null]);
    expect(distances).toEqual([12_345.6, 12_000, 12_000]);
    expect((await ask(caller('ENERGY', '140581'))).joined).toEqual({ 'Mine.location': 1 });
  });
});
