import { TransportError, type SubgraphError, type SubgraphResponse } from './transport.js';

/** A subgraph that fails per row could send an error per row; a log needs some, nobody needs all. */
export const MAX_ERRORS = 100;

/**
 * Checks that a decoded answer is a GraphQL response: an object with `data` (object or null) or `errors` (objects with
 * a message), and `extensions` an object. Unknown entries are dropped, absent ones normalised.
 *
 * @throws TransportError MALFORMED, naming the entry at fault.
 */
export function checkResponse(subgraph: string, value: unknown): SubgraphResponse {
  const malformed = (detail: string) => new TransportError('MALFORMED', subgraph, { detail });
  if (!isRecord(value)) throw malformed('not an object');
  const { data, errors, extensions } = value;
  if (data !== undefined && data !== null && !isRecord(data)) throw malformed('data is not an object');
  if (extensions !== undefined && extensions !== null && !isRecord(extensions)) {
    throw malformed('extensions is not an object');
  }
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) {
    throw malformed('errors is not a list');
  }
  if (data === undefined && !errors?.length) throw malformed('neither data nor errors');
  return {
    data: data ?? null,
    ...(errors?.length
      ? { errors: errors.slice(0, MAX_ERRORS).map((error) => checkError(error, malformed)) }
      : {}),
    ...(extensions ? { extensions } : {}),
  };
}

function checkError(error: unknown, malformed: (detail: string) => TransportError): SubgraphError {
  if (!isRecord(error) || typeof error['message'] !== 'string') throw malformed('an error without a message');
  const { message, path, extensions } = error;
  const isPath =
    Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
  return {
    message,
    ...(isPath ? { path: path as (string | number)[] } : {}),
    ...(isRecord(extensions) ? { extensions } : {}),
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
