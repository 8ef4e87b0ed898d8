import type { Semantics } from './semantics.js';

const people = [
  { id: '1', mail: 'a@x', org: { id: 'o1', unit: { no: 7 } } },
  { id: '2', mail: 'b@x', org: { id: 'o2', unit: { no: 8 } } },
];

/** Keys of every kind, and how often a subgraph is asked for what they name. */
export const keys: readonly Semantics[] = [
  {
    title: 'multiple, compound and nested keys',
    subgraphs: {
      registry: {
        typeDefs: `type Query { people: [Person!]! person(id: ID!): Person }
          type Person @key(fields: "id") @key(fields: "mail") { id: ID! mail: String! org: Org! }
          type Org @key(fields: "id unit { no }") { id: ID! unit: Unit! }
          type Unit @shareable { no: Int! }`,
        resolvers: {
          Query: {
            people: () => [...people, people[0]],
            person: (_: unknown, { id }: { id: string }) => people.find((person) => person.id === id),
          },
          Person: {
            __resolveReference: ({ id, mail }: { id?: string; mail?: string }) =>
              people.find((person) => person.id === id || person.mail === mail),
          },
        },
      },
      post: {
        typeDefs: `type Query { letters: [Letter!]! } type Letter { to: Person }
          type Person @key(fields: "mail") { mail: String! letters: Int }
          type Org @key(fields: "id unit { no }") { id: ID! unit: Unit! rooms: Int }
          type Unit @shareable { no: Int! }`,
        resolvers: {
          Query: { letters: () => [{ to: { mail: 'b@x' } }, { to: null }] },
          Person: {
            __resolveReference: (person: object) => person,
            letters: ({ mail }: { mail: string }) => mail.charCodeAt(0),
          },
          Org: {
            __resolveReference: (org: object) => org,
            rooms: ({ unit }: { unit: { no: number } }) => unit.no * 10,
          },
        },
      },
    },
    cases: [
      {
        title: 'asks for equal representations once and answers every place',
        query: '{ people { id letters org { rooms } } }',
        data: {
          people: [
            { id: '1', letters: 97, org: { rooms: 70 } },
            { id: '2', letters: 98, org: { rooms: 80 } },
            { id: '1', letters: 97, org: { rooms: 70 } },
          ],
        },
        requests: ['registry', 'post'],
      },
      {
        title: 'goes from the key one subgraph knows to the key another does',
        query: '{ letters { to { mail id org { id } } } }',
        data: { letters: [{ to: { mail: 'b@x', id: '2', org: { id: 'o2' } } }, { to: null }] },
      },
      {
        title: 'keeps a key that an alias of the caller hides',
        query: '{ people { mail: id letters } }',
        data: {
          people: [
            { mail: '1', letters: 97 },
            { mail: '2', letters: 98 },
            { mail: '1', letters: 97 },
          ],
        },
      },
      {
        title: 'asks one subgraph once for what lies at several places',
        query: '{ a: people { letters } b: person(id: "2") { letters org { rooms } } }',
        data: {
          a: [{ letters: 97 }, { letters: 98 }, { letters: 97 }],
          b: { letters: 98, org: { rooms: 80 } },
        },
        requests: ['registry', 'post'],
      },
    ],
  },
];
