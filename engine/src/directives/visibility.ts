import type { Scenario } from './scenario.js';

/** `@inaccessible`, `@tag`, and what composition makes of enums, inputs and arguments that differ. */
export const visibility: Scenario = {
  name: '@inaccessible, @tag, merged enums, inputs and arguments',
  subgraphs: {
    first: {
      sdl: `type Query {
          item: Item items: [Item] states: [State] strict: [State!] filtered(by: Filter, level: Level = LOW): String
          echo(text: String = "none", only: Int): String part: Part hiddenRoot: Int @inaccessible shown: [Shown] @shareable }
        type Item @key(fields: "secret") @key(fields: "id") @tag(name: "internal") { id: ID! secret: ID! @inaccessible cost: Int @inaccessible }
        enum State { OPEN CLOSED BURIED @inaccessible }
        enum Level { LOW HIGH }
        input Filter { name: String max: Int = 9 @tag(name: "limit") first: Int hidden: Int @inaccessible }
        interface Part { id: ID! } type Seen implements Part { id: ID! } type Unseen implements Part @inaccessible { id: ID! }
        enum Shown { A B @inaccessible }`,
      resolvers: {
        Query: {
          item: () => ({ id: '1', secret: 's1', cost: 4 }),
          items: () => [1, 2].map((number) => ({ id: String(number), secret: `s${number}`, cost: number })),
          states: () => ['OPEN', 'BURIED', 'CLOSED'],
          strict: () => ['OPEN', 'BURIED'],
          filtered: (_: unknown, args: object) => JSON.stringify(args),
          echo: (_: unknown, { text }: { text: string | null }) => String(text),
          part: () => ({ __typename: 'Seen', id: 'p' }),
          shown: () => ['A'],
        },
      },
    },
    second: {
      sdl: `type Query { other(by: Filter): String shown: [Shown] @shareable }
        type Item @key(fields: "secret") { secret: ID! note: String price: Int @requires(fields: "cost") cost: Int @external kind: Kind }
        enum Level { LOW HIGH }
        enum Kind { X Y }
        enum Shown { A }
        input Filter { name: String max: Int = 9 second: Boolean }`,
      resolvers: {
        Query: { other: (_: unknown, args: object) => JSON.stringify(args) },
        Item: {
          note: ({ secret }: { secret: string }) => `of ${secret}`,
          price: ({ cost }: { cost: number }) => cost * 2,
          kind: () => 'Y',
        },
      },
    },
    third: {
      sdl: 'type Query { kinds: [Kind] } enum Kind { Y Z }',
      resolvers: { Query: { kinds: () => ['Z', 'Y'] } },
    },
  },
  cases: [
    {
      title: '@inaccessible: joins by a key, and computes from a field, that callers cannot see',
      query: '{ items { id note price } }',
      data: {
        items: [
          { id: '1', note: 'of s1', price: 2 },
          { id: '2', note: 'of s2', price: 4 },
        ],
      },
    },
    {
      title: '@inaccessible: is not in introspection',
      query:
        '{ __type(name: "Item") { fields { name } } state: __type(name: "State") { enumValues { name } } unseen: __type(name: "Unseen") { name } }',
      data: {
        __type: { fields: [{ name: 'id' }, { name: 'note' }, { name: 'price' }, { name: 'kind' }] },
        state: { enumValues: [{ name: 'OPEN' }, { name: 'CLOSED' }] },
        unseen: null,
      },
    },
    {
      title: '@inaccessible: a value of an enum does not go out',
      query: '{ states }',
      data: { states: ['OPEN', null, 'CLOSED'] },
      errors: [['states', 1]],
    },
    {
      title: '@inaccessible: nor does what cannot be without it',
      query: '{ strict }',
      data: { strict: null },
      errors: [['strict', 1]],
    },
    {
      title: 'inputs: only what all subgraphs have, with defaults applied by the subgraph',
      query:
        'query ($by: Filter) { filtered(by: $by) other(by: { max: 1 }) __type(name: "Filter") { inputFields { name } } }',
      variables: { by: { name: 'n' } },
      data: {
        filtered: '{"by":{"name":"n","max":9},"level":"LOW"}',
        other: '{"by":{"max":1}}',
        __type: { inputFields: [{ name: 'name' }, { name: 'max' }] },
      },
    },
    {
      title: 'enums: of outputs all values, of inputs the common ones',
      query: '{ kinds item { kind } __type(name: "Kind") { enumValues { name } } shown }',
      data: {
        kinds: ['Z', 'Y'],
        item: { kind: 'Y' },
        __type: { enumValues: [{ name: 'X' }, { name: 'Y' }, { name: 'Z' }] },
        shown: ['A'],
      },
    },
    {
      title: '@tag: changes nothing in an answer',
      query: '{ item { __typename id } part { __typename id ... on Seen { id } } }',
      data: { item: { __typename: 'Item', id: '1' }, part: { __typename: 'Seen', id: 'p' } },
    },
    {
      title: 'arguments: absent, null and default are three things',
      query:
        'query ($none: String, $null: String) { a: echo b: echo(text: null) c: echo(text: $none) d: echo(text: $null) e: echo(text: "x") }',
      variables: { null: null },
      data: { a: 'none', b: 'null', c: 'none', d: 'null', e: 'x' },
    },
  ],
};
