/**
 * Our gateway and its four subgraphs in one process, which executes every fetch. Arguments: supergraph, port.
 *
 * A subgraph parses and validates a text once and keeps it, as Apollo Server does.
 */
import { readFile } from 'node:fs/promises';
import { localTransport, type SubgraphResponse } from '@huitong/engine';
import { createGateway, type FetchContext } from '@huitong/gateway';
import { type DocumentNode, execute, parse, validate } from 'graphql';
import { schemaOf, type SubgraphName } from '../graph/subgraphs.js';
import { openGatewayOptions } from './openGateway.js';

const [supergraph, port] = process.argv.slice(2) as [string, string];

function subgraph(name: SubgraphName) {
  const schema = schemaOf(name);
  const documents = new Map<string, DocumentNode>();
  const read = (query: string): DocumentNode => {
    const document = parse(query);
    const [error] = validate(schema, document);
    if (error) throw error;
    documents.set(query, document);
    return document;
  };
  return localTransport<FetchContext>(async ({ query, operationName, variables }) => {
    const answer = await execute({
      schema,
      document: documents.get(query) ?? read(query),
      variableValues: variables,
      operationName: operationName ?? null,
    });
    return answer as SubgraphResponse;
  });
}

const gateway = await createGateway({
  ...openGatewayOptions,
  supergraph: await readFile(supergraph, 'utf8'),
  transports: ({ name }) => subgraph(name.toLowerCase() as SubgraphName),
});
await gateway.listen({ host: '127.0.0.1', port: Number(port) });
