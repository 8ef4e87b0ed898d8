import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  GraphQLError as ErrorOfGraphQL,
  Kind,
  MaxIntrospectionDepthRule,
  type OperationDefinitionNode,
  parse as parseDocument,
  specifiedRules,
  validate,
  visit,
} from 'graphql';

import { refusal } from '@huitong/contract';
import { claim, type Identified, type Parsed } from '../contexts.js';
import { RefusedTogether } from '../refusedTogether.js';
import type { CheckedDocument, Served } from '../served.js';

export interface ParseServices {
  /** Lexical tokens of a document. */
  readonly maximumTokens: number;
  /** Hides "Did you mean". */
  readonly production: boolean;
}

const rules = [...new Set([...specifiedRules, MaxIntrospectionDepthRule])];
const maximumErrors = 10;

function read(query: string, maximumTokens: number): DocumentNode {
  try {
    return parseDocument(query, { maxTokens: maximumTokens, noLocation: false });
  } catch (error) {
    // The recursive parser overflows the stack somewhere past five thousand levels.
    if (error instanceof RangeError) throw refusal('TOO_DEEP', { cause: error });
    if (!(error instanceof ErrorOfGraphQL)) throw error;
    if (error.message.includes('token limit') || error.message.includes('tokens')) {
      throw refusal('TOO_MANY_TOKENS', { facts: { limit: maximumTokens } });
    }
    const [place] = error.locations ?? [];
    throw refusal('SYNTAX_ERROR', {
      message: error.message.slice(0, 300),
      ...(place ? { at: `line ${place.line}, column ${place.column}` } : {}),
    });
  }
}

function select(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw refusal('OPERATION_UNKNOWN');
  if (operation.operation === 'subscription') {
    throw refusal('VALIDATION_FAILED', { message: 'Subscriptions are not served at this address.' });
  }
  return operation;
}

/** Response keys that begin with two underscores are introspection's and our own. */
function refuseReservedAliases(document: DocumentNode): void {
  visit(document, {
    Field(node) {
      if (!node.alias?.value.startsWith('__') || node.alias.value === node.name.value) return;
      throw refusal('VALIDATION_FAILED', {
        message: 'An alias may not begin with "__".',
        at: node.alias.value.slice(0, 60),
      });
    },
  });
}

function check(served: Served, identified: Identified, services: ParseServices): CheckedDocument {
  const { query, operationName } = identified.params;
  const operationHash = createHash('sha256')
    .update(`${operationName ?? ''}\0${query}`)
    .digest('hex');
  const known = served.documents.get(operationHash);
  if (known) return known;
  const document = read(query, services.maximumTokens);
  refuseReservedAliases(document);
  const problems = validate(served.supergraph.apiSchema, document, rules, {
    maxErrors: maximumErrors,
    hideSuggestions: services.production,
  });
  if (problems.length > 0) {
    throw new RefusedTogether(problems.map((problem) => asRefusal(problem)));
  }
  const checked = { document, operation: select(document, operationName), operationHash };
  served.documents.set(operationHash, checked);
  return checked;
}

function asRefusal(problem: GraphQLError) {
  const [place] = problem.locations ?? [];
  return refusal('VALIDATION_FAILED', {
    message: problem.message.slice(0, 300),
    ...(place ? { at: `line ${place.line}, column ${place.column}` } : {}),
  });
}

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
 * Reads the document, chooses the operation, validates it against the API schema and coerces the variables.
 * @throws Refusal SYNTAX_ERROR, TOO_MANY_TOKENS, TOO_DEEP, OPERATION_UNKNOWN, MUTATION_BY_GET; RefusedTogether of
 * VALIDATION_FAILED or VARIABLE_INVALID.
 */
export function parse(identified: Identified, services: ParseServices): Parsed {
  const checked = check(identified.served, identified, services);
  if (identified.exchange.method === 'GET' && checked.operation.operation !== 'query') {
    throw refusal('MUTATION_BY_GET');
  }
  const variables = coerce(identified.served, checked.operation, identified.params.variables);
  return claim<Parsed>({ ...identified, ...checked, variables });
}
