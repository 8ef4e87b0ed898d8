/**
 * A subgraph that answers from a recording. Arguments: its name, its port.
 *
 * The first time a body is seen, graphql-js executes it; from then on its answer is bytes from a map. Otherwise the four
 * subgraphs would take most of a small machine, and what is measured would be how they and the gateway share it. The key
 * is the body as sent, so a gateway pays for whatever it asks, in the form in which it asks.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { graphql } from 'graphql';
import { schemaOf, type SubgraphName } from '../graph/subgraphs.js';

const [name, port] = process.argv.slice(2) as [SubgraphName, string];
const schema = schemaOf(name);
const recorded = new Map<string, Buffer>();
let recordings = 0;

async function record(body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  const answer = await graphql({
    schema,
    source: query,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
  });
  const bytes = Buffer.from(JSON.stringify(answer));
  recordings += 1;
  recorded.set(body, bytes);
  return bytes;
}

function send(response: ServerResponse, bytes: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.byteLength });
  response.end(bytes);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  // GET asks how much was recorded so far: while measuring, that number must stand still.
  if (request.method === 'GET') return send(response, Buffer.from(String(recordings)));
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  return send(response, recorded.get(body) ?? (await record(body)));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
// Gateways wait their turn for longer than the usual five seconds; a connection closed under one is none of its doing.
server.keepAliveTimeout = 600_000;
server.listen(Number(port), '127.0.0.1');
