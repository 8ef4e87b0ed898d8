import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { errorCatalogue, isErrorCode, Refusal, refusal, refusalOf } from '@huitong/contract';

interface DatabaseProblem {
  readonly code?: string;
}

/**
 * SQLSTATEs that depend on rows the caller may not see: unique, foreign key, row security. One identical answer
 * for all, or the difference would tell which hidden rows exist (RELIABILITY §3).
 */
const revealing = new Set(['23505', '23503', '42501']);

/** The refusal behind a failure of the database, or null when it is a bug. */
function databaseRefusal(error: unknown): Refusal | null {
  for (
    let at: unknown = error;
    at instanceof Error;
    at = (at as { driverError?: unknown }).driverError ?? at.cause
  ) {
    const state = (at as DatabaseProblem).code;
    if (!state) continue;
    if (revealing.has(state)) return refusal('CONFLICT', { cause: error });
    if (state === '23514' || state === '22P02' || state === '22003')
      return refusal('BAD_INPUT', { cause: error });
    if (/^(08|57P|ECONN)/.test(state)) return refusal('DATABASE_UNREACHABLE', { cause: error });
  }
  return null;
}

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
  const known = refusalOf(error) ?? databaseRefusal(original);
  if (known) return { message: known.message, ...place, extensions: known.extensions };
  const code = formatted.extensions?.['code'];
  if (original instanceof GraphQLError && typeof code === 'string' && code.startsWith('GRAPHQL_')) {
    return { message: formatted.message, ...place, extensions: { code: 'VALIDATION_FAILED' } };
  }
  if (isErrorCode(code) && code !== 'INTERNAL')
    return { message: formatted.message, ...place, extensions: { code } };
  log.error({ err: original, path: formatted.path }, 'a resolver failed');
  const { what, todo } = errorCatalogue.INTERNAL;
  return { message: what, ...place, extensions: { code: 'INTERNAL', todo } };
}
