import { createHash } from 'node:crypto';
import { type ErrorCode, refusal } from '@huitong/contract';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  Kind,
  MaxIntrospectionDepthRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { DocumentMeasure, type Measure } from './limits/measure.js';
import type { Limits } from './options.js';
import { RefusedTogether } from './refusedTogether.js';
import type { CheckedDocument, Served } from './served.js';

/** The text of an operation, and which operation of it. */
export interface OperationText {
  readonly query: string;
  readonly operationName: string | null;
}

export interface CheckServices {
  readonly limits: Limits;
  /** Hides "Did you mean". */
  readonly production: boolean;
}

const rules = [...new Set([...specifiedRules, MaxIntrospectionDepthRule])];
const maximumErrors = 10;
/** Operations of one document that are not run, and fragments nobody spreads, may cost this much more. */
const restOfDocument = 5;
/** A text up to this length is its own cache key: hashing it for every request costs more than keeping it. */
const longestKey = 4096;

const bounds: readonly {
  readonly of: keyof Measure;
  readonly by: keyof Limits;
  readonly code: ErrorCode;
}[] = [
  { of: 'selections', by: 'expandedSelections', code: 'TOO_LARGE_EXPANDED' },
  { of: 'depth', by: 'depth', code: 'TOO_DEEP' },
  { of: 'aliases', by: 'aliases', code: 'TOO_MANY_ALIASES' },
  { of: 'rootFields', by: 'rootFields', code: 'TOO_MANY_ROOT_FIELDS' },
  { of: 'directives', by: 'directives', code: 'TOO_MANY_DIRECTIVES' },
];

/** SHA-256 of document and operation name, hexadecimal: what the record of decisions calls the operation. */
const hashOf = ({ query, operationName }: OperationText): string =>
  createHash('sha256')
    .update(`${operationName ?? ''}\0${query}`)
    .digest('hex');

/** @param located keeps places, which make a document several times its size, and only a message needs them. */
function read(query: string, maximumTokens: number, located: boolean): DocumentNode {
  try {
    return parse(query, { maxTokens: maximumTokens, noLocation: !located });
  } catch (error) {
    // The recursive parser overflows the stack somewhere past five thousand levels.
    if (error instanceof RangeError) throw refusal('TOO_DEEP', { cause: error });
    if (!(error instanceof GraphQLError)) throw error;
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

/**
 * Measures before anything is validated: validating compares fields with each other and walks through fragments, and
 * would be the costly step that the limits are there to prevent.
 */
function bound(document: DocumentNode, operation: OperationDefinitionNode, limits: Limits): Measure {
  const whole = new DocumentMeasure(document);
  const measure = whole.operation(operation);
  for (const { of, by, code } of bounds) {
    if (measure[of] > limits[by]) throw refusal(code, { facts: { limit: limits[by] } });
  }
  if (whole.selections > limits.expandedSelections * restOfDocument) {
    throw refusal('TOO_LARGE_EXPANDED', { facts: { limit: limits.expandedSelections } });
  }
  if (whole.repetitions > limits.repetitions) {
    throw refusal('TOO_MANY_REPETITIONS', { facts: { limit: limits.repetitions } });
  }
  return measure;
}

/**
 * Response keys that begin with two underscores are introspection's and our own. Values written into the document
 * are bounded like those of a body: `where: { and: [{ and: [ …` would otherwise walk around that limit.
 * @param maximumNesting levels of lists and objects of a value.
 * @returns whether the document introspects the schema; `__typename` does not.
 */
function lookThrough(document: DocumentNode, maximumNesting: number): boolean {
  let introspects = false;
  let nesting = 0;
  const value = {
    enter() {
      nesting += 1;
      if (nesting <= maximumNesting) return;
      throw refusal('TOO_DEEP', {
        message: 'A value of the query is nested too deeply.',
        facts: { limit: maximumNesting },
      });
    },
    leave() {
      nesting -= 1;
    },
  };
  visit(document, {
    ListValue: value,
    ObjectValue: value,
    Field(node) {
      if (node.name.value === '__schema' || node.name.value === '__type') introspects = true;
      if (!node.alias?.value.startsWith('__') || node.alias.value === node.name.value) return;
      throw refusal('VALIDATION_FAILED', {
        message: 'An alias may not begin with "__".',
        at: node.alias.value.slice(0, 60),
      });
    },
  });
  return introspects;
}

function asRefusal(problem: GraphQLError) {
  const [place] = problem.locations ?? [];
  return refusal('VALIDATION_FAILED', {
    message: problem.message.slice(0, 300),
    ...(place ? { at: `line ${place.line}, column ${place.column}` } : {}),
  });
}

function refuseInvalid(served: Served, document: DocumentNode, query: string, services: CheckServices): void {
  const find = (one: DocumentNode) =>
    validate(served.supergraph.apiSchema, one, rules, {
      maxErrors: maximumErrors,
      hideSuggestions: services.production,
    });
  if (find(document).length === 0) return;
  const located = read(query, services.limits.tokens, true);
  throw new RefusedTogether(find(located).map((problem) => asRefusal(problem)));
}

/**
 * Reads a document, chooses the operation, measures it and validates it against the API schema, in the order of what
 * each step costs; or finds it, when it was checked before under this version of the supergraph.
 * @throws Refusal SYNTAX_ERROR, TOO_MANY_TOKENS, OPERATION_UNKNOWN, TOO_LARGE_EXPANDED, TOO_DEEP, TOO_MANY_…;
 * RefusedTogether of VALIDATION_FAILED.
 */
export function checkDocument(served: Served, text: OperationText, services: CheckServices): CheckedDocument {
  const { query, operationName } = text;
  const key = query.length <= longestKey ? `${operationName ?? ''}\0${query}` : hashOf(text);
  const known = served.documents.get(key);
  if (known) return known;
  const document = read(query, services.limits.tokens, false);
  const operation = select(document, operationName);
  if (!served.supergraph.apiSchema.getRootType(operation.operation)) {
    throw refusal('VALIDATION_FAILED', { message: `This graph has no ${operation.operation}.` });
  }
  const measure = bound(document, operation, services.limits);
  const introspects = lookThrough(document, services.limits.jsonDepth);
  refuseInvalid(served, document, query, services);
  const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const checked: CheckedDocument = {
    document,
    operation,
    operationHash: hashOf(text),
    measure,
    introspects,
    takesVariables: variables.length > 0,
    size: null,
  };
  served.documents.set(key, checked, query.length);
  return checked;
}

/** Names of the variables that the operation of a document declares. */
export function variablesOf(document: DocumentNode, operationName: string | null): readonly string[] {
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (operationName === null || definition.name?.value === operationName),
  );
  const definitions =
    operation?.kind === Kind.OPERATION_DEFINITION ? (operation.variableDefinitions ?? []) : [];
  return definitions.map((definition) => definition.variable.name.value);
}
