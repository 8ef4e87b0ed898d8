import type { ErrorCode, Refusal } from '@huitong/contract';
import { type AnswerType, graphqlResponse } from '../http/mediaTypes.js';

/** Part of an answer in other cases, but here all that there is to say. */
const wholeRequest: Partial<Record<ErrorCode, number>> = {
  FIELD_NOT_SHARED: 403,
  JOIN_RISK: 403,
  UNAUTHORIZED_FIELD_OR_TYPE: 403,
};

/** Errors that GraphQL itself finds in a request which HTTP finds well-formed. */
const requestErrors: ReadonlySet<ErrorCode> = new Set([
  'SYNTAX_ERROR',
  'VALIDATION_FAILED',
  'VARIABLE_INVALID',
  'OPERATION_UNKNOWN',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_HASH_MISMATCH',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_ALIASES',
  'TOO_MANY_ROOT_FIELDS',
  'TOO_MANY_DIRECTIVES',
  'TOO_MANY_REPETITIONS',
  'TOO_LARGE_EXPANDED',
  'TOO_MANY_OBJECTS',
  'TOO_COSTLY',
  'LIST_SIZE_REQUIRED',
  'PLANNING_TIMEOUT',
]);

/**
 * The status of a refusal. Under `application/json` a request error is told in a body with status 200, because a
 * client of that media type cannot tell a gateway's error from that of a proxy in between (GraphQL over HTTP §6.4.1);
 * under `application/graphql-response+json` the status says it (§6.4.2).
 */
export function statusOf({ code, status }: Refusal, type: AnswerType): number {
  if (type !== graphqlResponse && requestErrors.has(code)) return 200;
  return wholeRequest[code] ?? status;
}
