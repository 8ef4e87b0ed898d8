import type { Scenario } from './scenario.js';

interface Sent {
  readonly id: string;
  readonly weight?: number | null;
  readonly price?: number;
  readonly size?: {
    readonly height: number;
    readonly depth?: number;
    readonly sides?: readonly { readonly length: number }[];
  } | null;
  readonly shipping?: number;
  readonly label?: string;
  readonly animal?: { readonly __typename: string; readonly legs?: number; readonly wings?: number };
  readonly reviewer?: { readonly rank: number };
}

const price = ({ id }: Sent, { currency }: { currency: string }) =>
  Number(id) * (currency === 'EUR' ? 10 : 7);

const MIXED = 'its planner sends with every field what only a field under a condition requires';

/** `@requires` (and `@external`): what a field is computed from is fetched first, and sent with the key. */
export const requires: Scenario = {
  name: '@requires',
  subgraphs: {
    products: {
      sdl: `type Query { products: [Product] product: Product }
        type Product @key(fields: "id") {
          id: ID! weight: Int price(currency: String! = "EUR"): Int size: Size animal: Animal reviewer: User }
        type Size { height: Int depth(unit: String = "m"): Int sides: [Side!] }
        type Side { length: Int }
        interface Animal { name: String }
        type Dog implements Animal { name: String legs: Int }
        type Bird implements Animal { name: String wings: Int }
        type User @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: { products: () => [{ id: '1' }, { id: '2' }, { id: '3' }], product: () => ({ id: '1' }) },
        Product: {
          weight: ({ id }: Sent) => (id === '2' ? null : Number(id) * 100),
          price,
          size: ({ id }: Sent) =>
            id === '3' ? null : { height: Number(id), sides: [{ length: 1 }, { length: 2 }] },
          animal: ({ id }: Sent) =>
            id === '1'
              ? { __typename: 'Dog', name: 'Rex', legs: 4 }
              : { __typename: 'Bird', name: 'Tit', wings: 2 },
          reviewer: ({ id }: Sent) => ({ id }),
        },
        Size: {
          depth: ({ height }: { height: number }, { unit }: { unit: string }) =>
            unit === 'cm' ? height * 100 : height,
        },
      },
    },
    users: {
      sdl: 'type User @key(fields: "id") { id: ID! rank: Int }',
      resolvers: { User: { rank: ({ id }: Sent) => Number(id) + 50 } },
    },
    inventory: {
      sdl: `type Product @key(fields: "id") {
          id: ID! weight: Int @external size: Size @external price(currency: String! = "EUR"): Int @external
          label: String @external animal: Animal @external reviewer: User @external
          shipping: Int @requires(fields: "weight")
          volume: Int @requires(fields: "size { height sides { length } }")
          euros: String @requires(fields: "price(currency: \\"EUR\\")")
          francs: String @requires(fields: "price(currency: \\"CHF\\")")
          depth: Int @requires(fields: "size { depth(unit: \\"cm\\") }")
          stock: Int
          tagged: String @requires(fields: "label")
          limbs: String @requires(fields: "animal { __typename ... on Dog { legs } ... on Bird { wings } }")
          trust: Int @requires(fields: "reviewer { rank }") }
        type Size { height: Int @external depth(unit: String = "m"): Int @external sides: [Side!] @external }
        type Side { length: Int @external }
        interface Animal { name: String }
        type Dog implements Animal { name: String @external legs: Int @external }
        type Bird implements Animal { name: String @external wings: Int @external }
        type User @key(fields: "id") { id: ID! rank: Int @external }`,
      resolvers: {
        Product: {
          shipping: ({ weight }: Sent) => (weight === null ? -1 : weight! / 2),
          volume: ({ size }: Sent) =>
            size && size.height * size.sides!.reduce((sum, { length }) => sum + length, 0),
          euros: ({ price: sent }: Sent) => `${sent} EUR`,
          francs: ({ price: sent }: Sent) => `${sent} CHF`,
          depth: ({ size }: Sent) => size?.depth,
          stock: () => 7,
          tagged: ({ label }: Sent) => `<${label}>`,
          limbs: ({ animal }: Sent) => `${animal?.__typename} ${animal?.legs ?? animal?.wings}`,
          trust: ({ reviewer }: Sent) => reviewer?.rank,
        },
      },
    },
    exports: {
      sdl: `type Product @key(fields: "id") {
          id: ID! shipping: Int @external price(currency: String! = "EUR"): Int @external
          label: String @requires(fields: "shipping")
          dollars: String @requires(fields: "price(currency: \\"USD\\")") }`,
      resolvers: {
        Product: {
          label: ({ shipping }: Sent) => `ships for ${shipping}`,
          dollars: ({ price: sent }: Sent) => `${sent} USD`,
        },
      },
    },
  },
  cases: [
    {
      title: 'computes a field from another subgraph’s, null included',
      query: '{ products { shipping } }',
      data: { products: [{ shipping: 50 }, { shipping: -1 }, { shipping: 150 }] },
    },
    {
      title: 'sends nested values and lists',
      query: '{ products { id volume } }',
      data: {
        products: [
          { id: '1', volume: 3 },
          { id: '2', volume: 6 },
          { id: '3', volume: null },
        ],
      },
    },
    {
      title: 'computes from what was itself computed, through three subgraphs',
      query: '{ product { tagged } }',
      data: { product: { tagged: '<ships for 50>' } },
      stockFails: 'Apollo’s planner asks the subgraph before what it needs is there',
    },
    {
      title: 'requires a field with an argument',
      query: '{ products { euros } }',
      data: { products: [{ euros: '10 EUR' }, { euros: '20 EUR' }, { euros: '30 EUR' }] },
    },
    {
      title: 'requires a field with an argument that the caller gives otherwise',
      query: '{ product { price(currency: "USD") euros } }',
      data: { product: { price: 7, euros: '10 EUR' } },
      stockFails: 'Apollo’s planner fetches a field once, with the caller’s arguments',
    },
    {
      title: 'requires one field with different arguments in two subgraphs',
      query: '{ products { euros dollars } }',
      data: {
        products: [
          { euros: '10 EUR', dollars: '7 USD' },
          { euros: '20 EUR', dollars: '14 USD' },
          { euros: '30 EUR', dollars: '21 USD' },
        ],
      },
      stockFails: 'Apollo’s planner fetches a field once for all that require it',
    },
    {
      title: 'and in one, also of fields in a fragment',
      query: '{ product { ...F } products { ...F } } fragment F on Product { euros francs shipping }',
      data: {
        product: { euros: '10 EUR', francs: '7 CHF', shipping: 50 },
        products: [
          { euros: '10 EUR', francs: '7 CHF', shipping: 50 },
          { euros: '20 EUR', francs: '14 CHF', shipping: -1 },
          { euros: '30 EUR', francs: '21 CHF', shipping: 150 },
        ],
      },
      stockFails: 'Apollo’s planner fetches a field once for all that require it',
    },
    {
      title: 'requires a field with an argument of a value, which the caller asks without',
      query: '{ product { depth size { depth } } }',
      data: { product: { depth: 100, size: { depth: 1 } } },
      stockFails: 'Apollo’s planner fetches a field once, with the caller’s arguments',
    },
    {
      title: 'beside what is asked of the same subgraph by fragments alone',
      query:
        'query ($no: Boolean! = false) { product { shipping ...F @skip(if: $no) stock } } fragment F on Product { __typename stock }',
      data: { product: { shipping: 50, __typename: 'Product', stock: 7 } },
    },
    {
      title: 'which a condition takes away, and leaves what else is asked of the same subgraph',
      query: 'query ($yes: Boolean!) { products { stock volume @skip(if: $yes) } }',
      variables: { yes: true },
      data: { products: [{ stock: 7 }, { stock: 7 }, { stock: 7 }] },
      stockFails: MIXED,
    },
    {
      title: 'under several conditions at once, below one required object and in fragments',
      query: `query ($yes: Boolean!, $no: Boolean!) { product { stock
        volume @include(if: $yes) depth @include(if: $no) shipping @skip(if: $yes)
        ... @include(if: $no) { trust shipping } ... on Product @skip(if: $no) { trust euros @include(if: $yes) } } }`,
      variables: { yes: true, no: false },
      data: { product: { stock: 7, volume: 3, trust: 51, euros: '10 EUR' } },
      stockFails: MIXED,
    },
    {
      title: 'under conditions that never hold together',
      query: 'query ($yes: Boolean!) { product { stock limbs @skip(if: $yes) @include(if: $yes) } }',
      variables: { yes: true },
      data: { product: { stock: 7 } },
      stockFails: MIXED,
    },
    {
      title: 'all arguments at once, under the names of each other',
      query: '{ product { dollars: price euros price: dollars p: price(currency: "USD") } }',
      data: { product: { dollars: 10, euros: '10 EUR', price: '7 USD', p: 7 } },
      stockFails: 'Apollo’s planner fetches a field once for all that require it',
    },
    {
      title: 'requires through fragments on an abstract type',
      query: '{ products { limbs animal { name } } }',
      data: {
        products: [
          { limbs: 'Dog 4', animal: { name: 'Rex' } },
          { limbs: 'Bird 2', animal: { name: 'Tit' } },
          { limbs: 'Bird 2', animal: { name: 'Tit' } },
        ],
      },
    },
    {
      title: 'requires a field of another entity',
      query: '{ product { trust reviewer { id } } }',
      data: { product: { trust: 51, reviewer: { id: '1' } } },
    },
    {
      title: 'is not confused by an alias of what is required',
      query: '{ product { weight: id size: weight shipping volume } }',
      data: { product: { weight: '1', size: 100, shipping: 50, volume: 3 } },
      stockFails: 'Apollo’s planner takes an alias for the field of that name',
    },
  ],
};
