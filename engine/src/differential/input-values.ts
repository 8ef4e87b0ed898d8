import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import type { Tape } from './tape.js';

export const isOptional = ({ type, defaultValue }: GraphQLArgument): boolean =>
  !isNonNullType(type) || defaultValue !== undefined;

/** A value that a variable of the type can have, as JSON; a lone item stands for a list of one, now and then. */
export function inputValue(type: GraphQLInputType, tape: Tape, depth: number): unknown {
  if (isNonNullType(type)) return notNull(type.ofType as GraphQLInputType, tape, depth);
  return tape.chance(5) ? null : notNull(type, tape, depth);
}

function notNull(type: GraphQLInputType, tape: Tape, depth: number): unknown {
  if (isListType(type)) {
    const item = type.ofType as GraphQLInputType;
    if (tape.chance(4))
      return notNull(isNonNullType(item) ? (item.ofType as GraphQLInputType) : item, tape, depth);
    return Array.from({ length: depth > 1 ? 0 : tape.pick(3) }, () => inputValue(item, tape, depth + 1));
  }
  if (isInputObjectType(type)) {
    const chosen = Object.values(type.getFields()).filter(() => depth < 2 && tape.chance(2));
    return Object.fromEntries(chosen.map((field) => [field.name, inputValue(field.type, tape, depth + 1)]));
  }
  if (isEnumType(type)) return tape.of(type.getValues()).name;
  if (isNonNullType(type)) throw new Error('Non-null was taken off.');
  switch (type.name) {
    case 'Int':
      return tape.of([0, 1, -5]);
    case 'Float':
      return tape.of([0, 1.5, 3]);
    case 'Boolean':
      return tape.pick(2) === 0;
    case 'Json':
      return tape.of<unknown>([1, 'j', { b: [1, null] }, [true]]);
    default:
      return tape.of(['k', '', '"quoted" 文\\\n', '7']);
  }
}

/** The value as it is written in a document. */
export function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType as GraphQLInputType);
  if (value === null) return 'null';
  if (isListType(type)) {
    const item = type.ofType as GraphQLInputType;
    return Array.isArray(value)
      ? `[${value.map((each) => literal(each, item)).join(', ')}]`
      : literal(value, item);
  }
  if (isEnumType(type)) return value as string;
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const entries = Object.entries(value as object).map(
      ([name, inner]) => `${name}: ${literal(inner, fields[name]!.type)}`,
    );
    return `{${entries.join(', ')}}`;
  }
  return untyped(value);
}

function untyped(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(untyped).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}: ${untyped(inner)}`)
    .join(', ')}}`;
}
