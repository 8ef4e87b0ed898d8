import type { Semantics } from './semantics.js';

let log: string[] = [];
const noted = (entry: string) => {
  log.push(entry);
  return { id: entry, log: [...log] };
};

/** Leaves, nulls, variables, mutations. */
export const values: readonly Semantics[] = [
  {
    title: 'values and nulls',
    subgraphs: {
      data: {
        typeDefs: `scalar Json
          type Query {
            kinds: [Kind] bad: Kind json: Json whole: Int float: Float id: ID
            echo(input: Input = { n: 5 }, list: [Int!], kind: Kind = A): String
            strict: Strict list: [[Strict!]] rows: [Row!]!
          }
          enum Kind { A B C @inaccessible }
          input Input { n: Int = 3 text: String deep: Input }
          type Strict { must: Int! may: Int row: Row! }
          type Row @key(fields: "id") { id: ID! name: String }`,
        resolvers: {
          Query: {
            kinds: () => ['A', 'B'],
            bad: () => 'C',
            json: () => ({ a: [1, null, { b: 'ü"\\' }], constructor: 1 }),
            whole: () => 7,
            float: () => 1e21,
            id: () => 12,
            echo: (_: unknown, given: unknown) => JSON.stringify(given),
            strict: () => ({ must: 1, may: null, row: { id: 'gone' } }),
            list: () => [
              [
                { must: 1, row: { id: '1' } },
                { must: 2, row: { id: 'gone' } },
              ],
              null,
            ],
            rows: () => [{ id: '1' }, { id: 'bad' }, { id: '1' }, { id: 'bad' }],
          },
        },
      },
      more: {
        typeDefs: `type Row @key(fields: "id") { id: ID! must: Int! may: Int }`,
        resolvers: {
          Row: {
            __resolveReference: ({ id }: { id: string }) => (id === 'gone' ? null : { id }),
            must: () => 1,
            may: ({ id }: { id: string }) => {
              if (id === 'bad') throw new Error('secret');
              return 2;
            },
          },
        },
      },
    },
    cases: [
      {
        title: 'leaves of every kind, and names like those of prototypes',
        query: '{ kinds json whole float id __proto__: whole constructor: id }',
        data: JSON.parse(
          '{"kinds":["A","B"],"json":{"a":[1,null,{"b":"ü\\"\\\\"}],"constructor":1},"whole":7,"float":1e21,"id":"12","__proto__":7,"constructor":"12"}',
        ),
      },
      {
        title: 'defaults of variables, of arguments and of input fields',
        query:
          'query ($i: Input = { text: "t" }, $k: Kind, $l: [Int!]) { a: echo(input: $i, kind: $k, list: $l) b: echo }',
        variables: { l: 4 },
        data: {
          a: '{"input":{"n":3,"text":"t"},"list":[4],"kind":"A"}',
          b: '{"input":{"n":5},"kind":"A"}',
        },
      },
      {
        title: 'a null entity behind a non-null field lifts the null to the next nullable place',
        query: '{ strict { may row { must } } whole list { row { must } } }',
        data: { strict: null, whole: 7, list: [null, null] },
        errors: [
          { kind: 'VALUE', path: ['strict', 'row', 'must'] },
          { kind: 'VALUE', path: ['list', 0, 1, 'row', 'must'] },
        ],
      },
      {
        title: 'an entity’s error stands at every place of the entity',
        query: '{ rows { may must } }',
        data: {
          rows: [
            { may: 2, must: 1 },
            { may: null, must: 1 },
            { may: 2, must: 1 },
            { may: null, must: 1 },
          ],
        },
        errors: [
          { kind: 'SUBGRAPH', path: ['rows', 1, 'may'] },
          { kind: 'SUBGRAPH', path: ['rows', 3, 'may'] },
        ],
      },
      {
        title: 'errors of merged places are told apart',
        query: '{ rows { may } strict { must row { id may } } }',
        data: {
          rows: [{ may: 2 }, { may: null }, { may: 2 }, { may: null }],
          strict: { must: 1, row: { id: 'gone', may: null } },
        },
        errors: [
          { kind: 'SUBGRAPH', path: ['rows', 1, 'may'] },
          { kind: 'SUBGRAPH', path: ['rows', 3, 'may'] },
        ],
        requests: ['data', 'more'],
      },
      {
        title: 'introspection beside data, with variables and conditions',
        query:
          'query ($n: String!, $no: Boolean!) { whole __type(name: $n) { name fields { name @skip(if: $no) } } t: __typename s: __schema { queryType { name } } }',
        variables: { n: 'Row', no: true },
        data: {
          whole: 7,
          __type: { name: 'Row', fields: [{}, {}, {}, {}] },
          t: 'Query',
          s: { queryType: { name: 'Query' } },
        },
      },
    ],
  },
  {
    title: 'mutations',
    subgraphs: {
      one: {
        typeDefs: `type Query { x: Int } type Mutation { one(n: Int!): Done! broken: Done! start: Task! }
          type Done @shareable { id: ID! log: [String!]! } type Task @key(fields: "id") { id: ID! }`,
        resolvers: {
          Mutation: {
            broken: () => {
              throw new Error('secret');
            },
            start: () => ({ id: '1' }),
            one: (_: unknown, { n }: { n: number }) => {
              if (n === 1) log = [];
              return noted(`one ${n}`);
            },
          },
        },
      },
      two: {
        typeDefs: `type Mutation { two(n: Int!): Done! } type Done @shareable { id: ID! log: [String!]! }
          type Task @key(fields: "id") { id: ID! checks: Int! }`,
        resolvers: {
          Mutation: { two: (_: unknown, { n }: { n: number }) => noted(`two ${n}`) },
          Task: { __resolveReference: () => null },
        },
      },
    },
    cases: [
      {
        title: 'run one after the other, across subgraphs',
        query: 'mutation { a: one(n: 1) { id } b: two(n: 2) { id } c: one(n: 3) { log } }',
        data: { a: { id: 'one 1' }, b: { id: 'two 2' }, c: { log: ['one 1', 'two 2', 'one 3'] } },
        requests: ['one', 'two', 'one'],
      },
      {
        title: 'end with a field that may not be null and is',
        query: 'mutation { a: broken { id } b: two(n: 2) { id } }',
        data: null,
        errors: [{ kind: 'SUBGRAPH', path: ['a'] }],
        requests: ['one'],
      },
      {
        title: 'end where a null below such a field takes it away',
        query: 'mutation { start { checks } b: one(n: 1) { id } }',
        data: null,
        errors: [{ kind: 'VALUE', path: ['start', 'checks'] }],
        requests: ['one', 'two'],
      },
    ],
  },
];
