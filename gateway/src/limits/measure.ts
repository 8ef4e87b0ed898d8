import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation amounts to once every fragment is spread. Counts stop at {@link saturation}. */
export interface Measure {
  /** Levels of nested fields. */
  readonly depth: number;
  readonly aliases: number;
  /** Fields at the root. */
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, inline fragments and spreads. */
  readonly selections: number;
}

/** Counts stop here, so that thirty doublings do not overflow and a comparison with any limit stays right. */
export const saturation = 1_000_000_000;

const nothing: Measure = { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0 };
const plus = (left: number, right: number) => Math.min(left + right, saturation);

/**
 * Measures an operation as if its fragments were written out where they are spread, in time proportional to the
 * document: each fragment is measured once and its numbers are added at every spread. A document of 1.3 KB whose
 * fragments each spread the next one twice keeps the planner busy for nine seconds, while its written depth, its
 * aliases and its tokens all look harmless.
 */
export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Measure>();

  const fragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known) return known;
    // A cycle is refused by validation; if one came this far it must not recurse for ever.
    measured.set(name, { ...nothing, selections: saturation });
    const definition = fragments.get(name);
    const result = definition ? selectionSet(definition.selectionSet) : nothing;
    measured.set(name, result);
    return result;
  };

  const selectionSet = ({ selections }: SelectionSetNode): Measure => {
    let total = nothing;
    for (const selection of selections) {
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragment(selection.name.value)
          : selection.selectionSet
            ? selectionSet(selection.selectionSet)
            : nothing;
      const field = selection.kind === Kind.FIELD;
      total = {
        depth: Math.max(total.depth, inner.depth + (field ? 1 : 0)),
        aliases: plus(total.aliases, plus(inner.aliases, field && selection.alias ? 1 : 0)),
        rootFields: plus(total.rootFields, field ? 1 : inner.rootFields),
        directives: plus(total.directives, plus(inner.directives, selection.directives?.length ?? 0)),
        selections: plus(total.selections, plus(inner.selections, 1)),
      };
    }
    return total;
  };

  const body = selectionSet(operation.selectionSet);
  return { ...body, directives: plus(body.directives, operation.directives?.length ?? 0) };
}
