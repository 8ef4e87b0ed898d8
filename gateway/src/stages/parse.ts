import { refusal } from '@huitong/contract';
import { getVariableValues, Kind, type OperationDefinitionNode } from 'graphql';
import { type Parsed, type Resolved, widen } from '../contexts.js';
import { checkDocument, type CheckServices } from '../documents.js';
import type { AutomaticOperations } from '../persisted/automatic.js';
import { RefusedTogether } from '../refusedTogether.js';
import type { Served } from '../served.js';

export interface ParseServices extends CheckServices {
  readonly persisted: { readonly automatic: AutomaticOperations };
}

const maximumErrors = 10;
const none: Readonly<Record<string, unknown>> = Object.freeze({});

/** Names the variable and its place, but does not hand the value back: it may be personal. */
function coerce(
  served: Served,
  operation: OperationDefinitionNode,
  inputs: Readonly<Record<string, unknown>>,
) {
  const { coerced, errors } = getVariableValues(
    served.supergraph.apiSchema,
    operation.variableDefinitions ?? [],
    inputs,
    { maxErrors: maximumErrors, hideSuggestions: true },
  );
  if (coerced) return coerced;
  throw new RefusedTogether(
    errors.map((error) => {
      const definition = error.nodes?.find((node) => node.kind === Kind.VARIABLE_DEFINITION);
      const name = definition?.kind === Kind.VARIABLE_DEFINITION ? definition.variable.name.value : null;
      const place = / at "([^"]{1,100})"/.exec(error.message)?.[1] ?? name;
      const expected = /(?:Expected|of required|of non-null) type "([^"]{1,100})"/.exec(error.message)?.[1];
      return refusal('VARIABLE_INVALID', {
        message: `Variable "$${name ?? '?'}" does not fit its type${expected ? ` (${expected})` : ''}.`,
        ...(place ? { at: place } : {}),
      });
    }),
  );
}

/**
 * Reads the document, bounds it, validates it against the API schema and coerces the variables. A text that came with
 * its hash is kept from here on, and not before: what is not valid is not worth keeping.
 * @throws Refusal SYNTAX_ERROR, TOO_MANY_TOKENS, TOO_DEEP, …, OPERATION_UNKNOWN, MUTATION_BY_GET, MUTATION_IN_BATCH;
 * RefusedTogether of VALIDATION_FAILED or VARIABLE_INVALID.
 */
export function parse(resolved: Resolved, services: ParseServices): Parsed {
  const { query, exchange, params, served, caller } = resolved;
  const checked = checkDocument(served, { query, operationName: params.operationName }, services);
  const { operation } = checked;
  if (operation.operation !== 'query') {
    if (exchange.method === 'GET') throw refusal('MUTATION_BY_GET');
    if (resolved.batched) throw refusal('MUTATION_IN_BATCH');
  }
  const variables = checked.takesVariables ? coerce(served, operation, params.variables) : none;
  if (params.persisted !== null && params.query !== null) {
    services.persisted.automatic.keep(params.persisted, query, caller);
  }
  const { document, operationHash } = checked;
  return widen<Resolved, Parsed>(resolved, { checked, document, operation, operationHash, variables });
}
