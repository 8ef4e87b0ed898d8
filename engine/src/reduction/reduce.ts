import { createHash } from 'node:crypto';
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { conditionsOf, emptyPosition, slotOf, widen } from './position.js';
import { Asked } from './asked.js';
import { Refusals } from './refusals.js';
import type { Condition, Denials, Denied, Position, Reader, Reduction, Slot } from './reduction.js';
import { withoutUnusedVariables } from './variables.js';

/** What reducing needs: the operation, the schema it is valid against, and what this caller is denied. */
export interface ReduceInput<D extends Denied = Denied> {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly denials: Denials<D>;
  readonly reader?: Reader;
  /** Selections the reduced operation may have; concrete types are written out, which can multiply them. */
  readonly maximumSelections: number;
}

/** Where a selection stands: the static type, the concrete types that can be there, and how it is reached. */
interface Place<D extends Denied> {
  readonly parent: GraphQLNamedType;
  readonly possible: ReadonlySet<string>;
  readonly position: Position<D>;
  /** Null where a constant @include or @skip rules the place out. */
  readonly conditions: readonly Condition[] | null;
}

/** Writing out concrete types would have made the operation larger than allowed. */
export class ReductionTooLarge extends Error {
  override readonly name = 'ReductionTooLarge';
  readonly limit: number;

  constructor(limit: number) {
    super(`The operation has more than ${limit} selections when its concrete types are written out.`);
    this.limit = limit;
  }
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** A response key that the document does not use: a client could otherwise say itself of which type an object is. */
function freeKey(document: DocumentNode): string {
  const text = print(document);
  let key = '__huitong_typename';
  while (text.includes(key)) key += '_';
  return key;
}

/**
 * Takes out of an operation what a caller may not read, judged on concrete object types after every fragment is
 * spread: a field refused on one type of an interface stays for the others, whether it is reached through the
 * interface, a union, a named or an inline fragment, an alias or a variable @include. What is taken out is never
 * asked of a subgraph.
 * @throws ReductionTooLarge when writing out concrete types makes the operation too large.
 */
export function reduceOperation<D extends Denied>(input: ReduceInput<D>): Reduction<D> {
  return new Reducer(input).run();
}

class Reducer<D extends Denied> {
  readonly #input: ReduceInput<D>;
  readonly #asked: Asked;
  readonly #typenameKey: string;
  readonly #typename: FieldNode;
  readonly #refusals = new Refusals<D>();
  /** Selections that the answer must be asked the type of, if its position turns out to hold several. */
  readonly #undecided: { readonly position: Position<D>; readonly selections: SelectionNode[] }[] = [];
  #selections = 0;

  constructor(input: ReduceInput<D>) {
    this.#input = input;
    this.#asked = new Asked(input.document, input.schema);
    this.#typenameKey = freeKey(input.document);
    this.#typename = { kind: Kind.FIELD, alias: name(this.#typenameKey), name: name('__typename') };
  }

  run(): Reduction<D> {
    const { operation, schema, document } = this.#input;
    const root = schema.getRootType(operation.operation);
    if (!root) throw new Error(`The schema has no ${operation.operation} type.`);
    const position = this.#position(root, []);
    const selectionSet = this.#selectionSet(operation.selectionSet, {
      parent: root,
      possible: position.possible,
      position,
      conditions: [],
    });
    this.#askTypes();
    const { any, byCoordinate } = this.#refusals;
    const reduced: DocumentNode = any
      ? { kind: Kind.DOCUMENT, definitions: [withoutUnusedVariables({ ...operation, selectionSet })] }
      : document;
    const operationName = operation.name?.value ?? null;
    return {
      document: reduced,
      operationName,
      planKey: createHash('sha256')
        .update(`${operationName ?? ''}\0${print(reduced)}`)
        .digest('hex'),
      shape: any ? position : null,
      typenameKey: this.#typenameKey,
      refusals: byCoordinate,
    };
  }

  #position(type: GraphQLNamedType, deniedRows: readonly D[]): Position<D> {
    return widen(emptyPosition<D>(), this.#possible(type), deniedRows);
  }

  /**
   * One response key can be spelled on several types that lead to different ones, so only at the end is it known
   * whether objects at a position need to be told apart; every spelling then has to ask.
   */
  #askTypes(): void {
    for (const { position, selections } of this.#undecided) {
      const several = position.possible.size > 1 && position.altered;
      if (several && !selections.includes(this.#typename)) selections.push(this.#typename);
    }
  }

  #possible(type: GraphQLNamedType): ReadonlySet<string> {
    return this.#asked.possible(type);
  }

  #selectionSet({ selections }: SelectionSetNode, place: Place<D>): SelectionSetNode {
    const kept = selections.flatMap((selection) => this.#selection(selection, place));
    if (kept.length === 0) kept.push(this.#typename);
    this.#undecided.push({ position: place.position, selections: kept });
    return { kind: Kind.SELECTION_SET, selections: kept };
  }

  #selection(selection: SelectionNode, place: Place<D>): SelectionNode[] {
    this.#selections += 1;
    if (this.#selections > this.#input.maximumSelections) {
      throw new ReductionTooLarge(this.#input.maximumSelections);
    }
    if (selection.kind === Kind.FIELD) return this.#field(selection, place);
    const fragment = this.#asked.fragment(selection);
    if (!fragment) throw new Error('A fragment is missing from a valid document.');
    return this.#fragment(fragment, selection.directives ?? [], place);
  }

  #fragment(
    fragment: FragmentDefinitionNode | InlineFragmentNode,
    directives: readonly DirectiveNode[],
    place: Place<D>,
  ): SelectionNode[] {
    const condition = fragment.typeCondition
      ? this.#input.schema.getType(fragment.typeCondition.name.value)
      : place.parent;
    if (!condition) throw new Error('A type condition is missing from a valid schema.');
    const here = this.#possible(condition);
    const possible = new Set([...place.possible].filter((type) => here.has(type)));
    // Narrowed away by a type written out further up; planners refuse a fragment that can never apply.
    if (possible.size === 0) return [];
    const inner = {
      ...place,
      parent: condition,
      possible,
      conditions: conditionsOf(place.conditions, directives),
    };
    const selections = fragment.selectionSet.selections.flatMap((selection) =>
      this.#selection(selection, inner),
    );
    if (selections.length === 0) return [];
    return [
      {
        kind: Kind.INLINE_FRAGMENT,
        ...(fragment.typeCondition ? { typeCondition: fragment.typeCondition } : {}),
        directives: [...directives],
        selectionSet: { kind: Kind.SELECTION_SET, selections },
      },
    ];
  }

  #field(node: FieldNode, place: Place<D>): SelectionNode[] {
    const key = node.alias?.value ?? node.name.value;
    const slot = slotOf(place.position, key);
    if (node.name.value.startsWith('__')) return [this.#asked.written(node)];
    const { parent } = place;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!definition) throw new Error(`${parent.name}.${node.name.value} is missing from a valid document.`);
    const conditions = conditionsOf(place.conditions, node.directives);
    const allowed: string[] = [];
    for (const type of place.possible) {
      const denied = this.#input.denials.fields.get(`${type}.${node.name.value}`);
      if (denied)
        this.#refusals.field({ denied, type, slot, position: place.position, definition, conditions });
      else allowed.push(type);
    }
    if (allowed.length === 0) return [];
    const inner = { ...place, conditions };
    if (allowed.length === place.possible.size) return [this.#keep(node, definition, slot, inner)];
    return allowed.map((type) => this.#onType(type, node, slot, inner));
  }

  /** Writes a field out for one concrete type, because another type's field of the name is refused. */
  #onType(type: string, node: FieldNode, slot: Slot<D>, place: Place<D>): InlineFragmentNode {
    const object = this.#input.schema.getType(type);
    const definition = isObjectType(object) ? object.getFields()[node.name.value] : undefined;
    if (!object || !definition) throw new Error(`${type}.${node.name.value} is missing from the schema.`);
    const kept = this.#keep(node, definition, slot, { ...place, parent: object, possible: new Set([type]) });
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: name(type) },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [kept] },
    };
  }

  #keep(
    node: FieldNode,
    definition: GraphQLField<unknown, unknown>,
    slot: Slot<D>,
    place: Place<D>,
  ): FieldNode {
    for (const type of place.possible) this.#input.reader?.add(`${type}.${node.name.value}`);
    slot.type ??= definition.type;
    if (!node.selectionSet) return node;
    const leadsTo = getNamedType(definition.type);
    if (!isCompositeType(leadsTo)) throw new Error(`${definition.name} leads to no object.`);
    slot.child ??= this.#position(leadsTo, []);
    const child = widen(slot.child, this.#possible(leadsTo), this.#deniedRows(leadsTo));
    for (const row of child.deniedRows.values()) {
      const asked = this.#asked.asks(node.selectionSet, row.denied.coordinate);
      this.#refusals.rows(row, asked ? place.conditions : null);
    }
    const possible = new Set([...this.#possible(leadsTo)].filter((type) => !child.deniedRows.has(type)));
    if (isAbstractType(leadsTo)) {
      for (const type of possible) {
        if (this.#asked.asks(node.selectionSet, type)) this.#input.reader?.addRows(type);
      }
    }
    const below = { parent: leadsTo, possible, position: child, conditions: place.conditions };
    return { ...node, selectionSet: this.#selectionSet(node.selectionSet, below) };
  }

  #deniedRows(type: GraphQLNamedType): D[] {
    // On an edge to one type the rule stands on the edge itself.
    if (!isAbstractType(type)) return [];
    return [...this.#possible(type)].flatMap((possible) => this.#input.denials.rows.get(possible) ?? []);
  }
}
