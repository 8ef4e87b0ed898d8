/** The common recipe: Apollo Server and `@apollo/gateway` as their documentation has them. Arguments: supergraph, port. */
import { readFile } from 'node:fs/promises';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

const [supergraph, port] = process.argv.slice(2) as [string, string];
const gateway = new ApolloGateway({ supergraphSdl: await readFile(supergraph, 'utf8') });
await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(port) },
});
