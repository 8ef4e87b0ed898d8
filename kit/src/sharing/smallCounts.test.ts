import { describe, expect, it } from '@jest/globals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { type Grant, prelude, type VerifiedCaller } from '@huitong/contract';
import { caller } from '../testing/index.js';
import { Notes } from './notes.js';
import { applySmallCounts } from './smallCounts.js';

const catalog = `@catalog(entry: "x/x", name: "名", provider: [EMERGENCY], format: "GraphQL", updateFrequency: DAILY,
  mode: SERVICE_INTERFACE, conditions: "c", grade: GENERAL)`;
const sdl = `
  type Query { tanks: TankConnection units: UnitConnection }
  type TankConnection { nodes: [Tank!] totalCount: Int }
  type UnitConnection { nodes: [Unit!] totalCount: Int }
  type Tank ${catalog} @share(attribute: CONDITIONAL, purposes: [SUPERVISION], basis: "law") { name: String level: Int }
  type Unit ${catalog} @share(attribute: UNCONDITIONAL, basis: "law") { name: String }
`;
let count = 0;
const page = () => ({ nodes: [], totalCount: Promise.resolve(count) });
const schema = applySmallCounts(
  buildSubgraphSchema([
    {
      typeDefs: parse(`${prelude}\n${sdl}`),
      resolvers: { Query: { tanks: page, units: page } } as never,
    },
  ]),
);

const grant = (coordinates: string[], more: Partial<Grant> = {}): Grant => ({
  ...{ id: 'g', coordinates, divisions: ['140500'], unmask: false, incident: null, expiresAt: 9e9, ...more },
});

async function ask(rows: number, who: VerifiedCaller) {
  count = rows;
  const notes = new Notes();
  const source = '{ few: tanks { totalCount } units { totalCount } }';
  const { data, errors } = await graphql({ schema, source, contextValue: { caller: who, notes } });
  expect(errors).toBeUndefined();
  const { few, units } = data as { few: { totalCount: unknown }; units: { totalCount: unknown } };
  return { tanks: few.totalCount, units: units.totalCount, warnings: notes.warnings };
}

describe('the number of rows that are shared on conditions', () => {
  const parts = caller('FIRE', '140500', { grants: [grant(['Tank.level'])] });

  it.each([
    [0, null],
    [1, null],
    [4, null],
    [5, 5],
    [400, 400],
  ])('to who holds single fields: %s is told as %s', async (rows, told) => {
    const { tanks, units, warnings } = await ask(rows, parts);
    expect([tanks, units]).toEqual([told, rows]);
    expect(warnings.map(({ code, path }) => [code, path])).toEqual(
      told === null ? [['COUNT_WITHHELD', ['few', 'totalCount']]] : [],
    );
  });

  it.each([
    ['the line that provides them', caller('EMERGENCY', '140500')],
    ['who holds nothing of them, to whom there are none', caller('FIRE', '140500')],
    ['who holds the whole type', caller('FIRE', '140500', { grants: [grant(['Tank'])] })],
  ])('is told as it is to %s', async (_, who) => {
    const { tanks, warnings } = await ask(3, who);
    expect([tanks, warnings]).toEqual([3, []]);
  });

  it('is withheld again once the grant of the whole type is over', async () => {
    const grants = [grant(['Tank'], { expiresAt: 1 }), grant(['Tank.level'])];
    expect((await ask(3, caller('FIRE', '140500', { grants }))).tanks).toBeNull();
  });
});
