import {
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { VariablesError } from '../execution/outcome.js';

export type Variables = Readonly<Record<string, unknown>>;

/** @throws VariablesError when they do not fit the operation. */
export type CheckVariables = (variables: Variables) => void;

/** Whether a value surely fits: where it says no, graphql-js decides, and words the error. */
type SurelyFits = (value: unknown) => boolean;

const MAX_ISSUES = 10;
const MAX_DEPTH = 32;

/**
 * Compiles the check of an operation's variables. The values that callers mostly send pass tests made for their types;
 * graphql-js, which interprets the definitions anew for each request, is asked only about the rest.
 */
export function compileVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): CheckVariables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return () => undefined;
  const tests = definitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
    const fits = type === undefined ? never : compileTest(type, 0);
    const mayBeAbsent = defaultValue !== undefined || (type !== undefined && !isNonNullType(type));
    return { name: variable.name.value, fits, mayBeAbsent };
  });
  return (variables) => {
    for (const { name, fits, mayBeAbsent } of tests) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (value === undefined ? mayBeAbsent : fits(value)) continue;
      const { errors } = getVariableValues(schema, definitions, { ...variables }, { maxErrors: MAX_ISSUES });
      if (errors) throw new VariablesError(errors.map(({ message }) => message));
      return;
    }
  };
}

const never: SurelyFits = () => false;

const scalars: Readonly<Record<string, SurelyFits>> = {
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  Float: (value) => Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

function compileTest(type: GraphQLInputType, depth: number): SurelyFits {
  // Input types may contain themselves; below some depth graphql-js decides.
  if (depth > MAX_DEPTH) return never;
  if (isNonNullType(type)) {
    const fits = compileTest(type.ofType as GraphQLInputType, depth);
    return (value) => value !== null && fits(value);
  }
  const fits = compileNullable(type, depth);
  return (value) => value === null || fits(value);
}

function compileNullable(type: GraphQLInputType, depth: number): SurelyFits {
  if (isListType(type)) {
    const fits = compileTest(type.ofType as GraphQLInputType, depth + 1);
    return (value) => Array.isArray(value) && value.every((item) => item !== undefined && fits(item));
  }
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  if (isInputObjectType(type)) return compileInputObject(type, depth);
  // Custom scalars are the schema's own affair; here they let everything pass, but that is for graphql-js to say.
  return isSpecifiedScalarType(type) ? scalars[type.name]! : never;
}

function compileInputObject(inputObject: GraphQLInputObjectType, depth: number): SurelyFits {
  if (inputObject.isOneOf) return never;
  const fields = Object.values(inputObject.getFields());
  // Compiled when first needed: an input type may contain itself.
  let tests: Map<string, SurelyFits> | null = null;
  const required = fields
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name }) => name);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    tests ??= new Map(fields.map(({ name, type }) => [name, compileTest(type, depth + 1)]));
    for (const [name, each] of Object.entries(value)) {
      if (each === undefined || !tests.get(name)?.(each)) return false;
    }
    return required.every((name) => Object.hasOwn(value, name));
  };
}
