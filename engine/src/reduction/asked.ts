import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a document asks, looked up in its fragments and its schema. */
export class Asked {
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #possible = new Map<string, ReadonlySet<string>>();

  constructor(document: DocumentNode, schema: GraphQLSchema) {
    this.#schema = schema;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  /** Names of the concrete types that can stand where a type stands. */
  possible(type: GraphQLNamedType): ReadonlySet<string> {
    let names = this.#possible.get(type.name);
    if (!names) {
      const types = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type];
      names = new Set(types.map((possible) => possible.name));
      this.#possible.set(type.name, names);
    }
    return names;
  }

  /** The fragment that a spread names, or the one written in its place. */
  fragment(
    selection: Exclude<SelectionNode, FieldNode>,
  ): FragmentDefinitionNode | InlineFragmentNode | undefined {
    return selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
  }

  /**
   * Whether a selection asks anything of objects of a type. They may not be met whatever it asks, but who asks
   * `... on CoalMine` of a union is refused nothing else in it; clients put `__typename` everywhere by themselves.
   */
  asks({ selections }: SelectionSetNode, type: string): boolean {
    return selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
      const fragment = this.fragment(selection);
      const condition = fragment?.typeCondition?.name.value;
      const on = condition === undefined ? undefined : this.#schema.getType(condition);
      return (
        fragment !== undefined &&
        (!on || this.possible(on).has(type)) &&
        this.asks(fragment.selectionSet, type)
      );
    });
  }

  /** Introspection says nothing of any row; its fragments are written out, because no definition is kept. */
  written<Node extends FieldNode | InlineFragmentNode>(node: Node): Node {
    if (!node.selectionSet) return node;
    const selections = node.selectionSet.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return [this.written(selection)];
      const fragment = this.#fragments.get(selection.name.value);
      if (!fragment) return [];
      const { typeCondition, selectionSet } = fragment;
      const directives = selection.directives ?? [];
      return [this.written({ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives })];
    });
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }
}
