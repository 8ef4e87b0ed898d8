import { Kind, type DefinitionNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { Requirement } from './chained-requirements.js';
import { parseFields } from './field-set.js';
import { argumentsOf, joinsOf } from './join-directives.js';
import { isComposite, named, type Composite, type SupergraphTypes } from './supergraph-types.js';

/** How a part has a field: as the subgraph has it, as what is sent to it, or as what it is there for. */
export type Held = 'plain' | 'external' | 'computed';

/**
 * The part of a subgraph's schema that some computed fields need: their entities with the keys and what the fields
 * require, and the types that they return. Of these, entities have their keys only (the subgraph itself answers the
 * rest, which costs a step but keeps the part small), all others every field that they have.
 */
export class PartOfGraph {
  readonly graph: string;
  readonly #definitions: ReadonlyMap<string, DefinitionNode>;
  readonly #types: SupergraphTypes;
  readonly #held = new Map<string, Map<string, Held>>();
  readonly #computed = new Set<string>();

  constructor(document: DocumentNode, types: SupergraphTypes, graph: string) {
    this.graph = graph;
    this.#types = types;
    const definitions = document.definitions.flatMap((node) =>
      'name' in node && node.name !== undefined ? [[node.name.value, node] as const] : [],
    );
    this.#definitions = new Map(definitions);
    this.#addRoot(document);
  }

  has(type: string): boolean {
    return this.#held.has(type);
  }

  /** Whether it computes a field of the type. */
  isComputed(type: string): boolean {
    return this.#computed.has(type);
  }

  holds(type: string, field: string): Held | undefined {
    const held = this.#held.get(type)?.get(field);
    return held === undefined || this.#isOnAll(type, field) ? held : undefined;
  }

  addRequirement({ type, field, selection }: Requirement): void {
    this.#computed.add(type);
    this.#addType(type);
    this.#addField(type, field, 'computed');
    this.#addSelection(type, selection, 'external');
  }

  /** Every subgraph has the root of queries, if only to be asked for entities. */
  #addRoot({ definitions }: DocumentNode): void {
    const schema = definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
    const root = schema?.operationTypes.find(({ operation }) => operation === 'query')?.type.name.value;
    this.#held.set(root ?? 'Query', new Map());
  }

  #isHere(type: string): boolean {
    const node = this.#definitions.get(type);
    return (
      node !== undefined &&
      'directives' in node &&
      joinsOf(node as Composite, 'join__type', this.graph).length > 0
    );
  }

  #addType(type: string): void {
    if (this.#held.has(type) || !this.#isHere(type)) return;
    const node = this.#definitions.get(type)!;
    this.#held.set(type, new Map());
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of node.fields ?? []) this.#addType(named(field.type));
    } else if (node.kind === Kind.UNION_TYPE_DEFINITION) {
      const members = joinsOf(node, 'join__unionMember', this.graph);
      for (const join of members) this.#addType(String(argumentsOf(join)['member']));
    } else if (isComposite(node)) {
      this.#addComposite(node);
    }
  }

  #addComposite(node: Composite): void {
    const type = node.name.value;
    const keys = joinsOf(node, 'join__type', this.graph).flatMap((join) => {
      const { key } = argumentsOf(join);
      return typeof key === 'string' ? [parseFields(key)] : [];
    });
    for (const key of keys) this.#addSelection(type, key, 'plain');
    if (keys.length === 0) {
      for (const { name } of this.#types.fields(type)) {
        if (this.#isPlain(type, name.value)) this.#addField(type, name.value, 'plain');
      }
    }
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    for (const member of this.#members(type)) this.#addType(member);
  }

  #addField(type: string, field: string, held: Held): void {
    const fields = this.#held.get(type);
    const node = this.#types.fields(type).find(({ name }) => name.value === field);
    if (fields === undefined || node === undefined) return;
    const known = fields.get(field);
    // What is a key is sent as such; nothing is both computed and required here.
    if (known === undefined || (known === 'plain' && held === 'computed')) fields.set(field, held);
    this.#addType(named(node.type));
    for (const argument of node.arguments ?? []) this.#addType(named(argument.type));
  }

  #addSelection(parent: string, { selections }: SelectionSetNode, held: Held): void {
    this.#addType(parent);
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) continue;
      if (each.kind === Kind.INLINE_FRAGMENT) {
        this.#addSelection(each.typeCondition?.name.value ?? parent, each.selectionSet, held);
        continue;
      }
      const name = each.name.value;
      for (const type of this.#types.under(parent)) this.#addField(type, name, held);
      const below = this.#types.fieldType(parent, name);
      // What stands below an external field is as the subgraph has it: nobody gets there.
      if (each.selectionSet && below !== undefined) this.#addSelection(below, each.selectionSet, 'plain');
    }
  }

  #isPlain(type: string, field: string): boolean {
    const node = this.#types.fields(type).find(({ name }) => name.value === field)!;
    const all = joinsOf(node, 'join__field');
    if (all.length === 0) return true;
    const joins = joinsOf(node, 'join__field', this.graph).map(argumentsOf);
    return joins.some(
      ({ requires, contextArguments, usedOverridden, overrideLabel }) =>
        requires === undefined &&
        contextArguments === undefined &&
        overrideLabel === undefined &&
        usedOverridden !== true,
    );
  }

  #members(face: string): string[] {
    return [...this.#definitions.values()].filter(isComposite).flatMap((node) => {
      const joins = joinsOf(node, 'join__implements', this.graph);
      return joins.some((join) => argumentsOf(join)['interface'] === face) ? [node.name.value] : [];
    });
  }

  /** A field of an interface is one only if every member has it; entities have few here. */
  #isOnAll(type: string, field: string): boolean {
    if (this.#definitions.get(type)?.kind !== Kind.INTERFACE_TYPE_DEFINITION) return true;
    return this.#members(type).every((member) => this.#held.get(member)?.has(field) !== false);
  }
}
