import {
  Kind,
  parse,
  print,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * The operation without what the engine answers itself. Hive's planner throws on `__schema` and `__type`, and asks a
 * subgraph for a `__typename` at the root.
 *
 * @returns undefined when nothing is left to plan.
 */
export function withoutIntrospection(source: string, operationName: string | undefined): string | undefined {
  const document: DocumentNode = parse(source, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    if (node.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName === undefined || node.name?.value === operationName) operation ??= node;
  }
  if (operation === undefined) throw new Error('There is no such operation.');
  const selections = planned(operation.selectionSet, fragments);
  if (selections.length === 0) return undefined;
  const root = { ...operation, selectionSet: selectionSet(selections) };
  return print({ ...document, definitions: [root, ...fragments.values()] });
}

const selectionSet = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
});

/** Goes through fragments at the root, in the place of which stands what is left of them. */
function planned(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return selection.name.value.startsWith('__') ? [] : [selection];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const inside = planned(fragment.selectionSet, fragments);
    if (inside.length === 0) return [];
    const { typeCondition } = fragment;
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(typeCondition ? { typeCondition } : {}),
        ...(selection.directives ? { directives: selection.directives } : {}),
        selectionSet: selectionSet(inside),
      },
    ];
  });
}
