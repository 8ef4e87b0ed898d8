import { by, type Scenario } from './scenario.js';

const mines = [
  { id: 'm1', code: 1, region: 'N', number: 1, name: 'North', owner: { uscc: 'u1' }, depth: 300 },
  { id: 'm2', code: 2, region: 'N', number: 2, name: 'Next', owner: { uscc: 'u2' }, depth: 50 },
];
const gates = [
  { id: 'g1', parts: { left: 'l1', right: [{ mark: 'x' }, { mark: 'y' }] }, badge: 'b1', width: 4 },
  { id: 'g2', parts: { left: 'l2', right: [] }, badge: 'b2', width: 5 },
];
/** The same whatever the order of names: a nested key is compared as a value. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `@key`: single, several, compound, nested, only here and there, not resolvable. */
export const key: Scenario = {
  name: '@key',
  subgraphs: {
    registry: {
      sdl: `
        type Query { mines: [Mine] mine(id: ID!): Mine gates: [Gate] strangers: [Mine] shafts: [Shaft] nameless: [Shaft] }
        type Mine @key(fields: "id") @key(fields: "code") @key(fields: "region number") {
          id: ID! code: Int! region: String! number: Int! name: String
        }
        type Gate @key(fields: "id") @key(fields: "parts { left right { mark } }") { id: ID! parts: Parts }
        type Parts { left: ID! right: [Part!] }
        type Part { mark: String! }
        type Shaft @key(fields: "id") { id: ID }`,
      resolvers: {
        Query: {
          mines: () => mines,
          mine: (_: unknown, { id }: { id: string }) => by(mines, 'id')({ id }),
          gates: () => gates,
          strangers: () => [mines[1], { id: 'gone', code: 9, region: 'Z', number: 9 }, mines[0], mines[1]],
          shafts: () => [{ id: 's1' }, null, { id: 's2' }, { id: 's1' }],
          nameless: () => [{ id: 's1' }, { id: null }],
        },
        Mine: {
          __resolveReference: (reference: Partial<(typeof mines)[0]>) =>
            mines.find((mine) =>
              Object.entries(reference).every(
                ([name, value]) => name === '__typename' || mine[name as 'id'] === value,
              ),
            ) ?? null,
        },
        Gate: { __resolveReference: by(gates, 'id') },
      },
    },
    depths: {
      sdl: 'type Mine @key(fields: "code") { code: Int! depth: Int }',
      resolvers: { Mine: { __resolveReference: by(mines, 'code') } },
    },
    ownership: {
      sdl: `type Mine @key(fields: "region number") { region: String! number: Int! owner: Owner }
        type Owner @key(fields: "uscc") { uscc: ID! }
        type Query { newest: Mine }`,
      resolvers: {
        Query: { newest: () => mines[1] },
        Mine: {
          __resolveReference: ({ region, number }: (typeof mines)[0]) =>
            mines.find((mine) => mine.region === region && mine.number === number) ?? null,
        },
      },
    },
    widths: {
      sdl: `type Gate @key(fields: "parts { left right { mark } }") @key(fields: "badge") { parts: Parts badge: String! width: Int }
        type Parts { left: ID! @shareable right: [Part!] @shareable } type Part { mark: String! @shareable }
        type Shaft @key(fields: "id") { id: ID metres: Int }
        type Mine @key(fields: "id", resolvable: false) { id: ID! }
        type Query { visited: [Mine] }`,
      resolvers: {
        Query: { visited: () => [{ id: 'm2' }, { id: 'm1' }] },
        Gate: {
          __resolveReference: ({ parts, badge }: Partial<(typeof gates)[0]>) =>
            gates.find((gate) => (badge ? gate.badge === badge : same(gate.parts, parts))) ?? null,
        },
        Shaft: {
          __resolveReference: ({ id }: { id: string }) => ({ id, metres: id === 's1' ? 10 : 20 }),
        },
      },
    },
    doors: {
      sdl: 'type Gate @key(fields: "badge") { badge: String! doors: Int }',
      resolvers: { Gate: { doors: ({ badge }: { badge: string }) => Number(badge.slice(1)) * 2 } },
    },
    companies: {
      sdl: 'type Owner @key(fields: "uscc") { uscc: ID! title: String mines: [Mine] } type Mine @key(fields: "id") { id: ID! }',
      resolvers: {
        Owner: {
          title: ({ uscc }: { uscc: string }) => `Company ${uscc}`,
          mines: ({ uscc }: { uscc: string }) => [{ id: uscc.replace('u', 'm') }],
        },
      },
    },
  },
  cases: [
    {
      title: 'joins by another key in each subgraph',
      query: '{ mines { name depth owner { title } } }',
      data: {
        mines: [
          { name: 'North', depth: 300, owner: { title: 'Company u1' } },
          { name: 'Next', depth: 50, owner: { title: 'Company u2' } },
        ],
      },
    },
    {
      title: 'goes from one key to another by the subgraph that has both',
      query: '{ newest { depth name } }',
      data: { newest: { depth: 50, name: 'Next' } },
    },
    {
      title: 'comes back to where it started',
      query: '{ mine(id: "m1") { owner { mines { name owner { uscc } } } } }',
      data: { mine: { owner: { mines: [{ name: 'North', owner: { uscc: 'u1' } }] } } },
    },
    {
      title: 'joins by a nested key with lists, then by a third key',
      query: '{ gates { id width doors } }',
      data: {
        gates: [
          { id: 'g1', width: 4, doors: 2 },
          { id: 'g2', width: 5, doors: 4 },
        ],
      },
    },
    {
      title: 'does not show the keys it needed',
      query: '{ newest { owner { title } } gates { doors } }',
      data: { newest: { owner: { title: 'Company u2' } }, gates: [{ doors: 2 }, { doors: 4 }] },
    },
    {
      title: 'starts from an entity that is not resolvable where it is mentioned',
      query: '{ visited { name depth } }',
      data: {
        visited: [
          { name: 'Next', depth: 50 },
          { name: 'North', depth: 300 },
        ],
      },
    },
    {
      title: 'gives each place its row, though rows repeat and one is unknown',
      query: '{ strangers { code depth } }',
      data: {
        strangers: [
          { code: 2, depth: 50 },
          { code: 9, depth: null },
          { code: 1, depth: 300 },
          { code: 2, depth: 50 },
        ],
      },
    },
    {
      title: 'keeps nulls in lists of entities where they are',
      query: '{ shafts { id metres } }',
      data: { shafts: [{ id: 's1', metres: 10 }, null, { id: 's2', metres: 20 }, { id: 's1', metres: 10 }] },
    },
    {
      title: 'gives aliases of one entity their own selections',
      query: '{ a: mine(id: "m1") { depth } b: mine(id: "m1") { d: depth owner { uscc } } }',
      data: { a: { depth: 300 }, b: { d: 300, owner: { uscc: 'u1' } } },
    },
  ],
};
