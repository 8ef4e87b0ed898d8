/** Our gateway over HTTP subgraphs, as `huitong gateway --open` makes it, in production. Arguments: supergraph, port. */
import { readFile } from 'node:fs/promises';
import { httpTransport } from '@huitong/engine';
import { createGateway, type FetchContext } from '@huitong/gateway';
import { openGatewayOptions } from './openGateway.js';

const [supergraph, port] = process.argv.slice(2) as [string, string];
const gateway = await createGateway({
  ...openGatewayOptions,
  supergraph: await readFile(supergraph, 'utf8'),
  transports: ({ url }) => httpTransport<FetchContext>({ url }),
});
await gateway.listen({ host: '127.0.0.1', port: Number(port) });
