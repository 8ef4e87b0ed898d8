import { type Entitled, type Resolved, widen } from '../contexts.js';
import { type PersistedOperations, textOf } from '../persisted/operations.js';

/** What resolving needs: the listed operations, and those that clients have sent. */
export interface ResolveServices {
  readonly persisted: PersistedOperations;
}

/**
 * Finds the text of the operation: the client's own, or the one that its id stands for. After authentication, so
 * that a stranger cannot find out which operations are known.
 * @throws Refusal PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_HASH_MISMATCH, OPERATION_NOT_LISTED.
 */
export function resolve(entitled: Entitled, { persisted }: ResolveServices): Resolved {
  return widen<Entitled, Resolved>(entitled, { query: textOf(entitled.params, persisted) });
}
