import {
  getArgumentValues,
  Kind,
  parse,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isNode, type Facts, type Node } from './facts.js';

/** Selections of keys and of `@requires`, read from data and from representations; the two must come out the same. */

const parsed = new Map<string, readonly FieldNode[]>();

function fieldsOf(text: string): readonly FieldNode[] {
  let known = parsed.get(text);
  if (known === undefined) {
    const [definition] = parse(`{ ${text} }`).definitions;
    known = nested((definition as { selectionSet: SelectionSetNode }).selectionSet);
    parsed.set(text, known);
  }
  return known;
}

function nested({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.map((selection) => {
    if (selection.kind !== Kind.FIELD) throw new Error('Keys and requirements are of fields only.');
    return selection;
  });
}

/** The selection's values in the data graph. */
export function fromFacts(facts: Facts, schema: GraphQLSchema, node: Node, text: string): unknown {
  return selectFacts(facts, schema, node, fieldsOf(text));
}

function selectFacts(facts: Facts, schema: GraphQLSchema, node: Node, fields: readonly FieldNode[]): unknown {
  const below = (value: unknown, field: FieldNode): unknown => {
    if (Array.isArray(value)) return value.map((item) => below(item, field));
    return isNode(value) ? selectFacts(facts, schema, value, nested(field.selectionSet!)) : value;
  };
  return Object.fromEntries(
    fields.map((field) => {
      const name = field.name.value;
      const definition = (schema.getType(node.type) as GraphQLObjectType).getFields()[name]!;
      const { requires } = facts.field(node, name);
      const needs = requires ? [fromFacts(facts, schema, node, requires)] : [];
      return [name, below(facts.value(node, name, [getArgumentValues(definition, field), ...needs]), field)];
    }),
  );
}

/** The selection's values in what the gateway sent: `undefined` where it sent too little. */
export function fromRepresentation(sent: unknown, text: string): unknown {
  return selectSent(sent, fieldsOf(text));
}

function selectSent(sent: unknown, fields: readonly FieldNode[]): unknown {
  if (sent === null || sent === undefined) return sent;
  if (Array.isArray(sent)) return sent.map((item) => selectSent(item, fields));
  return Object.fromEntries(
    fields.map(({ name, selectionSet }) => {
      const value = (sent as Record<string, unknown>)[name.value];
      return [name.value, selectionSet ? selectSent(value, nested(selectionSet)) : value];
    }),
  );
}
