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
import { refusal } from '@huitong/contract';
import { conditionsOf, emptyPosition, slotOf, widen } from './position.js';
import { Readings } from './readings.js';
import type { DeniedCoordinate, Denials, SharingPolicy } from './policy.js';
import { type Condition, type Position, type Reduction, type Slot, typenameKey } from './reduction.js';

/** What reducing needs: the operation, the schema it is valid against, the rules, and what this caller is denied. */
export interface ReduceInput {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly schema: GraphQLSchema;
  readonly policy: SharingPolicy;
  readonly denials: Denials;
  /** Selections the reduced operation may have; concrete types are written out, which can multiply them. */
  readonly maximumSelections: number;
}

/** Where a selection stands: the static type, the concrete types that can be there, and how it is reached. */
interface Place {
  readonly parent: GraphQLNamedType;
  readonly possible: ReadonlySet<string>;
  readonly position: Position;
  /** Null where a constant @include or @skip rules the place out. */
  readonly conditions: readonly Condition[] | null;
}

const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
const typename: FieldNode = { kind: Kind.FIELD, alias: name(typenameKey), name: name('__typename') };

/**
 * Takes out of an operation what a caller may not read, judged on concrete object types after every fragment is
 * spread: a field refused on one type of an interface stays for the others, whether it is reached through the
 * interface, a union, a named or an inline fragment, an alias or a variable @include. What is taken out is never
 * asked of a subgraph.
 * @throws Refusal TOO_LARGE_EXPANDED when writing out concrete types makes the operation too large.
 */
export function reduceOperation(input: ReduceInput): Reduction {
  return new Reducer(input).run();
}

class Reducer {
  readonly #input: ReduceInput;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #refusals = new Map<
    string,
    { denied: DeniedCoordinate; alternatives: (readonly Condition[])[] }
  >();
  readonly #readings: Readings;
  /** Selections that the answer must be asked the type of, if its position turns out to hold several. */
  readonly #undecided: { readonly position: Position; readonly selections: SelectionNode[] }[] = [];
  #removed = false;
  #selections = 0;

  constructor(input: ReduceInput) {
    this.#input = input;
    this.#readings = new Readings(input.policy);
    for (const definition of input.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  run(): Reduction {
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
    const reduced: DocumentNode = this.#removed
      ? { kind: Kind.DOCUMENT, definitions: [this.#withoutUnusedVariables({ ...operation, selectionSet })] }
      : document;
    const operationName = operation.name?.value ?? null;
    return {
      document: reduced,
      operationName,
      planKey: createHash('sha256')
        .update(`${operationName ?? ''}\0${print(reduced)}`)
        .digest('hex'),
      shape: this.#removed ? position : null,
      refusals: this.#refusals,
      coordinates: this.#readings.sorted(),
    };
  }

  #position(type: GraphQLNamedType, deniedRows: readonly DeniedCoordinate[]): Position {
    return widen(emptyPosition(), this.#possible(type), deniedRows);
  }

  /**
   * One response key can be spelled on several types that lead to different ones, so only at the end is it known
   * whether objects at a position need to be told apart; every spelling then has to ask.
   */
  #askTypes(): void {
    for (const { position, selections } of this.#undecided) {
      const several = position.possible.size > 1 && position.altered;
      if (several && !selections.includes(typename)) selections.push(typename);
    }
  }

  #possible(type: GraphQLNamedType): ReadonlySet<string> {
    const types = isAbstractType(type) ? this.#input.schema.getPossibleTypes(type) : [type];
    return new Set(types.map((possible) => possible.name));
  }

  #selectionSet({ selections }: SelectionSetNode, place: Place): SelectionSetNode {
    const kept = selections.flatMap((selection) => this.#selection(selection, place));
    if (kept.length === 0) kept.push(typename);
    this.#undecided.push({ position: place.position, selections: kept });
    return { kind: Kind.SELECTION_SET, selections: kept };
  }

  #selection(selection: SelectionNode, place: Place): SelectionNode[] {
    this.#selections += 1;
    if (this.#selections > this.#input.maximumSelections) {
      throw refusal('TOO_LARGE_EXPANDED', { facts: { limit: this.#input.maximumSelections } });
    }
    if (selection.kind === Kind.FIELD) return this.#field(selection, place);
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
    if (!fragment) throw new Error('A fragment is missing from a valid document.');
    return this.#fragment(fragment, selection.directives ?? [], place);
  }

  #fragment(
    fragment: FragmentDefinitionNode | InlineFragmentNode,
    directives: readonly DirectiveNode[],
    place: Place,
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

  #field(node: FieldNode, place: Place): SelectionNode[] {
    const key = node.alias?.value ?? node.name.value;
    const slot = slotOf(place.position, key);
    if (node.name.value.startsWith('__')) return [this.#written(node)];
    const { parent } = place;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!definition) throw new Error(`${parent.name}.${node.name.value} is missing from a valid document.`);
    const conditions = conditionsOf(place.conditions, node.directives);
    const allowed: string[] = [];
    for (const type of place.possible) {
      const denied = this.#input.denials.fields.get(`${type}.${node.name.value}`);
      if (denied) this.#refuse({ denied, type, slot, place, definition, conditions });
      else allowed.push(type);
    }
    if (allowed.length === 0) return [];
    const inner = { ...place, conditions };
    if (allowed.length === place.possible.size) return [this.#keep(node, definition, slot, inner)];
    return allowed.map((type) => this.#onType(type, node, slot, inner));
  }

  /** Writes a field out for one concrete type, because another type's field of the name is refused. */
  #onType(type: string, node: FieldNode, slot: Slot, place: Place): InlineFragmentNode {
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

  #keep(node: FieldNode, definition: GraphQLField<unknown, unknown>, slot: Slot, place: Place): FieldNode {
    for (const type of place.possible) this.#readings.add(`${type}.${node.name.value}`);
    slot.type ??= definition.type;
    if (!node.selectionSet) return node;
    const leadsTo = getNamedType(definition.type);
    if (!isCompositeType(leadsTo)) throw new Error(`${definition.name} leads to no object.`);
    slot.child ??= this.#position(leadsTo, []);
    const child = widen(slot.child, this.#possible(leadsTo), this.#deniedRows(leadsTo));
    for (const row of child.deniedRows.values()) {
      const asked = this.#asks(node.selectionSet, row.denied.coordinate);
      this.#refuseRows(row, asked ? place.conditions : null);
    }
    const possible = new Set([...this.#possible(leadsTo)].filter((type) => !child.deniedRows.has(type)));
    if (isAbstractType(leadsTo)) {
      for (const type of possible) if (this.#asks(node.selectionSet, type)) this.#readings.addRows(type);
    }
    const below = { parent: leadsTo, possible, position: child, conditions: place.conditions };
    return { ...node, selectionSet: this.#selectionSet(node.selectionSet, below) };
  }

  /**
   * Whether a selection asks anything of objects of a type. Their rows may not be met whatever it asks, but who asks
   * `... on CoalMine` of a union is refused nothing else in it; clients put `__typename` everywhere by themselves.
   */
  #asks({ selections }: SelectionSetNode, type: string): boolean {
    return selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value !== '__typename';
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      const on = condition === undefined ? undefined : this.#input.schema.getType(condition);
      return (
        fragment !== undefined &&
        (!on || this.#possible(on).has(type)) &&
        this.#asks(fragment.selectionSet, type)
      );
    });
  }

  /** Introspection says nothing of any row; its fragments are written out, because no definition is kept. */
  #written<Node extends FieldNode | InlineFragmentNode>(node: Node): Node {
    if (!node.selectionSet) return node;
    const selections = node.selectionSet.selections.flatMap((selection): SelectionNode[] => {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) return [this.#written(selection)];
      const fragment = this.#fragments.get(selection.name.value);
      if (!fragment) return [];
      const { typeCondition, selectionSet } = fragment;
      const directives = selection.directives ?? [];
      return [this.#written({ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet, directives })];
    });
    return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  }

  #deniedRows(type: GraphQLNamedType): DeniedCoordinate[] {
    // On an edge to one type the rule stands on the edge itself.
    if (!isAbstractType(type)) return [];
    return [...this.#possible(type)].flatMap((possible) => this.#input.denials.rows.get(possible) ?? []);
  }

  #refuseRows(
    row: { denied: DeniedCoordinate; conditions: (readonly Condition[])[] },
    conditions: readonly Condition[] | null,
  ): void {
    this.#removed = true;
    if (!conditions) return;
    row.conditions.push(conditions);
    this.#note(row.denied, conditions);
  }

  #refuse(refused: {
    denied: DeniedCoordinate;
    type: string;
    slot: Slot;
    place: Place;
    definition: GraphQLField<unknown, unknown>;
    conditions: readonly Condition[] | null;
  }): void {
    const { denied, type, slot, place, definition, conditions } = refused;
    this.#removed = true;
    place.position.altered = true;
    if (!conditions) return;
    slot.holes.push({ denied, types: new Set([type]), conditions, type: definition.type });
    this.#note(denied, conditions);
  }

  #note(denied: DeniedCoordinate, conditions: readonly Condition[]): void {
    const known = this.#refusals.get(denied.coordinate);
    if (known) known.alternatives.push(conditions);
    else this.#refusals.set(denied.coordinate, { denied, alternatives: [conditions] });
  }

  /** A document with a variable that nothing uses is not valid any more. */
  #withoutUnusedVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
    const text = print({ ...operation, variableDefinitions: [] });
    const used = new Set(text.match(/\$[_A-Za-z][_0-9A-Za-z]*/g));
    return {
      ...operation,
      variableDefinitions: (operation.variableDefinitions ?? []).filter((definition) =>
        used.has(`$${definition.variable.name.value}`),
      ),
    };
  }
}
