import type { Scenario } from './scenario.js';

interface Sent {
  readonly id: string;
  readonly ore?: number;
  readonly metal?: number;
  readonly alloy?: { readonly grade: number };
  readonly price?: number;
  readonly maker?: { readonly rank: number };
  readonly title?: string;
  readonly praise?: string;
  readonly award?: string;
}

const reference = (sent: object) => sent;
const part = { id: '2' };

/** What a field is computed from must be known: it is wrong to compute from nothing. */
function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('Asked without what it requires.');
  return value;
}

/** `@requires` of what is itself computed, from subgraph to subgraph and back again. */
export const requirementChains: Scenario = {
  name: 'chains of @requires',
  subgraphs: {
    works: {
      sdl: `type Query { part: Part parts: [Part] } type Mutation { make: [Part!] }
        type Part @key(fields: "id") {
          id: ID! ore: Int @external price: Int @external alloy: Alloy @external
          metal: Int @requires(fields: "ore")
          bill: String @requires(fields: "price")
          like(of: Int!): Part @requires(fields: "ore")
          grade: Int @requires(fields: "alloy { grade }") }
        type Alloy @shareable { grade: Int parts: [Part] }`,
      resolvers: {
        Query: { part: () => part, parts: () => [{ id: '1' }, part] },
        Mutation: { make: () => [part] },
        Part: {
          __resolveReference: reference,
          metal: ({ ore }: Sent) => known(ore) * 2,
          bill: ({ price }: Sent) => `${known(price)} CNY`,
          like: ({ ore }: Sent, { of }: { of: number }) => ({ id: String((known(ore) + of) % 10) }),
          grade: ({ alloy }: Sent) => known(alloy).grade,
        },
      },
    },
    mine: {
      sdl: `type Query { found: Part }
        type Part @key(fields: "id") {
          id: ID! metal: Int @external like(of: Int!): Part @external
          ore: Int maker: Maker
          alloy: Alloy @requires(fields: "metal")
          price: Int @requires(fields: "metal maker { rank }")
          match: String @requires(fields: "like(of: 1) { id metal }")
          trust: Int @requires(fields: "maker { rank }") }
        type Alloy @shareable { grade: Int parts: [Part] }
        type Maker @key(fields: "id") { id: ID! rank: Int @external }`,
      resolvers: {
        Query: { found: () => part },
        Part: {
          __resolveReference: reference,
          ore: ({ id }: Sent) => Number(id) * 10,
          maker: ({ id }: Sent) => ({ id: `m${id}` }),
          alloy: ({ metal }: Sent) => ({ grade: known(metal) + 1, parts: [{ id: '1' }] }),
          price: ({ metal, maker }: Sent) => known(metal) * known(maker?.rank),
          match: ({ like }: { like?: { id: string; metal: number } }) =>
            `${known(like).id} ${known(like?.metal)}`,
          trust: ({ maker }: Sent) => known(maker?.rank),
        },
      },
    },
    makers: {
      sdl: `type Query { other: Int } type Maker @key(fields: "id") { id: ID! rank: Int }
        type Part @key(fields: "id") { id: ID! maker: Maker @external by: Int @requires(fields: "maker { id }") }`,
      resolvers: {
        Maker: { __resolveReference: reference, rank: ({ id }: Sent) => Number(id.slice(1)) + 1 },
        Part: {
          __resolveReference: reference,
          by: ({ maker }: { maker?: Sent }) => Number(known(maker).id.slice(1)),
        },
      },
    },
  },
  cases: [
    {
      title: 'begin at what the subgraph of the last link answered',
      stockFails: 'a link is asked for before what it requires',
      query: '{ parts { id grade bill } }',
      data: {
        parts: [
          { id: '1', grade: 21, bill: '40 CNY' },
          { id: '2', grade: 41, bill: '120 CNY' },
        ],
      },
    },
    {
      title: 'begin at what a mutation answered',
      stockFails: 'a link is asked for before what it requires',
      query: 'mutation { make { alloy { grade } price } }',
      data: { make: [{ alloy: { grade: 41 }, price: 120 }] },
    },
    {
      title: 'begin at any link, asked for alone or beside the others',
      stockFails: 'a link is asked for before what it requires',
      query: '{ part { metal ore } found { bill price metal ore alloy { grade } trust } }',
      data: {
        part: { metal: 40, ore: 20 },
        found: { bill: '120 CNY', price: 120, metal: 40, ore: 20, alloy: { grade: 41 }, trust: 3 },
      },
    },
    {
      title: 'go on below what was computed',
      stockFails: 'a link is asked for before what it requires',
      query: '{ part { alloy { parts { price like(of: 3) { id grade } } } } }',
      data: { part: { alloy: { parts: [{ price: 40, like: { id: '3', grade: 61 } }] } } },
    },
    {
      title: 'require a computed object with arguments, and what is computed of it',
      stockFails: 'a link is asked for before what it requires',
      query: '{ part { match like(of: 4) { id } } found { match } }',
      data: { part: { match: '1 20', like: { id: '4' } }, found: { match: '1 20' } },
    },
    {
      title: 'require what is below a field of their own subgraph',
      query: '{ part { trust by } found { trust } }',
      data: { part: { trust: 3, by: 2 }, found: { trust: 3 } },
    },
  ],
};

/** The same through an interface object. */
export const interfaceChains: Scenario = {
  name: 'chains of @requires through an @interfaceObject',
  subgraphs: {
    library: {
      sdl: `type Query { media: [Media] book: Book }
        interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") {
          id: ID! title: String award: String @external quote: String @requires(fields: "award") }
        type Film implements Media @key(fields: "id") { id: ID! title: String }`,
      resolvers: {
        Query: { media: () => [{ id: 'b' }, { id: 'f' }], book: () => ({ id: 'b' }) },
        Media: {
          __resolveReference: reference,
          __resolveType: ({ id }: Sent) => (id === 'b' ? 'Book' : 'Film'),
        },
        Book: {
          __resolveReference: reference,
          title: () => 'B',
          quote: ({ award }: Sent) => `“${known(award)}”`,
        },
        Film: { __resolveReference: reference, title: () => 'F' },
      },
    },
    ratings: {
      sdl: `type Query { best: Media }
        type Media @key(fields: "id") @interfaceObject {
          id: ID! title: String @external praise: String @requires(fields: "title") }`,
      resolvers: {
        Query: { best: () => ({ id: 'b' }) },
        Media: { __resolveReference: reference, praise: ({ title }: Sent) => `${known(title)}!` },
      },
    },
    press: {
      sdl: `type Query { news: [Book] }
        type Book @key(fields: "id") {
          id: ID! praise: String @external award: String @requires(fields: "praise") }`,
      resolvers: {
        Query: { news: () => [{ id: 'b' }] },
        Book: { __resolveReference: reference, award: ({ praise }: Sent) => `award for ${known(praise)}` },
      },
    },
  },
  cases: [
    {
      title: 'begin at an object of the type, of the interface and of the interface object',
      stockFails: 'a link is asked for before what it requires',
      query:
        '{ book { quote } news { quote award } media { praise ... on Book { quote } } best { praise ... on Book { quote } } }',
      data: {
        book: { quote: '“award for B!”' },
        news: [{ quote: '“award for B!”', award: 'award for B!' }],
        media: [{ praise: 'B!', quote: '“award for B!”' }, { praise: 'F!' }],
        best: { praise: 'B!', quote: '“award for B!”' },
      },
    },
  ],
};

const fitters = [{ __typename: 'Fitter', id: 'f' }];

/** Fragments that no object there can be under, which the planner leaves as they are. */
export const fragmentsNowhere: Scenario = {
  name: 'fragments where no object can be',
  subgraphs: {
    staff: {
      sdl: `type Query { people: [Person] sole: Sole welders: [Welder] } union Person = Fitter | Smith union Trade = Fitter | Welder
        interface Named @key(fields: "id") { id: ID! } interface Skilled { id: ID! }
        interface Sole @key(fields: "id") { id: ID! }
        type Fitter implements Named & Sole @key(fields: "id") { id: ID! }
        type Smith implements Named & Skilled @key(fields: "id") { id: ID! }
        type Welder implements Skilled @key(fields: "id") {
          id: ID! hours: Int @external pay: Int @requires(fields: "hours") }`,
      resolvers: {
        Query: { people: () => fitters, sole: () => fitters[0], welders: () => [{ id: 'w' }] },
        Named: { __resolveReference: () => fitters[0] },
        Welder: { __resolveReference: reference, pay: ({ hours }: { hours?: number }) => known(hours) * 2 },
      },
    },
    clock: {
      sdl: `type Welder @key(fields: "id") { id: ID! hours: Int }`,
      resolvers: { Welder: { __resolveReference: reference, hours: () => 8 } },
    },
  },
  cases: [
    {
      title: 'is planned on',
      query: `query ($yes: Boolean!) {
        people { ... on Named @include(if: $yes) { id ... on Skilled { ... on Welder { pay } } } ... on Named { id } } }`,
      variables: { yes: true },
      data: { people: [{ id: 'f' }] },
    },
    {
      title: 'has its variables, also those that stand nowhere else',
      query: `query ($no: Boolean!) { sole { ... on Fitter { ...T } } }
        fragment T on Trade { ... on Fitter { id } ... on Welder { id @include(if: $no) } }`,
      variables: { no: false },
      data: { sole: { id: 'f' } },
      stockFails: 'Apollo’s planner does not define the variable in the fetch',
    },
    {
      title: 'is computed where an object is',
      query: '{ welders { ... on Skilled { ... on Welder { pay } } } }',
      data: { welders: [{ pay: 16 }] },
    },
  ],
};
