import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import {
  httpTransport,
  loadSupergraph,
  localTransport,
  type EngineKind,
  type SubgraphRequest,
  type Supergraph,
} from '../index.js';
import { planningUnderTest } from './configuration.js';
import { graphqlAnswer, runSubgraph, serve, type TestServer } from './subgraph-server.js';

/** A subgraph as a test writes it: SDL without the federation link, and resolvers. */
export interface TestSubgraph {
  readonly typeDefs: string;
  readonly resolvers?: Readonly<Record<string, unknown>>;
}

const directives =
  '@key @external @requires @provides @shareable @override @inaccessible @interfaceObject @context @fromContext @extends @composeDirective @tag';
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: [${directives
  .split(' ')
  .map((name) => `"${name}"`)
  .join(', ')}])\n`;

/** A small federation that runs, and what its subgraphs were asked. */
export interface Federation {
  readonly supergraph: Supergraph<unknown>;
  /** Every request by subgraph name, in the order in which they were sent. */
  readonly asked: { readonly subgraph: string; readonly query: string; readonly variables: unknown }[];
  close(): Promise<void>;
}

/** Composes and starts subgraphs, in process or each behind a server of its own. */
export async function federation(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  { way = 'local', engineKind = 'compiled' }: { way?: 'local' | 'http'; engineKind?: EngineKind } = {},
): Promise<Federation> {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({
      name,
      url: `http://${name}.invalid/`,
      typeDefs: parse(link + typeDefs),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(String).join('\n'));
  const schemas = new Map(
    Object.entries(subgraphs).map(([name, { typeDefs, resolvers }]) => [
      name,
      buildSubgraphSchema({ typeDefs: parse(link + typeDefs), resolvers } as never),
    ]),
  );
  const servers = new Map<string, TestServer>();
  if (way === 'http') {
    for (const [name, schema] of schemas) servers.set(name, await serve(graphqlAnswer(schema)));
  }
  const asked: Federation['asked'] = [];
  const supergraph = await loadSupergraph<unknown>(supergraphSdl, {
    engineKind,
    planning: planningUnderTest(engineKind),
    transports: ({ name }) => {
      const schema = schemas.get(name)!;
      const server = servers.get(name);
      const transport = server
        ? httpTransport<unknown>({ url: server.url })
        : localTransport<unknown>((request: SubgraphRequest) => runSubgraph(schema, request));
      return {
        execute: (request, call) => {
          const { subgraph, query, variables } = request;
          asked.push({ subgraph, query, variables });
          return transport.execute(request, call);
        },
        close: () => transport.close(),
      };
    },
  });
  const close = async () => {
    await supergraph.close();
    for (const server of servers.values()) await server.close();
  };
  return { supergraph, asked, close };
}
