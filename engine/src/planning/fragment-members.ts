import {
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type SelectionNode,
} from 'graphql';
import { withoutSpreads } from './fragments.js';

/**
 * The same operation with a fragment on each member in place of each fragment on a union or another interface: Apollo's
 * planner finds no way to `... on AnyMedia { __typename }` where `Media` is an interface object, but does to
 * `... on Book { __typename }`.
 *
 * @param schema the API schema, which the operation is valid against.
 */
export function withMembers(source: string, schema: GraphQLSchema): string {
  const types = new TypeInfo(schema);
  const document = visit(
    withoutSpreads(parse(source, { noLocation: true })),
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave(node) {
          const parent = types.getParentType();
          if (!parent) return undefined;
          const selections = node.selections.flatMap<SelectionNode>((selection) =>
            selection.kind === Kind.INLINE_FRAGMENT ? onMembers(selection, parent, schema) : [selection],
          );
          return { ...node, selections };
        },
      },
    }),
  );
  return print(document);
}

function onMembers(
  fragment: InlineFragmentNode,
  parent: GraphQLCompositeType,
  schema: GraphQLSchema,
): readonly InlineFragmentNode[] {
  const type = schema.getType(fragment.typeCondition?.name.value ?? parent.name);
  if (!isAbstractType(type) || type === parent) return [fragment];
  const possible = (of: GraphQLCompositeType) => (isAbstractType(of) ? schema.getPossibleTypes(of) : [of]);
  const here = possible(type).filter((member) => possible(parent).includes(member));
  return here.flatMap((member) => {
    const isOf = (selection: SelectionNode) => {
      if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) return true;
      const inner = schema.getType(selection.typeCondition.name.value);
      if (isObjectType(inner)) return inner === member;
      return isCompositeType(inner) && possible(inner).includes(member);
    };
    const selections = fragment.selectionSet.selections.filter(isOf);
    if (selections.length === 0) return [];
    return [
      {
        ...fragment,
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: member.name } },
        selectionSet: { ...fragment.selectionSet, selections },
      },
    ];
  });
}
