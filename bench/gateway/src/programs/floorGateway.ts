/**
 * What every gateway on `node:http` and undici pays, and nothing more: the exchanges of a request, replayed. Arguments:
 * supergraph, port, and `json` where each answer of a subgraph is also parsed.
 *
 * The first time a body is seen, our gateway answers it in this process, and what it asks its subgraphs is kept in waves:
 * exchanges that left before any of the wave had ended. From then on the same bodies are sent in the same waves, what comes
 * back is dropped, and the answer of the first time is written. No gateway that executes its plan can be cheaper without
 * another server or client.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { httpTransport } from '@huitong/engine';
import { createGateway, type FetchContext } from '@huitong/gateway';
import { Pool } from 'undici';
import { freePort } from '../program.js';
import { openGatewayOptions } from './openGateway.js';

const [supergraph, port, variant] = process.argv.slice(2) as [string, string, string?];
const parses = variant === 'json';

/** One exchange with a subgraph. */
interface Exchange {
  readonly pool: Pool;
  readonly path: string;
  readonly body: string;
}
interface Recording {
  readonly waves: readonly (readonly Exchange[])[];
  readonly answer: string;
}

const pools = new Map<string, Pool>();
function poolOf(origin: string): Pool {
  const known = pools.get(origin);
  if (known) return known;
  const settings = { connections: 64, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 };
  // eslint-disable-next-line no-restricted-syntax -- undici's, not a database's.
  const pool = new Pool(origin, settings);
  pools.set(origin, pool);
  return pool;
}

let waves: Exchange[][] = [];
let isWaveOver = true;
const gateway = await createGateway({
  ...openGatewayOptions,
  supergraph: await readFile(supergraph, 'utf8'),
  transports: ({ url }) => {
    const transport = httpTransport<FetchContext>({ url });
    const { origin, pathname: path } = new URL(url);
    return {
      execute: async (request, call) => {
        if (isWaveOver) waves.push([]);
        isWaveOver = false;
        const { query, variables } = request;
        const body = request.bodyJson ? `${request.bodyJson()}}` : JSON.stringify({ query, variables });
        waves.at(-1)?.push({ pool: poolOf(origin), path, body });
        const response = await transport.execute(request, call);
        isWaveOver = true;
        return response;
      },
      close: () => transport.close(),
    };
  },
});
const recorder = await freePort();
await gateway.listen({ host: '127.0.0.1', port: recorder });

const headers = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
  'accept-encoding': 'identity',
};

function replay({ pool, path, body }: Exchange): Promise<void> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pool.dispatch(
      { method: 'POST', path, body, headers },
      {
        onConnect() {},
        onHeaders: () => true,
        onData: (chunk) => chunks.push(chunk) > 0,
        onComplete() {
          if (parses) JSON.parse(Buffer.concat(chunks).toString());
          resolve();
        },
        onError: reject,
      },
    );
  });
}

const recordings = new Map<string, Recording>();
let turn: Promise<unknown> = Promise.resolve();

/** One at a time: what another asks would be taken for this one's. */
async function record(body: string): Promise<Recording> {
  waves = [];
  isWaveOver = true;
  const response = await fetch(`http://127.0.0.1:${recorder}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  const recording = { answer: await response.text(), waves };
  recordings.set(body, recording);
  return recording;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  let recording = recordings.get(body);
  if (recording) {
    for (const wave of recording.waves) await Promise.all(wave.map(replay));
  } else {
    turn = turn.then(() => record(body));
    recording = (await turn) as Recording;
  }
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(recording.answer),
  });
  response.end(recording.answer);
}

createServer((request, response) => {
  if (request.method === 'GET') return void response.end('ready');
  answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(Number(port), '127.0.0.1');
