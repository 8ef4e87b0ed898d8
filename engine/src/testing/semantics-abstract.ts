import type { Semantics } from './semantics.js';

const things = [
  { __typename: 'Mine', id: '1', title: 'M', depth: 300, hidden: 'x' },
  { __typename: 'Plant', id: '2', title: 'P', lines: 4 },
  { __typename: 'Secret', id: '3', title: 'S' },
];

/** Interfaces, unions, fragments, and types that the API schema hides. */
export const abstractTypes: readonly Semantics[] = [
  {
    title: 'abstract types',
    subgraphs: {
      sites: {
        typeDefs: `type Query { sites: [Site] first: Site any: [Any!] }
          interface Site { id: ID! title: String }
          type Mine implements Site @key(fields: "id") { id: ID! title: String depth: Int }
          type Plant implements Site @key(fields: "id") { id: ID! title: String lines: Int }
          type Secret implements Site @inaccessible { id: ID! title: String }
          union Any = Mine | Plant`,
        resolvers: {
          Query: { sites: () => things, first: () => things[0], any: () => things.slice(0, 2) },
          Mine: { __resolveReference: ({ id }: { id: string }) => things.find((each) => each.id === id) },
        },
      },
      risks: {
        typeDefs: `type Mine @key(fields: "id") { id: ID! risk: Int }
          type Plant @key(fields: "id") { id: ID! risk: Float }`,
        resolvers: {
          Mine: { __resolveReference: (mine: object) => mine, risk: () => 3 },
          Plant: { __resolveReference: (plant: object) => plant, risk: () => 1.5 },
        },
      },
    },
    cases: [
      {
        title: 'ask one subgraph for entities of several types at once, under one response name',
        query: '{ any { ... on Mine { r: risk } ... on Plant { p: risk } } }',
        data: { any: [{ r: 3 }, { p: 1.5 }] },
        requests: ['sites', 'risks'],
      },
      {
        title: 'show null for an object of a type that is inaccessible, and an error without its name',
        query: '{ sites { id } }',
        data: { sites: [{ id: '1' }, { id: '2' }, null] },
        errors: [{ kind: 'VALUE', path: ['sites', 2] }],
      },
    ],
  },
];
