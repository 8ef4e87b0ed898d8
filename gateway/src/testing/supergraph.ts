import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse, print } from 'graphql';
import { prelude } from '@huitong/contract';
import { localTransport, type SubgraphRequest, type SubgraphResponse, type Transport } from '@huitong/engine';
import type { FetchContext } from '../options.js';

/** Stands in every protected cell of the test data; must never reach a caller who may not read it. */
export const canary = 'CANARY-7f3a';

const catalog = (entry: string, provider: string) =>
  `@catalog(entry: "${entry}", name: "测试", provider: [${provider}], format: "GraphQL", updateFrequency: DAILY, ` +
  `mode: SERVICE_INTERFACE, conditions: "按申请", grade: GENERAL)`;
const conditional = '@share(attribute: CONDITIONAL, purposes: [SUPERVISION])';

/** Two departments: a mine with protected fields, and what the fire service computes about it. */
export const minesSdl = `
type Query {
  mines: [Mine]
  mine(code: ID!): Mine
  page(first: Int = 2): [Mine]
  dear: Mine @cost(weight: 30)
  hiddenDangers(where: DangerWhere): [Danger]
  things: [Thing]
  secrets: SecretConnection
  version: String
}
type Mutation { renameMine(code: ID!, name: String!): Mine }
input DangerWhere { title: String, limit: Int = 10 }
type Mine @key(fields: "code") ${catalog('mines/mine', 'ENERGY')} @share(attribute: UNCONDITIONAL) {
  code: ID!
  name: String
  depth: Float ${conditional}
  plan: String ${conditional}
  secret: String @share(attribute: NOT_SHARED, basis: "国家秘密")
  manager: String @mask(kind: NAME)
  hotline: String @share(attribute: CONDITIONAL, purposes: [INCIDENT_RESPONSE])
  location: Point
  dangers: [MineHiddenDanger]
  neighbour: Mine
}
interface Danger { id: ID! title: String detail: String mine: Mine }
type MineHiddenDanger implements Danger @key(fields: "id") ${catalog('mines/danger', 'ENERGY')} {
  id: ID! title: String detail: String ${conditional} mine: Mine place: Shaft
}
type FireHiddenDanger implements Danger @key(fields: "id") ${catalog('fire/danger', 'FIRE')} {
  id: ID! title: String detail: String mine: Mine place: Building
}
type Shaft { note: String ${conditional} level: Int }
type Building { note: String level: Int }
union Thing = Mine | Secret
type Secret @key(fields: "id") ${catalog('mines/secret', 'ENERGY')} ${conditional} { id: ID! text: String }
type SecretConnection { nodes: [Secret] totalCount: Int }
`;

export const fireSdl = `
type Query { brigades: [Brigade] }
type Brigade @key(fields: "id") ${catalog('fire/brigade', 'FIRE')} @share(attribute: UNCONDITIONAL) { id: ID! name: String }
type Mine @key(fields: "code") {
  code: ID!
  depth: Float @external
  "computed from the depth, so it tells the depth"
  risk: Float @requires(fields: "depth")
  "computed from the risk's source through another field"
  brigade: Brigade
}
`;

const mine = (code: string) => ({
  __typename: 'Mine',
  code,
  name: `矿${code}`,
  depth: 456.5,
  plan: canary,
  hotline: canary,
  secret: canary,
  manager: '张*',
  location: { lat: 35.79123, lon: 112.92456, crs: 'CGCS2000' },
  dangers: [danger('Mine', `d${code}`)],
  neighbour:
    code === '1'
      ? { __typename: 'Mine', code: '2', name: '矿2', depth: 300.5, plan: canary, secret: canary }
      : null,
});
function danger(kind: 'Mine' | 'Fire', id: string): Record<string, unknown> {
  return {
    __typename: `${kind}HiddenDanger`,
    id,
    title: `隐患${id}`,
    detail: kind === 'Mine' ? canary : '可读',
    mine: { __typename: 'Mine', code: '1', name: '矿1', plan: canary },
    place: { note: kind === 'Mine' ? canary : '可读', level: 1 },
  };
}

const minesRoot = {
  mines: () => [mine('1'), mine('2')],
  mine: ({ code }: { code: string }) => (code === '9' ? null : mine(code)),
  page: () => [mine('1')],
  dear: () => mine('1'),
  hiddenDangers: () => [danger('Mine', 'a'), danger('Fire', 'b')],
  things: () => [mine('1'), { __typename: 'Secret', id: canary, text: canary }],
  secrets: () => ({ nodes: [{ id: canary, text: canary }], totalCount: 1 }),
  version: () => '1',
  renameMine: ({ code, name }: { code: string; name: string }) => ({ ...mine(code), name }),
};
const fireRoot = { brigades: () => [{ id: 'b1', name: '一中队' }] };

interface Reference {
  readonly code: string;
  readonly depth?: number;
}

/** Composes subgraph SDLs, written below the prelude, into a supergraph. */
export function compose(subgraphs: Readonly<Record<string, string>>): string {
  const result = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(prelude + sdl),
    })),
  );
  if (!result.supergraphSdl) throw new Error(result.errors?.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

function executable(sdl: string): GraphQLSchema {
  return buildSubgraphSchema({
    typeDefs: parse(prelude + sdl),
    resolvers: {
      Mine: {
        __resolveReference: (reference: Reference) => ({ ...mine(reference.code), ...reference }),
        ...(sdl === fireSdl
          ? {
              risk: ({ depth }: Reference) => (depth ?? 0) * 2,
              brigade: () => ({ id: 'b1', name: '一中队' }),
            }
          : {}),
      },
    },
  } as never);
}

export const supergraphSdl = compose({ mines: minesSdl, fire: fireSdl });

/** What a test does to a subgraph on the way. */
export type Interfere = (
  request: SubgraphRequest,
  answer: () => Promise<SubgraphResponse>,
  signal: AbortSignal,
) => Promise<SubgraphResponse>;

/** In-process subgraphs that note everything they are asked. */
export function testSubgraphs(interfere: Interfere = (_request, answer) => answer()) {
  const asked: { subgraph: string; query: string; context: FetchContext; variables: unknown }[] = [];
  const make = (sdl: string, rootValue: object): Transport<FetchContext> => {
    const schema = executable(sdl);
    return localTransport<FetchContext>(
      (request, { context, signal }) => {
        const document = parse(request.query);
        asked.push({
          subgraph: request.subgraph,
          query: print(document),
          context,
          variables: request.variables,
        });
        const run = async () =>
          (await execute({
            schema,
            document,
            rootValue,
            variableValues: request.variables,
          })) as SubgraphResponse;
        return interfere(request, run, signal);
      },
      { timeoutMs: 60_000 },
    );
  };
  const transports = new Map([
    ['mines', make(minesSdl, minesRoot)],
    ['fire', make(fireSdl, fireRoot)],
  ]);
  return { transports, asked };
}
