import { type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** Fragments that are open above a selection, so that a cycle ends. */
type Open = { readonly name: string; readonly above: Open } | null;

/** Many times what the limit on selections lets through; only cycles, counted once there, come this far. */
const maximumSteps = 100_000;

/** A selection and the fragments through which it was reached. */
interface Reached {
  readonly set: SelectionSetNode;
  readonly open: Open;
}

function isOpen(name: string, open: Open): boolean {
  for (let one = open; one !== null; one = one.above) if (one.name === name) return true;
  return false;
}

/**
 * Counts the pairs of fields that stand under one response name at one place of the answer, fragments spread. The
 * rule that compares them is quadratic in their number: two thousand times `version` in one selection is 6 KB, and
 * two million comparisons.
 */
export class Overlaps {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #steps = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  /** @returns infinity where fragments that spread each other lead to no end of places. */
  pairsIn(root: SelectionSetNode): number {
    let pairs = 0;
    // Selections that stand at one place of the answer together. A list and not a recursion.
    const places: (readonly Reached[])[] = [[{ set: root, open: null }]];
    for (let place = places.pop(); place; place = places.pop()) {
      const names = new Map<string, { count: number; below: Reached[] }>();
      for (const reached of place) this.#collect(reached, names);
      if (this.#steps > maximumSteps) return Infinity;
      for (const { count, below } of names.values()) {
        pairs += (count * (count - 1)) / 2;
        if (below.length > 0) places.push(below);
      }
    }
    return pairs;
  }

  #collect({ set, open }: Reached, names: Map<string, { count: number; below: Reached[] }>): void {
    for (const selection of set.selections) {
      this.#steps += 1;
      if (this.#steps > maximumSteps) return;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#collect({ set: selection.selectionSet, open }, names);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = this.#fragments.get(name);
        if (!fragment || isOpen(name, open)) continue;
        this.#collect({ set: fragment.selectionSet, open: { name, above: open } }, names);
      } else {
        const name = selection.alias?.value ?? selection.name.value;
        const known = names.get(name) ?? { count: 0, below: [] };
        known.count += 1;
        if (selection.selectionSet) known.below.push({ set: selection.selectionSet, open });
        names.set(name, known);
      }
    }
  }
}
