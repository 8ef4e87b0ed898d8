import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { ObjectShape } from '../ir.js';

interface Draft {
  readonly types: Set<string> | null;
  readonly fields: Map<string, { lists: number | null; object: Draft | null; typename: boolean }>;
}

/**
 * The shape of the answer to one subgraph operation, as plain data. Fragments are merged by response name whatever
 * their type condition, which is sound because GraphQL lets two fields share a response name only if their lists and
 * leaves agree (specification §5.3.2, SameResponseShape).
 *
 * @param schema the supergraph's own schema (it has what `@inaccessible` hides).
 */
export function answerShape(schema: GraphQLSchema, operation: string): ObjectShape {
  const { definitions } = parse(operation, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const root = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (root === undefined) throw new Error('A fetch has no operation.');
  const draft: Draft = { types: null, fields: new Map() };
  collect(schema, fragments, root.selectionSet, schema.getRootType(root.operation)?.name, draft);
  return finished(draft);
}

function collect(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  selectionSet: SelectionSetNode,
  parent: string | undefined,
  draft: Draft,
): void {
  const into = (selections: SelectionSetNode, type: string | undefined, target: Draft) =>
    collect(schema, fragments, selections, type, target);
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition.name.value;
      addTypeNames(schema, condition, draft.types);
      into(fragment.selectionSet, condition, draft);
      continue;
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      if (condition !== undefined) addTypeNames(schema, condition, draft.types);
      into(selection.selectionSet, condition ?? parent, draft);
      continue;
    }
    const name = selection.alias?.value ?? selection.name.value;
    const type = fieldType(schema, parent, selection.name.value);
    const known = draft.fields.get(name);
    const field = known ?? {
      lists: type.lists,
      object: type.composite ? objectDraft(schema, type.name) : null,
      typename: selection.name.value === '__typename' && name !== '__typename',
    };
    if (!known) draft.fields.set(name, field);
    if (selection.selectionSet && field.object) into(selection.selectionSet, type.name, field.object);
  }
}

interface FieldType {
  readonly name: string | undefined;
  readonly lists: number | null;
  readonly composite: boolean;
}

function fieldType(schema: GraphQLSchema, parent: string | undefined, field: string): FieldType {
  if (field === '__typename') return { name: 'String', lists: 0, composite: false };
  // Every subgraph has it and no supergraph does; its types are those of the fragments inside.
  if (field === '_entities') return { name: undefined, lists: 1, composite: true };
  const owner = parent === undefined ? undefined : schema.getType(parent);
  const type = isObjectType(owner) || isInterfaceType(owner) ? owner.getFields()[field]?.type : undefined;
  if (type === undefined) return { name: undefined, lists: null, composite: false };
  return {
    name: getNamedType(type).name,
    lists: listDepth(type),
    composite: isCompositeType(getNamedType(type)),
  };
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

function objectDraft(schema: GraphQLSchema, type: string | undefined): Draft {
  const types = new Set<string>();
  if (type !== undefined) addTypeNames(schema, type, types);
  return { types, fields: new Map() };
}

/** An abstract type answers with its members; under `@interfaceObject` also with its own name. */
function addTypeNames(schema: GraphQLSchema, name: string, into: Set<string> | null): void {
  const type = schema.getType(name);
  if (into === null || type === undefined || into.has(name)) return;
  into.add(name);
  if (!isAbstractType(type)) return;
  for (const member of schema.getPossibleTypes(type)) into.add(member.name);
  if (isInterfaceType(type))
    for (const member of schema.getImplementations(type).interfaces) into.add(member.name);
}

function finished(draft: Draft): ObjectShape {
  return {
    types: draft.types && [...draft.types],
    fields: [...draft.fields].map(([name, { lists, object, typename }]) => ({
      name,
      lists,
      object: object && finished(object),
      ...(typename ? { typename } : {}),
    })),
  };
}
