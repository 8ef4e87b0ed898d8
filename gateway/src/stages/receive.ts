import { refusal } from '@huitong/contract';
import { claim, type Exchange, type GraphQLParams, type Received } from '../contexts.js';
import { readBounded } from '../http/body.js';
import { parseMediaType } from '../http/mediaTypes.js';
import { parseStrictJson } from '../http/strictJson.js';
import type { Limits } from '../options.js';
import type { Served } from '../served.js';

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

function paramsOf(body: unknown, limits: Limits): GraphQLParams {
  if (Array.isArray(body)) {
    throw refusal('MALFORMED_REQUEST', { message: 'Batches are not accepted; send one request at a time.' });
  }
  if (!isRecord(body)) throw refusal('MALFORMED_REQUEST', { message: 'The body is not a JSON object.' });
  const query = Object.hasOwn(body, 'query') ? body['query'] : undefined;
  if (typeof query !== 'string' || query === '') {
    throw refusal('MALFORMED_REQUEST', { message: '"query" is missing or not a string.', at: 'query' });
  }
  const operationName = Object.hasOwn(body, 'operationName') ? body['operationName'] : null;
  if (operationName !== null && operationName !== undefined && typeof operationName !== 'string') {
    throw refusal('MALFORMED_REQUEST', { message: '"operationName" is not a string.', at: 'operationName' });
  }
  const variables = member(body, 'variables');
  if (Buffer.byteLength(JSON.stringify(variables)) > limits.variablesBytes) {
    throw refusal('BODY_TOO_LARGE', {
      message: 'The variables are larger than this gateway accepts.',
      at: 'variables',
      facts: { limit: limits.variablesBytes },
    });
  }
  // An empty name is how some clients say "none".
  return { query, operationName: operationName || null, variables, extensions: member(body, 'extensions') };
}

async function fromPost(exchange: Exchange, limits: Limits): Promise<GraphQLParams> {
  const { type, parameters } = parseMediaType(single(exchange, 'content-type') ?? '');
  const charset = parameters.get('charset') ?? 'utf-8';
  // application/json makes a browser ask first, so a foreign page cannot post here unseen.
  if (type !== 'application/json' || !['utf-8', 'utf8'].includes(charset)) {
    throw refusal('UNSUPPORTED_MEDIA_TYPE');
  }
  // Decompression is where bombs live, and requests are small.
  if (![undefined, 'identity'].includes(single(exchange, 'content-encoding')?.toLowerCase())) {
    throw refusal('UNSUPPORTED_MEDIA_TYPE', { message: 'Compressed requests are not accepted.' });
  }
  if (Number(single(exchange, 'content-length') ?? 0) > limits.bodyBytes) {
    throw refusal('BODY_TOO_LARGE', { facts: { limit: limits.bodyBytes } });
  }
  const bytes = await readBounded(exchange.body, limits.bodyBytes);
  return paramsOf(parseStrictJson(bytes, limits.jsonDepth), limits);
}

function jsonParameter(value: string | null, limits: Limits): unknown {
  return value === null || value === '' ? null : parseStrictJson(Buffer.from(value), limits.jsonDepth);
}

function fromGet(exchange: Exchange, limits: Limits): GraphQLParams {
  if (Buffer.byteLength(exchange.query) > limits.targetBytes) {
    throw refusal('BODY_TOO_LARGE', {
      message: 'The query is too long for GET; use POST.',
      facts: { limit: limits.targetBytes },
    });
  }
  const simple = !preflightHeaders.some((name) => single(exchange, name));
  if (simple && parseMediaType(single(exchange, 'content-type') ?? '').type !== 'application/json') {
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
      operationName: search.get('operationName'),
      variables: jsonParameter(search.get('variables'), limits),
      extensions: jsonParameter(search.get('extensions'), limits),
    },
    limits,
  );
}

/**
 * Turns an exchange into a GraphQL request, with every bound on bytes and nesting checked before the work that it
 * bounds. Of the headers nothing goes on to a subgraph: what a client sends as x-huitong-… dies here.
 * @throws Refusal of the catalogue's first group.
 */
export async function receive(exchange: Exchange, services: ReceiveServices): Promise<Received> {
  const { limits, served } = services;
  if (exchange.method !== 'POST' && exchange.method !== 'GET') throw refusal('METHOD_NOT_ALLOWED');
  const params = exchange.method === 'POST' ? await fromPost(exchange, limits) : fromGet(exchange, limits);
  return claim<Received>({ exchange, params, served });
}
