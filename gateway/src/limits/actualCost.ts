import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Countable, mutationCost } from './answerSize.js';

/** A field of an answer as the document asks for it, and the type it stands on there. */
interface Asked {
  readonly node: FieldNode;
  readonly parent: GraphQLNamedType;
}

/** One selection with the type it is made on. */
interface Selected {
  readonly selections: SelectionSetNode;
  readonly type: GraphQLNamedType;
}

class Tally {
  readonly #input: Countable;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(input: Countable) {
    this.#input = input;
    for (const definition of input.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  object(value: Readonly<Record<string, unknown>>, selected: readonly Selected[]): number {
    const asked = new Map<string, Asked[]>();
    for (const { selections, type } of selected) this.#collect(selections, type, asked);
    let cost = 0;
    for (const [key, fields] of asked) {
      if (!Object.hasOwn(value, key)) continue;
      cost += this.#field(value[key], fields);
    }
    return cost;
  }

  #collect({ selections }: SelectionSetNode, type: GraphQLNamedType, into: Map<string, Asked[]>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const known = into.get(key);
        if (known) known.push({ node: selection, parent: type });
        else into.set(key, [{ node: selection, parent: type }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value;
      const on = condition === undefined ? type : this.#input.schema.getType(condition);
      if (on) this.#collect(fragment.selectionSet, on, into);
    }
  }

  /** What a null costs is nothing: nobody made it. */
  #field(value: unknown, asked: readonly Asked[]): number {
    const [first] = asked;
    if (value === null || value === undefined || !first) return 0;
    const { node, parent } = first;
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const type = getNamedType(field.type);
    const rule = this.#input.rules.of(`${parent.name}.${field.name}`, type);
    const selected = asked.flatMap((one): Selected[] =>
      one.node.selectionSet ? [{ selections: one.node.selectionSet, type }] : [],
    );
    const given = (node.arguments ?? []).reduce(
      (sum, { name }) => sum + (rule.argumentWeights.get(name.value) ?? 0),
      0,
    );
    return given + this.#value(value, selected, rule.weight);
  }

  #value(value: unknown, selected: readonly Selected[], weight: number): number {
    if (value === null || value === undefined) return 0;
    // A list of values is one value, as in the estimate.
    if (selected.length === 0) return weight;
    if (Array.isArray(value)) {
      return value.reduce<number>((sum, item) => sum + this.#value(item, selected, weight), 0);
    }
    return weight + this.object(value as Record<string, unknown>, selected);
  }
}

/**
 * What an operation came to: the same weights as in the estimate, multiplied by the objects that are really there.
 * Takes a walk through the answer.
 */
export function actualCost(input: Countable, data: Readonly<Record<string, unknown>> | null): number {
  const { operation, schema } = input;
  const base = operation.operation === 'mutation' ? mutationCost : 0;
  const root = schema.getRootType(operation.operation);
  if (data === null || !root) return base;
  return base + new Tally(input).object(data, [{ selections: operation.selectionSet, type: root }]);
}
