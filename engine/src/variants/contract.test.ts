import { composeServices } from '@apollo/composition';
import { afterAll, describe, expect, it } from '@jest/globals';
import { lexicographicSortSchema, parse, printSchema, validate } from 'graphql';
import { type Contract, contractOf, loadSupergraph, localTransport, type Supergraph } from '../index.js';
import { ask } from '../testing/engine.js';

const head =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@requires", "@external", "@shareable"])\n';
const wells = `${head}
type Query {
  well(id: ID! = "1"): Well @tag(name: "public")
  wells(state: State = OPEN, by: Filter, secret: String @tag(name: "internal")): [Well] @tag(name: "public")
  byCode(code: Code!): Well
  staff: [Person] @tag(name: "internal")
  things: [Thing] @tag(name: "public")
  any: [Any]
  log: Log
}
type Mutation { close(id: ID!): Well @tag(name: "internal") }
enum State { OPEN SHUT LOST @tag(name: "internal") }
input Filter { name: String depth: Int @tag(name: "internal") within: Area }
input Area @tag(name: "internal") { north: Float }
input Code { value: String! @tag(name: "internal") }
interface Thing @tag(name: "public") { id: ID! note: String }
type Well implements Thing @key(fields: "id") @tag(name: "public") {
  id: ID! note: String depth: Int @tag(name: "internal") state: State keeper: Person
}
type Pump implements Thing @tag(name: "internal") { id: ID! note: String @tag(name: "internal") }
type Person { name: String phone: Phone }
type Phone { number: String }
union Any @tag(name: "internal") = Well | Person
type Log @tag(name: "internal") { text: String }
`;
const risks = `${head}
type Well @key(fields: "id") { id: ID! depth: Int @external risk: Int @requires(fields: "depth") @tag(name: "public") }
`;
const { supergraphSdl } = composeServices(
  Object.entries({ wells, risks }).map(([name, sdl]) => ({ name, url: '', typeDefs: parse(sdl) })),
);

const sent: string[] = [];
const well = { __typename: 'Well', id: '1', note: 'n', depth: 900, state: 'OPEN' };
const transports = new Map(
  ['wells', 'risks'].map((name) => [
    name,
    localTransport<unknown>(async ({ query }) => {
      sent.push(query);
      if (name === 'risks') return { data: { _entities: [{ __typename: 'Well', risk: 9 }] } };
      if (query.includes('things')) {
        return { data: { things: [well, { __typename: 'Pump', id: 'p', note: 'hidden' }] } };
      }
      return { data: { well } };
    }),
  ]),
);
const loaded: Supergraph<unknown>[] = [];
afterAll(() => Promise.all(loaded.map((one) => one.close())));

async function audience(contract: Contract) {
  const supergraph = await loadSupergraph<unknown>(contractOf(supergraphSdl!, contract), { transports });
  loaded.push(supergraph);
  const seen = (query: string) => validate(supergraph.apiSchema, parse(query)).length === 0;
  return { supergraph, seen, types: Object.keys(supergraph.apiSchema.getTypeMap()) };
}

describe('a graph without what is tagged internal', () => {
  it('lacks tagged types, fields, arguments, input fields and enum values, and what leans on them', async () => {
    const { supergraph } = await audience({ excludeTags: ['internal'], hideUnreachable: false });
    expect(printSchema(lexicographicSortSchema(supergraph.apiSchema))).toBe(`input Filter {
  name: String
}

type Person {
  name: String
  phone: Phone
}

type Phone {
  number: String
}

type Query {
  things: [Thing]
  well(id: ID! = 1): Well
  wells(by: Filter, state: State = OPEN): [Well]
}

enum State {
  OPEN
  SHUT
}

interface Thing {
  id: ID!
  note: String
}

type Well implements Thing {
  id: ID!
  keeper: Person
  note: String
  risk: Int
  state: State
}`);
  });

  it('is planned on the whole: hidden requirements still serve what is seen', async () => {
    const { supergraph, seen } = await audience({ excludeTags: ['internal'] });
    expect((await ask(supergraph, '{ well { risk } }')).data).toEqual({ well: { risk: 9 } });
    expect(sent.some((query) => query.includes('depth'))).toBe(true);
    expect(seen('{ well { depth } }')).toBe(false);
    expect(seen('{ wells(by: {depth: 1}) { id } }')).toBe(false);
    expect(seen('{ wells(state: LOST) { id } }')).toBe(false);
    expect(seen('{ things { ... on Pump { id } } }')).toBe(false);
    expect(supergraph.apiSchema.getMutationType()).toBeUndefined();
  });

  it('shows no object of a hidden type, not even its name', async () => {
    const { supergraph } = await audience({ excludeTags: ['internal'] });
    const outcome = await ask(supergraph, '{ things { __typename id note } }');
    expect(JSON.stringify(outcome.data)).toBe(
      JSON.stringify({ things: [{ __typename: 'Well', id: '1', note: 'n' }, null] }),
    );
    expect(JSON.stringify(outcome.errors)).not.toContain('Pump');
  });
});

describe('a graph of what is tagged public', () => {
  it('has only included fields, and no types that nothing leads to', async () => {
    const { types, seen } = await audience({ includeTags: ['public'], excludeTags: ['internal'] });
    expect(types).toEqual(expect.arrayContaining(['Query', 'Well', 'Thing', 'State', 'Filter']));
    for (const name of ['Person', 'Phone', 'Any', 'Log', 'Area', 'Code', 'Mutation', 'Pump']) {
      expect(types).not.toContain(name);
    }
    expect(seen('{ well { id note risk } wells(by: {name: "a"}) { state } }')).toBe(true);
    expect(seen('{ well { keeper { name } } }')).toBe(false);
  });

  it('keeps types that nothing leads to where that is wanted', async () => {
    const { types } = await audience({ excludeTags: ['public', 'other'], hideUnreachable: false });
    expect(types).toContain('Area');
    const { types: reachable } = await audience({ excludeTags: ['public', 'other'] });
    expect(reachable).not.toContain('Area');
    expect(reachable).toEqual(expect.arrayContaining(['Person', 'Phone', 'Log']));
  });
});

it('a contract that leaves nothing is refused', () => {
  expect(() => contractOf(supergraphSdl!, { includeTags: ['nobody'] })).toThrow('nothing is left');
});
