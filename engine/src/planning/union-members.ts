import {
  isObjectType,
  isUnionType,
  Kind,
  parse,
  print,
  visit,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { withoutSpreads } from './fragments.js';

/**
 * The same operation with a fragment on each member in place of each fragment on a union: Apollo's planner finds no way
 * to `... on AnyMedia { __typename }` where `Media` is an interface object, but does to `... on Book { __typename }`.
 */
export function withUnionMembers(source: string, schema: GraphQLSchema): string {
  const document = visit(withoutSpreads(parse(source, { noLocation: true })), {
    SelectionSet: {
      leave: (node) => ({
        ...node,
        selections: node.selections.flatMap<SelectionNode>((selection) =>
          selection.kind === Kind.INLINE_FRAGMENT ? onMembers(selection, schema) : [selection],
        ),
      }),
    },
  });
  return print(document);
}

function onMembers(fragment: InlineFragmentNode, schema: GraphQLSchema): readonly InlineFragmentNode[] {
  const type = schema.getType(fragment.typeCondition?.name.value ?? '');
  if (!isUnionType(type)) return [fragment];
  const isOf = (member: string) => (selection: SelectionNode) => {
    if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return true;
    const { value: inner } = selection.typeCondition.name;
    return inner === member || !isObjectType(schema.getType(inner));
  };
  return type.getTypes().flatMap(({ name }) => {
    const selections = fragment.selectionSet.selections.filter(isOf(name));
    if (selections.length === 0) return [];
    return [
      {
        ...fragment,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
        selectionSet: { ...fragment.selectionSet, selections },
      },
    ];
  });
}
