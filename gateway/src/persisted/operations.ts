import { createHash } from 'node:crypto';
import { refusal } from '@huitong/contract';
import type { GraphQLParams } from '../contexts.js';
import type { AutomaticOperations } from './automatic.js';
import type { Manifest } from './manifest.js';

/** The operations that may be named instead of sent. */
export interface PersistedOperations {
  /** Those that the operator lists; null where there is no list. */
  readonly manifest: Manifest | null;
  /** Whether only listed operations are served. */
  readonly safelist: boolean;
  readonly automatic: AutomaticOperations;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The text that a request asks to be run.
 * @throws Refusal PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_HASH_MISMATCH, OPERATION_NOT_LISTED.
 */
export function textOf({ query, persisted }: GraphQLParams, operations: PersistedOperations): string {
  const { manifest, safelist, automatic } = operations;
  if (query !== null) {
    // An id of a list is any word; that of an automatic one is the hash, and must be.
    if (persisted !== null && sha256(query) !== persisted && manifest?.find(persisted) !== query) {
      throw refusal('PERSISTED_QUERY_HASH_MISMATCH');
    }
    if (safelist && !manifest?.lists(query)) throw refusal('OPERATION_NOT_LISTED');
    return query;
  }
  const id = persisted ?? '';
  const text = manifest?.find(id) ?? (safelist ? undefined : automatic.find(id));
  if (text !== undefined) return text;
  throw refusal(safelist ? 'OPERATION_NOT_LISTED' : 'PERSISTED_QUERY_NOT_FOUND');
}
