/** A subgraph of the common kind, which executes every request: Apollo Server. Arguments: its name, its port. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { schemaOf, type SubgraphName } from '../graph/subgraphs.js';

const [name, port] = process.argv.slice(2) as [SubgraphName, string];
await startStandaloneServer(new ApolloServer({ schema: schemaOf(name) }), {
  listen: { host: '127.0.0.1', port: Number(port) },
});
