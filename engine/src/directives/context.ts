import type { Scenario } from './scenario.js';

const reported = ({ id }: { id: string }, args: object) => `${id}:${Object.values(args).join('/')}`;

/** `@context` and `@fromContext`: an argument is taken from an object above the entity. */
export const context: Scenario = {
  name: '@context and @fromContext',
  stockRefuses: 'it does not set arguments from contexts',
  enforcedFeatures: ['https://specs.apollo.dev/context/v0.1'],
  subgraphs: {
    cities: {
      sdl: `type Query { cities: [City!]! town: Town }
        type City @key(fields: "id") @context(name: "place") { id: ID! code: String! units: [Unit!]! nested: Nested }
        type Town @key(fields: "id") @context(name: "place") { id: ID! code: String! units: [Unit!]! }
        type Nested { unit: Unit }
        type Unit @key(fields: "id") { id: ID! report(code: String @fromContext(field: "$place { code }")): String
          sized(scale: Int! = 1, code: String @fromContext(field: "$place { code }")): String }`,
      resolvers: {
        Query: {
          cities: () => [
            { id: 'c1', code: 'A', units: [{ id: 'u1' }, { id: 'u2' }], nested: { unit: { id: 'u1' } } },
            { id: 'c2', code: 'B', units: [{ id: 'u1' }], nested: null },
          ],
          town: () => ({ id: 't1', code: 'T', units: [{ id: 'u3' }] }),
        },
        City: {
          __resolveReference: ({ id }: { id: string }) => ({ id, code: id === 'c1' ? 'A' : 'B', units: [] }),
        },
        Town: { __resolveReference: ({ id }: { id: string }) => ({ id, code: 'T', units: [] }) },
        Unit: { report: reported, sized: reported },
      },
    },
    staff: {
      sdl: `type Unit @key(fields: "id") { id: ID! leader: String }`,
      resolvers: { Unit: { leader: ({ id }: { id: string }) => `leader of ${id}` } },
    },
  },
  cases: [
    {
      title: 'gives one entity the value of each place it stands at',
      query: '{ cities { units { report leader } } }',
      data: {
        cities: [
          {
            units: [
              { report: 'u1:A', leader: 'leader of u1' },
              { report: 'u2:A', leader: 'leader of u2' },
            ],
          },
          { units: [{ report: 'u1:B', leader: 'leader of u1' }] },
        ],
      },
      stockFails: 'contextual arguments of several parts lose their definitions',
    },
    {
      title: 'reaches over objects between, and beside another type with the same context',
      query: '{ cities { nested { unit { report } } } town { units { report sized(scale: 2) } } }',
      data: {
        cities: [{ nested: { unit: { report: 'u1:A' } } }, { nested: null }],
        town: { units: [{ report: 'u3:T', sized: 'u3:2/T' }] },
      },
      stockFails: 'contextual arguments of several parts lose their definitions',
    },
    {
      title: 'hides the argument from callers',
      query: '{ __type(name: "Unit") { fields { name args { name } } } }',
      data: {
        __type: {
          fields: [
            { name: 'id', args: [] },
            { name: 'report', args: [] },
            { name: 'sized', args: [{ name: 'scale' }] },
            { name: 'leader', args: [] },
          ],
        },
      },
    },
  ],
};

/** Directives of our own and of access pass composition; whoever runs the engine enforces them. */
export const composed: Scenario = {
  name: '@composeDirective and directives of access',
  enforcedFeatures: [
    'https://specs.apollo.dev/authenticated/v0.1',
    'https://specs.apollo.dev/requiresScopes/v0.1',
    'https://specs.apollo.dev/policy/v0.1',
  ],
  subgraphs: {
    marked: {
      head: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@authenticated", "@requiresScopes", "@cost", "@listSize"])
        @link(url: "https://example.org/marks/v1.0", import: ["@mark"]) @composeDirective(name: "@mark")
        directive @mark(as: String, deep: [Int!]) repeatable on OBJECT | FIELD_DEFINITION`,
      sdl: `type Query { row: Row @authenticated rows(first: Int = 2): [Row] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
        type Row @key(fields: "id") @mark(as: "row", deep: [1, 2]) { id: ID! a: Int @mark(as: "x") @mark(as: "y") @requiresScopes(scopes: [["s"]]) b: Int @cost(weight: 3) }`,
      resolvers: {
        Query: {
          row: () => ({ id: '1', a: 1, b: 2 }),
          rows: (_: unknown, { first }: { first: number }) =>
            Array.from({ length: first }, (_each, index) => ({ id: String(index), a: index })),
        },
      },
    },
    plain: {
      head: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@policy"])',
      sdl: 'type Row @key(fields: "id") { id: ID! c: Int @policy(policies: [["p"]]) }',
      resolvers: { Row: { c: () => 3 } },
    },
  },
  cases: [
    {
      title: 'changes nothing in an answer',
      query: '{ row { a b c } rows { id c } }',
      data: {
        row: { a: 1, b: 2, c: 3 },
        rows: [
          { id: '0', c: 3 },
          { id: '1', c: 3 },
        ],
      },
    },
  ],
};
