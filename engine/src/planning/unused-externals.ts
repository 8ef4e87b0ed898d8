import { Kind, visit, type DocumentNode, type FieldDefinitionNode, type SelectionSetNode } from 'graphql';
import { parseFields } from './field-set.js';
import { argumentsOf } from './join-directives.js';
import { SupergraphTypes, type Composite } from './supergraph-types.js';

/**
 * A supergraph without the `@external` fields of subgraphs that have no use for them any more: Apollo's planner refuses
 * these. `concerns` says which fields to look at.
 */
export function withoutUnusedExternals(
  document: DocumentNode,
  concerns: (type: string, field: string) => boolean,
): DocumentNode {
  const types = new SupergraphTypes(document);
  const used = usedFields(document, types);
  const ofType = (type: Composite): Composite => {
    const fields = type.fields?.map((field) => {
      if (!concerns(type.name.value, field.name.value)) return field;
      const directives = field.directives?.filter((each) => {
        const { graph, external } = argumentsOf(each);
        const isExternal = each.name.value === 'join__field' && external === true;
        return !isExternal || used.has(useOf(graph, type.name.value, field.name.value));
      });
      return directives ? { ...field, directives } : field;
    });
    return fields ? { ...type, fields } : type;
  };
  return visit(document, { ObjectTypeDefinition: ofType, InterfaceTypeDefinition: ofType });
}

const useOf = (graph: unknown, type: string, field: string) => `${String(graph)} ${type}.${field}`;

/** What keys, requirements and provisions name, and what interfaces demand, in each subgraph. */
function usedFields(document: DocumentNode, types: SupergraphTypes): ReadonlySet<string> {
  const used = new Set<string>();
  const use = (graph: unknown, parent: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        use(graph, selection.typeCondition?.name.value ?? parent, selection.selectionSet);
        continue;
      }
      const name = selection.name.value;
      for (const type of types.under(parent)) used.add(useOf(graph, type, name));
      const below = types.fieldType(parent, name);
      if (selection.selectionSet && below !== undefined) use(graph, below, selection.selectionSet);
    }
  };
  const useText = (graph: unknown, parent: string | undefined, text: unknown): void => {
    if (typeof text === 'string' && parent !== undefined) use(graph, parent, parseFields(text));
  };
  const ofType = ({ name, fields = [], directives = [] }: Composite): void => {
    for (const directive of directives) {
      const { graph, key, interface: face } = argumentsOf(directive);
      if (directive.name.value === 'join__type') useText(graph, name.value, key);
      if (directive.name.value !== 'join__implements' || typeof face !== 'string') continue;
      for (const field of types.fields(face)) {
        if (isIn(field, graph)) used.add(useOf(graph, name.value, field.name.value));
      }
    }
    for (const field of fields) {
      for (const directive of field.directives ?? []) {
        const { graph, requires, provides } = argumentsOf(directive);
        if (directive.name.value !== 'join__field') continue;
        useText(graph, name.value, requires);
        useText(graph, types.fieldType(name.value, field.name.value), provides);
      }
    }
  };
  visit(document, { ObjectTypeDefinition: ofType, InterfaceTypeDefinition: ofType });
  return used;
}

/** A field without `@join__field` is in every subgraph that has its type. */
function isIn({ directives = [] }: FieldDefinitionNode, graph: unknown): boolean {
  const joins = directives.filter(({ name }) => name.value === 'join__field');
  return joins.length === 0 || joins.some((join) => argumentsOf(join)['graph'] === graph);
}
