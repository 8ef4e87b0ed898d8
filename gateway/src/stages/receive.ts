import { randomUUID } from 'node:crypto';
import { refusal } from '@huitong/contract';
import { claim, type Exchange, type GraphQLParams, type Received } from '../contexts.js';
import { contentTypeOf } from '../http/mediaTypes.js';
import { parseStrictJson } from '../http/strictJson.js';
import { Budget } from '../limits/budget.js';
import type { Limits } from '../options.js';
import { persistedId } from '../persisted/id.js';
import type { Served } from '../served.js';
import type { RiskyField } from '../sharing/joinRisks.js';

/** What receiving needs: bounds, and the supergraph in use at this moment. */
export interface ReceiveServices {
  readonly limits: Limits;
  readonly served: Served;
}

/** Headers whose presence makes a browser ask first (CORS preflight), so that no foreign page can send them. */
const preflightHeaders = ['apollo-require-preflight', 'x-huitong-request'];

const single = (exchange: Exchange, name: string): string | undefined => {
  const value = exchange.headers[name];
  return typeof value === 'string' ? value : value?.[0];
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function member(body: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = Object.hasOwn(body, name) ? body[name] : null;
  if (value === null || value === undefined) return {};
  if (!isRecord(value))
    throw refusal('MALFORMED_REQUEST', { message: `"${name}" is not an object.`, at: name });
  return value;
}

function queryOf(body: Record<string, unknown>, persisted: string | null): string | null {
  const query = Object.hasOwn(body, 'query') ? body['query'] : undefined;
  if (persisted !== null && (query === undefined || query === null)) return null;
  if (typeof query === 'string' && query !== '') return query;
  throw refusal('MALFORMED_REQUEST', { message: '"query" is missing or not a string.', at: 'query' });
}

/** @param bytes of the whole request: variables cannot be larger, so small requests are not measured again. */
function paramsOf(body: unknown, bytes: number, limits: Limits): GraphQLParams {
  if (!isRecord(body)) throw refusal('MALFORMED_REQUEST', { message: 'The body is not a JSON object.' });
  const extensions = member(body, 'extensions');
  const persisted = persistedId(body, extensions);
  const query = queryOf(body, persisted);
  const operationName = Object.hasOwn(body, 'operationName') ? body['operationName'] : null;
  if (operationName !== null && operationName !== undefined && typeof operationName !== 'string') {
    throw refusal('MALFORMED_REQUEST', { message: '"operationName" is not a string.', at: 'operationName' });
  }
  const variables = member(body, 'variables');
  const limit = limits.variablesBytes;
  if (bytes > limit && Buffer.byteLength(JSON.stringify(variables)) > limit) {
    throw refusal('VARIABLES_TOO_LARGE', { at: 'variables', facts: { limit } });
  }
  // An empty name is how some clients say "none".
  return { query, persisted, operationName: operationName || null, variables, extensions };
}

/** The operations of a batch, each to be judged by itself. */
function batchOf(body: readonly unknown[], bytes: number, limits: Limits): GraphQLParams[] {
  if (body.length === 0) throw refusal('MALFORMED_REQUEST', { message: 'The batch is empty.' });
  if (limits.batch === 0) throw refusal('BATCH_NOT_ACCEPTED');
  if (body.length > limits.batch) throw refusal('BATCH_TOO_LARGE', { facts: { limit: limits.batch } });
  return body.map((one) => paramsOf(one, bytes, limits));
}

async function fromPost(
  exchange: Exchange,
  limits: Limits,
): Promise<GraphQLParams | readonly GraphQLParams[]> {
  const { type, parameters } = contentTypeOf(single(exchange, 'content-type') ?? '');
  const charset = parameters.get('charset') ?? 'utf-8';
  // application/json makes a browser ask first, so a foreign page cannot post here unseen.
  if (type !== 'application/json' || (charset !== 'utf-8' && charset !== 'utf8')) {
    throw refusal('UNSUPPORTED_MEDIA_TYPE');
  }
  // Decompression is where bombs live, and requests are small.
  const coding = single(exchange, 'content-encoding');
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', { message: 'Compressed requests are not accepted.' });
  }
  if (Number(single(exchange, 'content-length') ?? 0) > limits.bodyBytes) {
    throw refusal('BODY_TOO_LARGE', { facts: { limit: limits.bodyBytes } });
  }
  const bytes = await exchange.readBody(limits.bodyBytes);
  const body = parseStrictJson(bytes, limits.jsonDepth);
  return Array.isArray(body)
    ? batchOf(body, bytes.byteLength, limits)
    : paramsOf(body, bytes.byteLength, limits);
}

function jsonParameter(value: string | null, limits: Limits): unknown {
  return value === null || value === '' ? null : parseStrictJson(Buffer.from(value), limits.jsonDepth);
}

/**
 * Whether a foreign page can make a browser send this GET without asking first. A bearer token it cannot: a script
 * would have to set `Authorization`, which asks first, and no browser adds one by itself as it does with Basic.
 */
function foreignPageCouldSend(exchange: Exchange): boolean {
  if (preflightHeaders.some((name) => single(exchange, name))) return false;
  if (/^bearer /i.test(single(exchange, 'authorization') ?? '')) return false;
  return contentTypeOf(single(exchange, 'content-type') ?? '').type !== 'application/json';
}

function fromGet(exchange: Exchange, limits: Limits): GraphQLParams {
  const bytes = Buffer.byteLength(exchange.query);
  if (bytes > limits.targetBytes) {
    throw refusal('URI_TOO_LONG', { facts: { limit: limits.targetBytes } });
  }
  if (foreignPageCouldSend(exchange)) {
    throw refusal('MALFORMED_REQUEST', {
      message: 'A GET must carry a header x-huitong-request, so that no foreign page can send it.',
    });
  }
  try {
    decodeURIComponent(exchange.query.replaceAll('+', ' '));
  } catch {
    throw refusal('INVALID_ENCODING', { message: 'The query string is not valid percent-encoded UTF-8.' });
  }
  const search = new URLSearchParams(exchange.query);
  const repeated = [...new Set(search.keys())].find((name) => search.getAll(name).length > 1);
  if (repeated !== undefined) throw refusal('DUPLICATE_KEY', { at: repeated.slice(0, 60) });
  return paramsOf(
    {
      query: search.get('query') ?? undefined,
      documentId: search.get('documentId') ?? undefined,
      operationName: search.get('operationName'),
      variables: jsonParameter(search.get('variables'), limits),
      extensions: jsonParameter(search.get('extensions'), limits),
    },
    bytes,
    limits,
  );
}

/**
 * Turns an exchange into the GraphQL request inside it, or the requests of a batch, with every bound on bytes and
 * nesting checked before the work that it bounds. Of the headers nothing goes on to a subgraph: what a client sends
 * as x-huitong-… dies here. The requests of a batch go their ways apart, each with an id of its own, and spend one
 * budget together.
 * @throws Refusal of the catalogue's first group.
 */
export async function receive(
  exchange: Exchange,
  services: ReceiveServices,
): Promise<Received | readonly Received[]> {
  const { limits, served } = services;
  if (exchange.method !== 'POST' && exchange.method !== 'GET') throw refusal('METHOD_NOT_ALLOWED');
  const params = exchange.method === 'POST' ? await fromPost(exchange, limits) : fromGet(exchange, limits);
  const budget = new Budget(limits);
  const joined = new Set<RiskyField>();
  if (!isBatch(params)) return claim<Received>({ exchange, params, served, budget, batched: false, joined });
  return params.map((one) =>
    claim<Received>({
      exchange: { ...exchange, requestId: randomUUID() },
      params: one,
      served,
      budget,
      batched: true,
      joined,
    }),
  );
}

const isBatch = (params: GraphQLParams | readonly GraphQLParams[]): params is readonly GraphQLParams[] =>
  Array.isArray(params);
