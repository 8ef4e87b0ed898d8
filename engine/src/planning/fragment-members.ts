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
    /** What is asked of the member, below fragments on what it is one of as well. */
    const ofMember = (selections: readonly SelectionNode[]): SelectionNode[] =>
      selections.flatMap((selection): readonly SelectionNode[] => {
        if (selection.kind !== Kind.INLINE_FRAGMENT) return [selection];
        const { typeCondition, selectionSet } = selection;
        const inner = typeCondition && schema.getType(typeCondition.name.value);
        if (isObjectType(inner)) return inner === member ? [selection] : [];
        if (isCompositeType(inner) && !possible(inner).includes(member)) return [];
        const left = ofMember(selectionSet.selections);
        if (left.length === 0) return [];
        const below = { ...selectionSet, selections: left };
        return [{ ...selection, ...(inner ? { typeCondition: named(member) } : {}), selectionSet: below }];
      });
    const selections = ofMember(fragment.selectionSet.selections);
    if (selections.length === 0) return [];
    return [
      { ...fragment, typeCondition: named(member), selectionSet: { ...fragment.selectionSet, selections } },
    ];
  });
}

const named = ({ name }: GraphQLCompositeType) => ({
  kind: Kind.NAMED_TYPE as const,
  name: { kind: Kind.NAME as const, value: name },
});
