import { parse } from 'graphql';
import { localTransport, type Outcome, type Supergraph, type Transport } from '../index.js';
import { subgraphNames, subgraphSchema } from './example.js';
import { runSubgraph } from './subgraph-server.js';

/** Plans and executes one operation as the gateway would. */
export async function ask<Context>(
  supergraph: Supergraph<Context>,
  query: string,
  options: {
    context?: Context;
    signal?: AbortSignal;
    variables?: Record<string, unknown>;
    overrideLabels?: readonly string[];
  } = {},
): Promise<Outcome> {
  const {
    context = undefined as Context,
    signal = new AbortController().signal,
    variables = {},
    overrideLabels = [],
  } = options;
  const plan = await supergraph.plan({ document: parse(query), key: query, overrideLabels }, { signal });
  return supergraph.execute(plan, { variables, context, signal });
}

/** The example's subgraphs in process, some replaced. */
export function exampleTransports(
  replaced: Readonly<Record<string, Transport<unknown>>> = {},
): ReadonlyMap<string, Transport<unknown>> {
  return new Map(
    subgraphNames.map((name) => {
      const schema = subgraphSchema(name);
      return [name, replaced[name] ?? localTransport<unknown>((request) => runSubgraph(schema, request))];
    }),
  );
}
