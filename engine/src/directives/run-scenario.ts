import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import {
  authorize,
  loadSupergraph,
  localTransport,
  type EngineKind,
  type Outcome,
  type Supergraph,
} from '../index.js';
import { planningUnderTest } from '../testing/configuration.js';
import { runSubgraph } from '../testing/subgraph-server.js';
import type { NamedCase, Scenario, SubgraphDefinition } from './scenario.js';

const imports = [
  'key',
  'requires',
  'provides',
  'external',
  'shareable',
  'override',
  'inaccessible',
  'tag',
  'interfaceObject',
  'context',
  'fromContext',
];
export const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"@${name}"`).join(', ')}])`;

const typeDefs = ({ head = HEAD, sdl }: SubgraphDefinition) => parse(`${head}\n${sdl}`);

/** Composes the subgraphs and opens the supergraph over them, in process. */
export async function openScenario(
  { subgraphs, enforcedFeatures = [] }: Scenario,
  engineKind: EngineKind,
): Promise<Supergraph<undefined>> {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, definition]) => ({
      name,
      url: '',
      typeDefs: typeDefs(definition),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return loadSupergraph<undefined>(supergraphSdl, {
    engineKind,
    enforcedFeatures,
    transports: ({ name }) => {
      const definition = subgraphs[name]!;
      const schema = buildSubgraphSchema({
        typeDefs: typeDefs(definition),
        resolvers: { ...definition.resolvers } as never,
      });
      return localTransport((request) => runSubgraph(schema, request));
    },
    planning: { deadlineMs: 20_000, ...planningUnderTest(engineKind) },
  });
}

const everything = { authenticated: true, scopes: ['s'], policies: ['p'] };

/** Plans and executes one case. */
export async function answerCase(
  supergraph: Supergraph<undefined>,
  { query, variables = {}, labels = [] }: NamedCase,
): Promise<Outcome> {
  const asked = { document: parse(query), key: query, overrideLabels: labels };
  // Directives of access are the matter of other tests: here everything is allowed.
  const { operation } = authorize(supergraph, asked, { rights: everything, variables });
  const plan = await supergraph.plan(operation);
  return supergraph.execute(plan, { variables, context: undefined, signal: new AbortController().signal });
}
