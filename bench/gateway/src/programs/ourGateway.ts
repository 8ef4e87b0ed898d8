/**
 * Our gateway over HTTP subgraphs, as `huitong gateway --open` makes it, in production. Arguments: supergraph, port,
 * and if it is not Apollo's the module of the query planner.
 */
import { readFile } from 'node:fs/promises';
import { httpTransport } from '@huitong/engine';
import { createGateway, type FetchContext } from '@huitong/gateway';
import { openGatewayOptions } from './openGateway.js';

const [supergraph, port, planner] = process.argv.slice(2) as [string, string, string?];
const gateway = await createGateway({
  ...openGatewayOptions,
  supergraph: await readFile(supergraph, 'utf8'),
  ...(planner === undefined ? {} : { planning: { source: new URL(planner) } }),
  transports: ({ url }) => httpTransport<FetchContext>({ url }),
});
await gateway.listen({ host: '127.0.0.1', port: Number(port) });
