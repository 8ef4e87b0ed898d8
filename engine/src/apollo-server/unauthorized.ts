import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { getVariableValues, GraphQLError, type GraphQLSchema, Kind } from 'graphql';
import type { Removed } from '../authorization/authorize.js';
import type { CallerRights } from '../authorization/rights.js';
import { VariablesError } from '../execution/outcome.js';

/** How `@authenticated`, `@requiresScopes` and `@policy` are enforced. */
export interface AuthorizationOptions {
  /** What is known of whoever asks; nobody is authenticated without. */
  readonly rights?: (request: GatewayGraphQLRequestContext) => CallerRights | Promise<CallerRights>;
  /** `filter` answers the rest with one error for each coordinate, `reject` refuses the operation. Default `filter`. */
  readonly unauthorized?: 'filter' | 'reject';
}

/** One error for what was taken out, with the code that clients of Apollo's router know. */
export function unauthorizedError(
  { coordinate, path }: Removed,
  http?: { readonly status: number },
): GraphQLError {
  return new GraphQLError(`${coordinate} needs rights that this caller does not have.`, {
    ...(path ? { path } : {}),
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate, ...(http ? { http } : {}) },
  });
}

/**
 * Coerced variables, which decide on `@include`.
 *
 * @throws VariablesError
 */
export function coercedVariables(
  schema: GraphQLSchema,
  { document, operationName, request }: GatewayGraphQLRequestContext,
): Readonly<Record<string, unknown>> {
  const inputs = request.variables ?? {};
  const operation = document.definitions.find(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !operation.variableDefinitions?.length) return inputs;
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions, inputs);
  // Here and not on executing: who may not read the field is not told by its variable being ignored.
  if (!coerced) throw new VariablesError(errors.map(({ message }) => message));
  return coerced;
}
