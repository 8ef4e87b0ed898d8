import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { type ErrorCode, errorCatalogue, type Refusal, refusal, refusalOf } from '@huitong/contract';
import { queryTimedOut } from '../database/pools.js';

/**
 * SQLSTATEs that depend on rows the caller may not see: unique, foreign key, row security. One identical answer
 * for all, or the difference would tell which hidden rows exist (RELIABILITY §3).
 */
const revealing = new Set(['23505', '23503', '42501']);

/** Two writers in each other's way: serialization failure, deadlock, a lock not given in time. */
const contended = new Set(['40001', '40P01', '55P03']);

/** Values that a column cannot hold: out of range, too long, NUL, no such date, against a check or not-null. */
const unacceptable = new Set([
  '22001',
  '22003',
  '22007',
  '22008',
  '22021',
  '22P02',
  '23502',
  '23514',
  '54000',
]);

/** No connection: SQLSTATE classes 08 and 57P (shutdown), 53300 (too many), 28 (login), or the socket's own code. */
const unreachable =
  /^(08|57P|28|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)/;

/** The same as pg and pg-pool say it, without any code. */
const unreachableTexts = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
];

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly driverError?: unknown;
  readonly cause?: unknown;
}

/** An error and what caused it, outermost first. Not by instanceof: errors of Node come from another realm in tests. */
function* chainOf(error: unknown): Generator<Link> {
  let at = error;
  for (let depth = 0; depth < 10 && typeof at === 'object' && at !== null; depth += 1) {
    const link = at as Link;
    yield link;
    at = link.driverError ?? link.cause;
  }
}

/** The refusal behind a failure of the database, or null when it is a bug. */
function databaseRefusal(error: unknown): Refusal | null {
  for (const { code, message } of chainOf(error)) {
    const state = typeof code === 'string' ? code : '';
    const text = typeof message === 'string' ? message : '';
    if (revealing.has(state) || contended.has(state)) return refusal('CONFLICT', { cause: error });
    if (unacceptable.has(state)) return refusal('BAD_INPUT', { cause: error });
    // query_canceled: the server's statement_timeout.
    if (state === '57014' || text === queryTimedOut) return refusal('SUBGRAPH_TIMEOUT', { cause: error });
    if (unreachable.test(state) || unreachableTexts.some((start) => text.startsWith(start)))
      return refusal('DATABASE_UNREACHABLE', { cause: error });
  }
  return null;
}

/** What Apollo Server calls errors of graphql-js about the request, in the catalogue's terms. */
const requestCodes: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'SYNTAX_ERROR',
  GRAPHQL_VALIDATION_FAILED: 'VALIDATION_FAILED',
  BAD_USER_INPUT: 'VARIABLE_INVALID',
  OPERATION_RESOLUTION_FAILURE: 'OPERATION_UNKNOWN',
  BAD_REQUEST: 'MALFORMED_REQUEST',
};

/** Where in the variables graphql-js met a value that a scalar refused; it says so in its sentence only. */
function placeInVariables(message: string): { variable: string | undefined; inside: string | undefined } {
  const [, variable, inside] =
    /^Variable "\$(\w+)" got invalid value [^]*?(?: at "([^"]+)")?; /.exec(message) ?? [];
  return { variable, inside };
}

/**
 * A failure for the operator's log: what it was and where, without its text, its statement or its parameters, which
 * hold values of rows.
 */
export function withoutValues(error: unknown): Record<string, unknown> {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const links = [...chainOf(error)].map((link) => ({ name: nameOf(link), code: link.code }));
  return { links, at: stack.split('\n').filter((line) => /^\s+at /.test(line)) };
}

const nameOf = (link: object) => (link as { name?: unknown }).name ?? link.constructor.name;

/**
 * Turns whatever a resolver threw into what may leave: refusals of the catalogue as they are, errors of
 * graphql-js about the request with their text, the database's as one of the catalogue, all else as INTERNAL.
 * Bugs are logged with the request id.
 */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Logger,
): GraphQLFormattedError {
  const place = {
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const known = refusalOf(error) ?? refusalOf(original) ?? databaseRefusal(original);
  if (known) {
    const { variable, inside } = placeInVariables(formatted.message);
    const at = inside ?? known.extensions['at'] ?? variable;
    return { message: known.message, ...place, extensions: { ...known.extensions, ...(at ? { at } : {}) } };
  }
  const stated = formatted.extensions?.['code'];
  const code = typeof stated === 'string' && Object.hasOwn(requestCodes, stated) && requestCodes[stated];
  // Only of graphql-js itself: a resolver's own error may carry any code, and any text.
  if (code && original instanceof GraphQLError && !formatted.path) {
    return { message: formatted.message, ...place, extensions: { code } };
  }
  log.error({ failure: withoutValues(original), path: formatted.path }, 'a resolver failed');
  const { what, todo } = errorCatalogue.INTERNAL;
  return { message: what, ...place, extensions: { code: 'INTERNAL', todo } };
}
