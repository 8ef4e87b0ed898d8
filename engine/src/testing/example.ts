import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';

/** Three small subgraphs that join in every way the executor must know; data are constants. */

type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer T ? T : never;

const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imports.map((name) => `"${name}"`).join(', ')}])`;

const products = [
  { id: '1', name: 'Pump', weight: 80, constructor: 'Wang' },
  { id: '2', name: 'Hose', weight: 5, constructor: 'Li' },
  { id: '3', name: 'Foam', weight: 20, constructor: 'Zhao' },
];
const byId = (id: string) => products.find((product) => product.id === id) ?? null;

const catalogue = {
  typeDefs: `${link('@key', '@shareable')}
    type Query { products(first: Int = 10): [Product!]! product(id: ID!): Product broken: String things: [Thing] }
    type Mutation { rename(id: ID!, name: String!): Product }
    type Product @key(fields: "id") { id: ID! name: String weight: Int constructor: String kind: Kind }
    type Parcel { label: String }
    union Thing = Product | Parcel
    enum Kind { HEAVY LIGHT }`,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) => products.slice(0, first),
      product: (_: unknown, { id }: { id: string }) => byId(id),
      broken: () => {
        throw new Error('secret: password=hunter2');
      },
      things: () => [
        { __typename: 'Parcel', label: 'P' },
        { __typename: 'Product', ...products[0] },
      ],
    },
    Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...byId(id), name }) },
    Product: {
      __resolveReference: ({ id }: { id: string }) => byId(id),
      kind: ({ weight }: { weight: number }) => (weight > 10 ? 'HEAVY' : 'LIGHT'),
    },
  },
};

const stock = {
  typeDefs: `${link('@key', '@external', '@requires')}
    type Query { depots: [Depot!] }
    type Mutation { restock(id: ID!): Depot }
    type Depot { id: ID! products: [Product] }
    type Product @key(fields: "id") { id: ID! weight: Int @external available: Int freight(perKilo: Int = 2): Int @requires(fields: "weight") }`,
  resolvers: {
    Query: { depots: () => [{ id: 'd1', products: [{ id: '1' }, { id: '404' }] }] },
    Mutation: { restock: (_: unknown, { id }: { id: string }) => ({ id, products: [] }) },
    Product: {
      __resolveReference: (reference: { id: string }) => reference,
      available: ({ id }: { id: string }) => {
        if (id === '2') throw new Error('secret: shelf 2 at 10.0.0.7');
        return Number(id) * 10;
      },
      freight: ({ weight }: { weight: number }, { perKilo }: { perKilo: number }) => weight * perKilo,
    },
  },
};

const reviews = {
  typeDefs: `${link('@key')}
    type Product @key(fields: "id") { id: ID! reviews: [Review] }
    type Review { text: String! product: Product }`,
  resolvers: {
    Product: {
      reviews: ({ id }: { id: string }) => (id === '3' ? null : [{ text: `r${id}`, product: { id } }]),
    },
  },
};

const definitions = { catalogue, stock, reviews };
export type SubgraphName = keyof typeof definitions;
export const subgraphNames = Object.keys(definitions) as SubgraphName[];

/** The executable subgraph, as its owner would serve it. */
export function subgraphSchema(name: SubgraphName): GraphQLSchema {
  const { typeDefs, resolvers } = definitions[name];
  return buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers } as Resolvers as never);
}

/** Composes the three; `urls` are what the supergraph says of their addresses. */
export function exampleSupergraph(urls: Partial<Record<SubgraphName, string>> = {}, extra = ''): string {
  const result = composeServices(
    subgraphNames.map((name) => ({
      name,
      url: urls[name] ?? `http://${name}.invalid/graphql`,
      typeDefs: parse(definitions[name].typeDefs + (name === 'catalogue' ? extra : '')),
    })),
  );
  if (result.supergraphSdl === undefined) throw new Error(result.errors?.join('\n'));
  return result.supergraphSdl;
}

/** RELIABILITY: fragments that each spread the next one twice, over a subgraph hop. */
export function hostileQuery(depth: number): string {
  const fragments = Array.from(
    { length: depth },
    (_, level) =>
      `fragment F${level} on Product { name available a: reviews { product { ...F${level + 1} } } b: reviews { product { ...F${level + 1} } } }`,
  );
  return `query Hostile { products { ...F0 } } ${fragments.join(' ')} fragment F${depth} on Product { name available }`;
}
