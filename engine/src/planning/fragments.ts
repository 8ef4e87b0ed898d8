import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const nodes = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(nodes.map((node) => [node.name.value, node]));
}

/** A part of a document with an inline fragment for each spread. */
export function inlined<Node extends SelectionNode | OperationDefinitionNode>(
  node: Node,
  fragments: Fragments,
): Node {
  return visit(node, {
    FragmentSpread({ name, directives = [] }): InlineFragmentNode | undefined {
      const fragment = fragments.get(name.value);
      if (fragment === undefined) return undefined;
      const { typeCondition, selectionSet } = fragment;
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
    },
  });
}

/** A document of operations only. */
export function withoutSpreads(document: DocumentNode): DocumentNode {
  const fragments = fragmentsOf(document);
  if (fragments.size === 0) return document;
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return { ...document, definitions: operations.map((operation) => inlined(operation, fragments)) };
}
