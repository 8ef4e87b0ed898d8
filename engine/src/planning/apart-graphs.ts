import {
  Kind,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
} from 'graphql';
import { rankedRequirements } from './chained-requirements.js';
import { argumentsOf, joinOf, joinsOf, subgraphNames, withArguments } from './join-directives.js';
import { PartOfGraph } from './part-of-graph.js';
import { isComposite, SupergraphTypes, type Composite } from './supergraph-types.js';

/** A supergraph in which some fields stand in graphs of their own, and whose subgraphs these graphs are. */
export interface ApartGraphs {
  readonly document: DocumentNode;
  /** By the name of such a graph, that of its subgraph. */
  readonly subgraphs: ReadonlyMap<string, string>;
}

const text = (value: string) => ({ kind: Kind.STRING as const, value });
const yes = { kind: Kind.BOOLEAN as const, value: true };
const no = { kind: Kind.BOOLEAN as const, value: false };

/**
 * Gives fields with requirements graphs of their own, for Apollo's planner. Where a requirement comes back to a
 * subgraph that is being asked already, the planner merges what it needs into that request, external fields and
 * computed ones alike, and the field is computed without what it requires. A graph that has nothing but the entity's
 * keys and the computed field is never asked already; in the finished plan it is the subgraph again. One such graph for
 * each subgraph and rank, so that no two fields in it stand on one another.
 *
 * @param which requirements: those that are chained, or all of them.
 */
export function withApartGraphs(document: DocumentNode, which: 'chains' | 'all'): ApartGraphs {
  const types = new SupergraphTypes(document);
  const names = subgraphNames(document);
  const parts = new Map<string, PartOfGraph>();
  for (const each of rankedRequirements(document, types)) {
    if ((which === 'chains' && !each.isChained) || !isMovable(types, names, each)) continue;
    const name = `${each.graph}__APART_${each.rank}`;
    const part = parts.get(name) ?? new PartOfGraph(document, types, each.graph);
    parts.set(name, part);
    part.addRequirement(each);
  }
  if (parts.size === 0) return { document, subgraphs: new Map() };
  const writer = new Writer([...parts]);
  const subgraphs = [...parts].map(([name, { graph }]) => [apart(name), names.get(graph)!] as const);
  return {
    document: { ...document, definitions: document.definitions.map((node) => writer.definition(node)) },
    subgraphs: new Map(subgraphs),
  };
}

/** What the planner calls a graph of our own: graphs have names that no two subgraphs share. */
const apart = (graph: string) => graph.toLowerCase();

/** What arguments from above or another subgraph's `@override` speak of stays where they expect it. */
function isMovable(
  types: SupergraphTypes,
  names: ReadonlyMap<string, string>,
  { graph, type, field }: { readonly graph: string; readonly type: string; readonly field: string },
): boolean {
  const joins = types.fields(type).find(({ name }) => name.value === field)?.directives ?? [];
  return joins.every((join) => {
    const { graph: of, override, contextArguments, usedOverridden } = argumentsOf(join);
    if (override !== undefined && override === names.get(graph)) return false;
    return of !== graph || (contextArguments === undefined && usedOverridden !== true);
  });
}

/** Writes the graphs into a supergraph, definition by definition. */
class Writer {
  readonly #parts: readonly (readonly [string, PartOfGraph])[];

  constructor(parts: readonly (readonly [string, PartOfGraph])[]) {
    this.#parts = parts;
  }

  definition(node: DefinitionNode): DefinitionNode {
    if (isComposite(node)) return this.#composite(node);
    switch (node.kind) {
      case Kind.ENUM_TYPE_DEFINITION:
        return node.name.value === 'join__Graph' ? this.#graphs(node) : this.#enum(node);
      case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
        const copied = this.#copies(node.name.value, node.directives, ['join__type']);
        const fields = node.fields?.map((field) => {
          const joins = this.#copies(node.name.value, field.directives, ['join__field']);
          return { ...field, directives: joins };
        });
        return { ...node, directives: copied, ...(fields ? { fields } : {}) };
      }
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.UNION_TYPE_DEFINITION: {
        const joins = ['join__type', 'join__unionMember'];
        return { ...node, directives: this.#copies(node.name.value, node.directives, joins) };
      }
      default:
        return node;
    }
  }

  #graphs(node: EnumTypeDefinitionNode): EnumTypeDefinitionNode {
    const added = this.#parts.flatMap(([name, { graph }]): EnumValueDefinitionNode[] => {
      const value = node.values?.find((each) => each.name.value === graph);
      if (value === undefined) return [];
      const directives = joinsOf(value, 'join__graph').map((join) =>
        withArguments(join, { name: text(apart(name)) }),
      );
      return [{ ...value, name: { kind: Kind.NAME, value: name }, directives }];
    });
    return { ...node, values: [...(node.values ?? []), ...added] };
  }

  #enum(node: EnumTypeDefinitionNode): EnumTypeDefinitionNode {
    const type = node.name.value;
    const values = node.values?.map((value) => ({
      ...value,
      directives: this.#copies(type, value.directives, ['join__enumValue']),
    }));
    const directives = this.#copies(type, node.directives, ['join__type']);
    return { ...node, directives, ...(values ? { values } : {}) };
  }

  /** A type's directives, and those that speak of a graph again for what is a part of it. */
  #copies(
    type: string,
    directives: readonly ConstDirectiveNode[] = [],
    copied: readonly string[],
  ): ConstDirectiveNode[] {
    const added = this.#parts.flatMap(([name, part]) => {
      if (!part.has(type)) return [];
      return copied
        .flatMap((join) => joinsOf({ directives }, join, part.graph))
        .map((join) => withArguments(join, { graph: { kind: Kind.ENUM, value: name } }));
    });
    return [...directives, ...added];
  }

  #composite(node: Composite): Composite {
    const type = node.name.value;
    const parts = this.#parts.filter(([, part]) => part.has(type));
    if (parts.length === 0) return node;
    const added = parts.flatMap(([name, part]) => {
      const graph = { kind: Kind.ENUM as const, value: name };
      const types = joinsOf(node, 'join__type', part.graph).map((join) => {
        const isKey = argumentsOf(join)['key'] !== undefined;
        // Only who needs the computed field comes here: for all others nothing has changed.
        return withArguments(join, { graph, ...(isKey && !part.isComputed(type) ? { resolvable: no } : {}) });
      });
      const faces = joinsOf(node, 'join__implements', part.graph)
        .filter((join) => part.has(String(argumentsOf(join)['interface'])))
        .map((join) => withArguments(join, { graph }));
      return [...types, ...faces];
    });
    const graphs = [
      ...new Set(joinsOf(node, 'join__type').map((join) => String(argumentsOf(join)['graph']))),
    ];
    const fields = node.fields?.map((field) => this.#field(field, { type, graphs, parts }));
    return { ...node, directives: [...(node.directives ?? []), ...added], ...(fields ? { fields } : {}) };
  }

  /** @param about the graphs that have the type, and the parts that have it. */
  #field(
    field: FieldDefinitionNode,
    about: {
      readonly type: string;
      readonly graphs: readonly string[];
      readonly parts: readonly (readonly [string, PartOfGraph])[];
    },
  ): FieldDefinitionNode {
    const { type, graphs, parts } = about;
    const name = field.name.value;
    const stated = joinsOf(field, 'join__field');
    // A field that says nothing of graphs is in all that have its type: it goes on saying nothing if it stays so.
    if (stated.length === 0 && parts.every(([, part]) => part.holds(type, name) === 'plain')) return field;
    const all = stated.length > 0 ? stated : graphs.map((graph) => joinOf('join__field', graph));
    const moved = parts.filter(([, part]) => part.holds(type, name) === 'computed');
    const left = all.filter((join) =>
      moved.every(
        ([, part]) => argumentsOf(join)['graph'] !== part.graph || !('requires' in argumentsOf(join)),
      ),
    );
    const added = parts.flatMap(([graphName, part]): ConstDirectiveNode[] => {
      const held = part.holds(type, name);
      const join = all.find((each) => argumentsOf(each)['graph'] === part.graph);
      if (held === undefined || join === undefined) return [];
      const graph = { kind: Kind.ENUM as const, value: graphName };
      if (held === 'computed') return [withArguments(join, { graph, provides: null })];
      const bare = { graph, provides: null, override: null, overrideLabel: null, requires: null };
      return [withArguments(join, held === 'external' ? { ...bare, external: yes } : bare)];
    });
    const others = (field.directives ?? []).filter((each) => each.name.value !== 'join__field');
    return { ...field, directives: [...others, ...left, ...added] };
  }
}
