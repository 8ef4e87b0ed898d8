import { fails, type Scenario } from './scenario.js';

const counted: string[] = [];
const step = (name: string) => () => {
  counted.push(name);
  const at = counted.length;
  return { id: `${name}${at}`, at };
};

/** The rules of execution of the GraphQL specification, October 2021, over two subgraphs. */
export const execution: Scenario = {
  name: 'GraphQL specification',
  subgraphs: {
    rows: {
      sdl: `type Query { row: Row rows: [Row] strictRows: [Row!] strictest: [[Row!]!] firm: Row! values: Values lists(of: [Int], in: Pair): String colour: Colour colours: [Colour] reset: Int
          shared: Row @shareable lost: Row! @shareable }
        type Mutation { reset: Int one: Step! two: Step four: Step }
        type Step @key(fields: "id") { id: ID! at: Int }
        type Row @key(fields: "id") { id: ID! name: String self: Row bad: String badFirm: String! child: Child children: [Child!] }
        type Child { id: ID! firm: String! soft: String }
        type Values { int: Int float: Float whole: Float id: ID list: [Int] json: Json yes: Boolean }
        input Pair { a: Int = 1 b: [Int!] c: Pair }
        enum Colour { RED BLUE } scalar Json`,
      resolvers: {
        Query: {
          row: () => ({ id: '1' }),
          shared: () => ({ id: '1' }),
          lost: () => fails(),
          rows: () => [{ id: '1' }, { id: '2' }, null],
          strictRows: () => [{ id: '1' }, { id: '2' }],
          strictest: () => [[{ id: '1' }], [{ id: '1' }, { id: '2' }]],
          firm: () => ({ id: '2' }),
          values: () => ({
            int: 7,
            float: 0.5,
            whole: 3,
            id: 12,
            list: [1, null],
            json: { a: [null, 1] },
            yes: false,
          }),
          lists: (_: unknown, args: object) => JSON.stringify(args),
          colour: () => 'BLUE',
          colours: () => ['RED', 'GREEN', null],
        },
        Mutation: {
          reset: () => (counted.length = 0),
          one: step('one'),
          two: step('two'),
          four: step('four'),
        },
        Step: { at: ({ id }: { id: string }) => Number(/\d$/.exec(id)![0]) },
        Row: {
          __resolveReference: (row: object) => row,
          name: ({ id }: { id: string }) => `row ${id}`,
          self: (row: object) => row,
          bad: ({ id }: { id: string }) => (id === '1' ? 'good' : fails()),
          badFirm: ({ id }: { id: string }) => (id === '1' ? 'good' : fails()),
          child: ({ id }: { id: string }) => ({ id, firm: id === '1' ? 'f' : null, soft: 's' }),
          children: () => [
            { id: 'a', firm: 'f' },
            { id: 'b', firm: null },
          ],
        },
      },
    },
    more: {
      sdl: `type Query { shared: Row @shareable lost: Row! @shareable }
        type Row @key(fields: "id") { id: ID! extra: Int must: Int! child2: Leaf deep: [Leaf!] }
        type Leaf { must: Int! may: Int }
        type Mutation { three: Step } type Step @key(fields: "id") { id: ID! late: String }`,
      resolvers: {
        Query: { shared: () => ({ id: '1' }), lost: () => fails() },
        Mutation: { three: step('three') },
        Step: { late: ({ id }: { id: string }) => `late ${id}` },
        Row: {
          extra: ({ id }: { id: string }) => (id === '2' ? fails() : Number(id) * 10),
          must: ({ id }: { id: string }) => (id === '2' ? null : 1),
          child2: ({ id }: { id: string }) => ({ must: id === '2' ? null : 5, may: 6 }),
          deep: ({ id }: { id: string }) => [{ must: 1 }, { must: id === '2' ? null : 2 }],
        },
      },
    },
  },
  cases: [
    {
      title: '§6.4.4: an error in a nullable field is null there, and an error with its path',
      query: '{ rows { id bad extra } }',
      data: { rows: [{ id: '1', bad: 'good', extra: 10 }, { id: '2', bad: null, extra: null }, null] },
      errors: [
        ['rows', 1, 'bad'],
        ['rows', 1, 'extra'],
      ],
    },
    {
      title: '§6.4.4: an error in a non-null field goes to the nearest place that may be null',
      query: '{ rows { id badFirm } strictRows { id badFirm } }',
      data: { rows: [{ id: '1', badFirm: 'good' }, null, null], strictRows: null },
      errors: [
        ['rows', 1, 'badFirm'],
        ['strictRows', 1, 'badFirm'],
      ],
    },
    {
      title: '§6.4.4: the same for a null of an entity in another subgraph',
      query: '{ rows { id must } strictRows { must } strictest { must } }',
      data: { rows: [{ id: '1', must: 1 }, null, null], strictRows: null, strictest: null },
      errors: [
        ['rows', 1, 'must'],
        ['strictRows', 1, 'must'],
        ['strictest', 1, 1, 'must'],
      ],
    },
    {
      title: '§6.4.4: and for one below it, which stops in the subgraph',
      query: '{ rows { child2 { must may } deep { must } child { firm } children { firm } } }',
      data: {
        rows: [
          {
            child2: { must: 5, may: 6 },
            deep: [{ must: 1 }, { must: 2 }],
            child: { firm: 'f' },
            children: null,
          },
          { child2: null, deep: null, child: null, children: null },
          null,
        ],
      },
      errors: [
        ['rows', 0, 'children', 1, 'firm'],
        ['rows', 1, 'child2', 'must'],
        ['rows', 1, 'deep', 1, 'must'],
        ['rows', 1, 'child', 'firm'],
        ['rows', 1, 'children', 1, 'firm'],
      ],
    },
    {
      title: '§6.4.4: what an error beside it has taken away is no error of its own',
      query: '{ a: firm { id } firm { badFirm } }',
      data: null,
      errors: [['firm', 'badFirm']],
    },
    {
      title: '§6.4.4: nor what the error of another field has taken away with the entity',
      query: '{ rows { must name again: must } }',
      data: { rows: [{ must: 1, name: 'row 1', again: 1 }, null, null] },
      errors: [['rows', 1, 'must']],
    },
    {
      title: '§6.4.4: nor below a null that another has caused, of what two subgraphs know',
      query: '{ shared { id name badFirm must } lost { id } }',
      data: null,
      errors: [['lost']],
    },
    {
      title: '§6.4.4: up to the whole answer',
      query: '{ row { id } firm { must } }',
      data: null,
      errors: [['firm', 'must']],
    },
    {
      title: '§6.4.3: leaves as their types write them',
      query: '{ values { int float whole id list json yes } }',
      data: {
        values: {
          int: 7,
          float: 0.5,
          whole: 3,
          id: '12',
          list: [1, null],
          json: { a: [null, 1] },
          yes: false,
        },
      },
    },
    {
      title: '§6.4.3: an enum value that is none is an error at its place',
      query: '{ colour colours }',
      data: { colour: 'BLUE', colours: ['RED', null, null] },
      errors: [['colours', 1]],
    },
    {
      title: '§3.11, §6.4.1: input coercion: lists of one, defaults, nesting, absent and null',
      query:
        'query ($n: Int, $one: [Int], $pair: Pair, $given: Int = 4) { a: lists(of: 3) b: lists(of: [1, $n], in: { b: 2 }) c: lists(of: $one, in: $pair) d: lists(in: { a: $given, c: { a: null } }) e: lists(of: null) }',
      variables: { one: 5, pair: { b: 6, c: {} } },
      data: {
        a: '{"of":[3]}',
        b: '{"of":[1,null],"in":{"a":1,"b":[2]}}',
        c: '{"of":[5],"in":{"a":1,"b":[6],"c":{"a":1}}}',
        d: '{"in":{"a":4,"c":{"a":null}}}',
        e: '{"of":null}',
      },
    },
    {
      title: '§3.13: @skip and @include, also both, on fields, fragments and whole fetches',
      query: `query ($yes: Boolean!, $no: Boolean = false) {
        row { id @skip(if: $yes) name @include(if: $yes) @skip(if: $no) a: name @include(if: $yes) @skip(if: true)
          ... @include(if: $no) { extra } ...F @skip(if: $no) ... on Row @include(if: $yes) { e: extra } } }
        fragment F on Row { must }`,
      variables: { yes: true },
      data: { row: { name: 'row 1', must: 1, e: 10 } },
    },
    {
      title: '§3.13: an object of which nothing is left is an empty object',
      query: 'query ($no: Boolean!) { row { extra @include(if: $no) self { id @include(if: $no) } } }',
      variables: { no: false },
      data: { row: { self: {} } },
    },
    {
      title: '§3.13: constants among conditions',
      query:
        'query ($yes: Boolean!) { rows @include(if: $yes) { id badFirm @skip(if: true) ... @include(if: false) { must } } }',
      variables: { yes: true },
      data: { rows: [{ id: '1' }, { id: '2' }, null] },
      stockFails: 'its planner forgets constants under a condition',
    },
    {
      title: '§3.13: also where nothing else is asked of its subgraph, or could be',
      query:
        'query ($no: Boolean!) { row { self { id @include(if: $no) } } firm { ... @include(if: $no) { name } } a: row @skip(if: $no) { id @include(if: $no) } }',
      variables: { no: false },
      data: { row: { self: {} }, firm: {}, a: {} },
      stockFails: 'its planner asks for no object of which nothing is asked',
    },
    {
      title: '§6.3.2: names come in the order in which they are first met',
      query:
        '{ row { extra ...F id } } fragment F on Row { must id name ... on Row { self { name } extra } self { id } }',
      data: { row: { extra: 10, must: 1, id: '1', name: 'row 1', self: { name: 'row 1', id: '1' } } },
    },
    {
      title: '§6.3.2: equal fields are merged, at every depth',
      query:
        '{ row { self { name } } row { self { self { extra } } } ... on Query { row { self { self { id } must } } } }',
      data: { row: { self: { name: 'row 1', self: { extra: 10, id: '1' }, must: 1 } } },
    },
    {
      title: '§6.3.2: response names are data, whatever they mean in JavaScript',
      query:
        '{ __proto__: row { constructor: extra toString: name } constructor: row { __proto__: must then: id } hasOwnProperty: __typename }',
      data: JSON.parse(
        '{"__proto__":{"constructor":10,"toString":"row 1"},"constructor":{"__proto__":1,"then":"1"},"hasOwnProperty":"Query"}',
      ),
      stockFails: 'it loses names that objects inherit',
    },
    {
      title: '§6.2.2: mutations run one after the other, also from one subgraph to another',
      query:
        'mutation { reset a: one { id late } b: three { at } c: two { id } d: three { id late } four { at late } }',
      data: {
        reset: 0,
        a: { id: 'one1', late: 'late one1' },
        b: { at: 2 },
        c: { id: 'two3' },
        d: { id: 'three4', late: 'late three4' },
        four: { at: 5, late: 'late four5' },
      },
    },
    {
      title: '§6.2.2: where a root field that is never null stands twice, of which one is skipped',
      query:
        'mutation ($no: Boolean! = true) { reset one @skip(if: $no) { at } b: one { at } two { at } one { id at } }',
      data: { reset: 0, b: { at: 1 }, two: { at: 2 }, one: { id: 'one3', at: 3 } },
      stockFails: 'Apollo’s planner runs the field where it stands first',
    },
    {
      title: '§6.2.2: and where it is not skipped',
      query:
        'mutation ($no: Boolean! = true) { reset one @skip(if: $no) { at } b: one { at } two { at } one { id at } }',
      variables: { no: false },
      data: { reset: 0, one: { at: 1, id: 'one1' }, b: { at: 2 }, two: { at: 3 } },
    },
    {
      title: '§6.2.2: in the order of the operation, though some stand in fragments',
      query:
        'mutation { reset ... on Mutation { one { at } } ...F ... on Mutation { a: two { at } } } fragment F on Mutation { four { at } }',
      data: { reset: 0, one: { at: 1 }, four: { at: 2 }, a: { at: 3 } },
      stockFails: 'Apollo’s planner puts root fragments first',
    },
    {
      title: '§6.2.2: and an order that differs from the fragments’',
      query: 'mutation { reset ... on Mutation { one { at } } four { at } ... on Mutation { two { at } } }',
      data: { reset: 0, one: { at: 1 }, four: { at: 2 }, two: { at: 3 } },
      stockFails: 'its planner gathers the fields of equal fragments first',
    },
    {
      title: '§4.1: __typename anywhere, under any name',
      query: '{ __typename t: __typename row { __typename self { x: __typename extra } } }',
      data: { __typename: 'Query', t: 'Query', row: { __typename: 'Row', self: { x: 'Row', extra: 10 } } },
    },
    {
      title: '§4.2: introspection beside data',
      query:
        'query ($n: String!) { row { extra } __type(name: $n) { name fields { name type { kind ofType { name } } } } __schema { mutationType { name } } }',
      variables: { n: 'Leaf' },
      data: {
        row: { extra: 10 },
        __type: {
          name: 'Leaf',
          fields: [
            { name: 'must', type: { kind: 'NON_NULL', ofType: { name: 'Int' } } },
            { name: 'may', type: { kind: 'SCALAR', ofType: null } },
          ],
        },
        __schema: { mutationType: { name: 'Mutation' } },
      },
    },
  ],
};
