import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { graphql, type GraphQLSchema } from 'graphql';
import type { SubgraphRequest, SubgraphResponse } from '../transport/transport.js';

export interface TestServer {
  readonly url: string;
  /** Requests whose headers arrived, and connections that are open now. */
  readonly seen: { requests: number; sockets: number };
  /** Bodies and headers as they arrived. */
  readonly bodies: { body: string; headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

export type Answer = (body: string, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server on loopback that answers every POST by `answer`. */
export async function serve(answer: Answer, port = 0): Promise<TestServer> {
  const seen = { requests: 0, sockets: 0 };
  const bodies: TestServer['bodies'] = [];
  const sockets = new Set<Socket>();
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    seen.requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    bodies.push({ body, headers: request.headers });
    await answer(body, response);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    seen.sockets += 1;
    socket
      .on('error', () => undefined)
      .on('close', () => {
        sockets.delete(socket);
        seen.sockets -= 1;
      });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Answers as `@apollo/server` would: JSON, 200. */
export function graphqlAnswer(schema: GraphQLSchema): Answer {
  return async (body, response) => {
    const result = await runSubgraph(schema, JSON.parse(body) as SubgraphRequest);
    response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(result));
  };
}

export async function runSubgraph(
  schema: GraphQLSchema,
  request: SubgraphRequest,
): Promise<SubgraphResponse> {
  const { query, operationName, variables } = request;
  const result = await graphql({ schema, source: query, variableValues: variables, operationName });
  return {
    ...(result.data === undefined ? {} : { data: result.data as Record<string, unknown> }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
  } as SubgraphResponse;
}
