import { bounded } from './bounded.js';
import { checkResponse } from './response-shape.js';
import type { SubgraphRequest, SubgraphResponse, Transport, TransportCall } from './transport.js';

/** What an in-process subgraph is given: the signal is a real one, made when it is first asked for. */
export interface LocalCall<Context> extends TransportCall<Context> {
  readonly signal: AbortSignal;
}

/**
 * A subgraph in the same process. It keeps every promise the HTTP transport keeps (deadline in milliseconds, abort,
 * response shape, only TransportErrors), so that one process and many answer alike.
 */
export function localTransport<Context>(
  execute: (request: SubgraphRequest, call: LocalCall<Context>) => Promise<SubgraphResponse>,
  { timeoutMs = 2000 }: { timeoutMs?: number } = {},
): Transport<Context> {
  return {
    execute(request, { context, signal }) {
      const { subgraph } = request;
      return bounded({ subgraph, signal, timeoutMs }, async (inner) => {
        const call: LocalCall<Context> = {
          context,
          get signal() {
            return inner.signal;
          },
        };
        return checkResponse(subgraph, await execute(plain(request), call));
      });
    },
    async close() {},
  };
}

/** A request may work its texts out when they are asked for; whoever copies it here must find them all the same. */
function plain({ subgraph, query, operationName, variables }: SubgraphRequest): SubgraphRequest {
  return { subgraph, query, variables, ...(operationName === undefined ? {} : { operationName }) };
}
