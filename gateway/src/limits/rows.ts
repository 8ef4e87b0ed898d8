import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { saturation } from './measure.js';

/** An operation that was parsed and validated, with its variables coerced. */
export interface Countable {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A page beyond this is refused by its subgraph, which says so better than a product of pages could. */
const largestCountedPage = 1000;

/** The page size that a field asks for: its `first`, written, by variable or by default; 1 where it takes none. */
function pageSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  variables: Countable['variables'],
): number {
  const argument = field.args.find(({ name }) => name === 'first');
  if (!argument) return 1;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const value =
    given?.kind === Kind.INT
      ? Number(given.value)
      : given?.kind === Kind.VARIABLE
        ? (variables[given.name.value] ?? argument.defaultValue)
        : argument.defaultValue;
  return typeof value === 'number' && value > 1 ? Math.min(value, largestCountedPage) : 1;
}

const fieldsOf = (type: GraphQLNamedType | null | undefined) =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};

/**
 * The most objects that an operation's pages can hold, nested pages multiplied: `first: 500` three deep in 160 bytes
 * is a hundred million. An upper bound, because pages are seldom full; in time proportional to the document, each
 * fragment counted once. Stops at {@link saturation}.
 */
export function largestAnswer({ document, operation, schema, variables }: Countable): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const counted = new Map<string, number>();

  const fragment = (name: string): number => {
    const known = counted.get(name);
    if (known !== undefined) return known;
    const definition = fragments.get(name);
    counted.set(name, saturation);
    const count = definition
      ? selectionSet(definition.selectionSet, schema.getType(definition.typeCondition.name.value))
      : 0;
    counted.set(name, count);
    return count;
  };

  const selectionSet = (
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | null | undefined,
  ): number => {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) total += fragment(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        total += selectionSet(selection.selectionSet, condition ? schema.getType(condition) : type);
      } else if (selection.selectionSet) {
        const field = fieldsOf(type)[selection.name.value];
        if (!field) continue;
        const inner = selectionSet(selection.selectionSet, getNamedType(field.type));
        total += pageSize(selection, field, variables) * (1 + inner);
      }
      if (total >= saturation) return saturation;
    }
    return total;
  };

  return selectionSet(operation.selectionSet, schema.getRootType(operation.operation));
}
