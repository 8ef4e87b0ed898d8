import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { localTransport, type Transport } from '../index.js';
import { runSubgraph } from './subgraph-server.js';

// A graph with something protected of every kind. Every protected cell holds the canary or 913.
export const canary = 'CANARY-51c2';

const head = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${[
    '@key',
    '@authenticated',
    '@requiresScopes',
    '@policy',
    ...imports,
  ]
    .map((name) => `"${name}"`)
    .join(', ')}])\n`;

const price = '@requiresScopes(scopes: [["price:read", "staff"], ["admin"]])';

const library = {
  typeDefs: `${head()}
type Query {
  book(id: ID! = "1"): Book
  media(kind: Kind): [Media]
  sure: [Media!]!
  items: [Item]
  secret: Secret
  secrets: [Secret]
  vaults: [Vault]
  member: Member @authenticated
  admin: Member @authenticated @policy(policies: [["trusted"]])
  rank: Rank
  seal: Seal
  nobody: String @requiresScopes(scopes: [])
  anybody: String @requiresScopes(scopes: [[]])
  open: String
}
type Mutation {
  rename(id: ID!, title: String!): Book
  purge: Boolean @requiresScopes(scopes: [["admin"]])
}
enum Kind { BOOK FILM }
enum Rank @authenticated { HIGH LOW }
scalar Seal @policy(policies: [["trusted"]])
interface Media @key(fields: "id") { id: ID! title: String price: Int next: Media }
type Book implements Media @key(fields: "id") {
  id: ID! title: String next: Media price: Int ${price} rank: Rank ranks: [Rank!] seal: Seal author: Author secret: Secret
}
type Film implements Media @key(fields: "id") { id: ID! title: String price: Int next: Media minutes: Int }
type Author { name: String note(of: Int): String @authenticated must: String! @authenticated book: Book }
type Member { name: String }
union Item = Book | Film | Secret
interface Vault { id: ID! }
type Secret implements Vault @key(fields: "id") @policy(policies: [["inner"], ["trusted"]]) { id: ID! text: String book: Book }
`,
  resolvers: {
    Query: {
      book: (_: unknown, { id }: { id: string }) => (id === '9' ? null : { id }),
      media: () => [{ id: '1' }, { id: 'f' }],
      sure: () => [{ id: '1' }, { id: 'f' }],
      items: () => [{ id: '1' }, { id: 'f' }, { id: canary }],
      secret: () => ({ id: canary }),
      secrets: () => [{ id: canary }],
      vaults: () => [{ id: canary }],
      member: () => ({ name: canary }),
      admin: () => ({ name: canary }),
      rank: () => 'HIGH',
      seal: () => canary,
      nobody: () => canary,
      anybody: () => 'all',
      open: () => 'open',
    },
    Mutation: { rename: (_: unknown, { id }: { id: string }) => ({ id }), purge: () => true },
    Media: {
      __resolveReference: (media: object) => media,
      __resolveType: ({ id }: { id: string }) => (id === 'f' ? 'Film' : 'Book'),
    },
    Item: {
      __resolveType: ({ id }: { id: string }) => (id === canary ? 'Secret' : id === 'f' ? 'Film' : 'Book'),
    },
    Vault: { __resolveType: () => 'Secret' },
    Book: {
      __resolveReference: (book: object) => book,
      title: () => 'B',
      price: () => 913,
      next: () => ({ id: 'f' }),
      rank: () => 'HIGH',
      ranks: () => ['HIGH'],
      seal: () => canary,
      author: () => ({}),
      secret: () => ({ id: canary }),
    },
    Film: {
      __resolveReference: (film: object) => film,
      title: () => 'F',
      price: () => 7,
      minutes: () => 90,
      next: () => ({ id: '1' }),
    },
    Author: { name: () => 'A', note: () => canary, must: () => canary, book: () => ({ id: '1' }) },
    Secret: { __resolveReference: (secret: object) => secret, text: () => canary, book: () => ({ id: '1' }) },
  },
};

const reviews = {
  typeDefs: `${head('@requires', '@external')}
type Book @key(fields: "id") {
  id: ID! price: Int @external
  discount: Int @requires(fields: "price") ${price}
  reviews: [Review]
}
type Review { text: String draft: String @authenticated book: Book }
type Secret @key(fields: "id") { id: ID! rating: Int }
`,
  resolvers: {
    Book: {
      __resolveReference: (book: object) => book,
      discount: ({ price: full }: { price: number }) => full - 1,
      reviews: () => [{}],
    },
    Review: { text: () => 'r', draft: () => canary, book: () => ({ id: '1' }) },
    Secret: { __resolveReference: (secret: object) => secret, rating: () => 913 },
  },
};

/** Adds to every kind of media at once. */
const ratings = {
  typeDefs: `${head('@interfaceObject', '@requires', '@external')}
type Query { best: Media }
type Media @key(fields: "id") @interfaceObject {
  id: ID! stars: Int comments: Int @authenticated
}
`,
  resolvers: {
    Query: { best: () => ({ id: '1' }) },
    Media: { __resolveReference: (media: object) => media, stars: () => 5, comments: () => 913 },
  },
};
const subgraphs = { library, reviews, ratings };

/** What composition makes of it. */
export const protectedSupergraph: string = (() => {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({ name, url: '', typeDefs: parse(typeDefs) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
})();

/** The subgraphs in process, with a note of everything they are sent. */
export function protectedTransports(): {
  readonly transports: ReadonlyMap<string, Transport<unknown>>;
  readonly sent: { readonly subgraph: string; readonly query: string; readonly variables: unknown }[];
} {
  const sent: { subgraph: string; query: string; variables: unknown }[] = [];
  const transports = new Map(
    Object.entries(subgraphs).map(([name, { typeDefs, resolvers }]) => {
      const schema = buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers } as never);
      const transport = localTransport<unknown>((request) => {
        sent.push({ subgraph: name, query: request.query, variables: request.variables });
        return runSubgraph(schema, request);
      });
      return [name, transport];
    }),
  );
  return { transports, sent };
}
