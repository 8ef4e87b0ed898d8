import { bounded } from './bounded.js';
import { checkResponse } from './response-shape.js';
import type { SubgraphRequest, SubgraphResponse, Transport, TransportCall } from './transport.js';

/**
 * A subgraph in the same process. It keeps every promise the HTTP transport keeps (deadline in milliseconds, abort,
 * response shape, only TransportErrors), so that one process and many answer alike.
 */
export function localTransport<Context>(
  execute: (request: SubgraphRequest, call: TransportCall<Context>) => Promise<SubgraphResponse>,
  { timeoutMs = 2000 }: { timeoutMs?: number } = {},
): Transport<Context> {
  return {
    async execute(request, { context, signal }) {
      const { subgraph } = request;
      const response = await bounded({ subgraph, signal, timeoutMs }, async (inner) =>
        execute(request, { context, signal: inner }),
      );
      return checkResponse(subgraph, response);
    },
    async close() {},
  };
}
