import type { Semantics } from './semantics.js';

const boxes = [
  { id: '1', size: { w: 2, h: 3 }, weights: [1, 2] },
  { id: '2', size: { w: 4, h: 5 }, weights: [] },
];
const box = (id: string) => boxes.find((each) => each.id === id);

/** `@requires`, `@provides`, `@shareable`, `@override` and `@context`. */
export const directives: readonly Semantics[] = [
  {
    title: '@requires, @provides and value types',
    subgraphs: {
      store: {
        typeDefs: `type Query { boxes: [Box!] }
          type Box @key(fields: "id") { id: ID! size: Size price(currency: String = "CNY"): Int label: String @shareable }
          type Size @shareable { w: Int h: Int }`,
        resolvers: {
          Query: { boxes: () => boxes },
          Box: {
            __resolveReference: ({ id }: { id: string }) => box(id),
            price: ({ id }: { id: string }, { currency }: { currency: string }) =>
              Number(id) * (currency === 'CNY' ? 7 : 1),
            label: ({ id }: { id: string }) => `store ${id}`,
          },
        },
      },
      freight: {
        typeDefs: `type Query { parcels: [Parcel!] }
          type Parcel { box: Box @provides(fields: "label") whole: Box }
          type Box @key(fields: "id") {
            id: ID! size: Size @external price(currency: String = "CNY"): Int @external label: String @external
            volume(height: Int = 1): Int @requires(fields: "size { w h }")
            duty: Int @requires(fields: "price(currency: \\"CNY\\")")
            fee: Int @requires(fields: "price(currency: \\"USD\\")")
          }
          type Size @shareable { w: Int h: Int }`,
        resolvers: {
          Query: {
            parcels: () => [{ box: { id: '1', label: 'provided' }, whole: { id: '2' } }],
          },
          Box: {
            __resolveReference: (reference: object) => reference,
            volume: ({ size }: { size: { w: number; h: number } }, { height }: { height: number }) =>
              size.w * size.h * height,
            duty: ({ price }: { price: number }) => price * 100,
            fee: ({ price }: { price: number }) => price * 100,
          },
        },
      },
    },
    cases: [
      {
        title: 'carries nested required fields, and arguments of both kinds',
        query: 'query ($h: Int) { boxes { volume(height: $h) } }',
        variables: { h: 2 },
        data: { boxes: [{ volume: 12 }, { volume: 40 }] },
      },
      {
        title: 'keeps apart what the caller asks of a field and what is required of it with other arguments',
        query: '{ boxes { duty price(currency: "USD") id: price } }',
        data: {
          boxes: [
            { duty: 700, price: 1, id: 7 },
            { duty: 1400, price: 2, id: 14 },
          ],
        },
      },
      {
        title: 'keeps apart requirements of one field with different arguments, in one request',
        query: '{ boxes { duty fee volume price(currency: "EUR") } }',
        data: {
          boxes: [
            { duty: 700, fee: 100, volume: 6, price: 1 },
            { duty: 1400, fee: 200, volume: 20, price: 2 },
          ],
        },
        requests: ['store', 'freight'],
      },
      {
        title: 'takes provided fields where they are provided, and asks the owner elsewhere',
        query: '{ parcels { box { label } whole { label } } }',
        data: { parcels: [{ box: { label: 'provided' }, whole: { label: 'store 2' } }] },
        requests: ['freight', 'store'],
      },
      {
        title: 'skips and includes what a variable decides, with the fetches that only it needs',
        query: 'query ($v: Boolean!) { boxes { id volume @include(if: $v) size @skip(if: $v) { w } } }',
        variables: { v: false },
        data: {
          boxes: [
            { id: '1', size: { w: 2 } },
            { id: '2', size: { w: 4 } },
          ],
        },
        requests: ['store'],
      },
    ],
  },
  {
    title: 'value types of two subgraphs',
    subgraphs: {
      a: {
        typeDefs: `type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! at: Point @shareable }
          type Point @shareable { x: Int list: [Inner] } type Inner @shareable { p: Int }`,
        resolvers: { Query: { thing: () => ({ id: '1', at: { x: 1, list: [{ p: 1 }, { p: 2 }] } }) } },
      },
      b: {
        typeDefs: `type Thing @key(fields: "id") { id: ID! at: Point @shareable }
          type Point @shareable { x: Int y: Int list: [Inner] } type Inner @shareable { p: Int q: Int }`,
        resolvers: {
          Thing: {
            __resolveReference: () => ({
              id: '1',
              at: {
                x: 1,
                y: 2,
                list: [
                  { p: 1, q: 10 },
                  { p: 2, q: 20 },
                ],
              },
            }),
          },
        },
      },
    },
    cases: [
      {
        title: 'merge field by field, also in lists',
        query: '{ thing { at { x y list { p q } } } }',
        data: {
          thing: {
            at: {
              x: 1,
              y: 2,
              list: [
                { p: 1, q: 10 },
                { p: 2, q: 20 },
              ],
            },
          },
        },
      },
    ],
  },
  {
    title: '@context and @fromContext',
    subgraphs: {
      a: {
        typeDefs: `type Query { one: Region many: [Region!] }
          type Region @key(fields: "id") @context(name: "region") { id: ID! unit: String! sites: [Site!]! name: String }
          type Site @key(fields: "id") { id: ID! reading(unit: String @fromContext(field: "$region { unit }")): String }`,
        resolvers: {
          Query: {
            one: () => ({ id: 'r1', unit: 'm', sites: [{ id: 's1' }] }),
            many: () => [
              { id: 'r1', unit: 'm', sites: [{ id: 's1' }, { id: 's2' }] },
              { id: 'r2', unit: 'ft', sites: [{ id: 's1' }] },
              { id: 'r3', unit: 'm', sites: [] },
            ],
          },
          Site: {
            __resolveReference: (site: object) => site,
            reading: ({ id }: { id: string }, { unit }: { unit: string }) => `${id} in ${unit}`,
          },
        },
      },
      b: { typeDefs: 'type Query { other: Int }' },
    },
    cases: [
      {
        title: 'sets an argument from the object above',
        query: '{ one { sites { reading } } }',
        data: { one: { sites: [{ reading: 's1 in m' }] } },
      },
      {
        title: 'keeps entities under different contexts apart, in one request',
        query: '{ many { sites { reading } } }',
        data: {
          many: [
            { sites: [{ reading: 's1 in m' }, { reading: 's2 in m' }] },
            { sites: [{ reading: 's1 in ft' }] },
            { sites: [] },
          ],
        },
        requests: ['a', 'a'],
      },
    ],
  },
];
