import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { commons } from '@huitong/commons';
import { emergency } from '@huitong/emergency';
import { fire } from '@huitong/fire';
import { hazmat } from '@huitong/hazmat';
import type { SubgraphDefinition } from '@huitong/kit';
import { mines } from '@huitong/mines';
import { serveDepartment } from './department.js';
import { departments } from './departments.js';

/*
 * The common recipe, in a process of its own: five services over HTTP and stock @apollo/gateway before them.
 * Its argument is the address of the database server's administrator; it prints the address of its graph.
 */
const server = new URL(process.argv[2] ?? '');
const definitions = new Map(
  ([commons, mines, hazmat, fire, emergency] as readonly SubgraphDefinition[]).map((one) => [one.name, one]),
);
const databaseOf = (name: string) => {
  const url = new URL(server);
  url.pathname = `/huitong_${name}`;
  return url.href;
};

const subgraphs = await Promise.all(
  departments.map(async (department) => {
    const definition = definitions.get(department.name) as SubgraphDefinition;
    const url = await serveDepartment(department, definition, databaseOf(department.name));
    return { name: department.name, url };
  }),
);
const gateway = new ApolloGateway({ supergraphSdl: new IntrospectAndCompose({ subgraphs }) });
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), {
  listen: { host: '127.0.0.1', port: 0 },
});
process.stdout.write(`graph ${url}\n`);
