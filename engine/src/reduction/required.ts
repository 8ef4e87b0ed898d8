import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Denied } from './reduction.js';

type Annotated = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
};

function directivesOf(node: Annotated, name: string): Record<string, unknown>[] {
  return (node.astNode?.directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries(
        (directive.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]),
      ),
    );
}

/** The selection set of a federation field set, written with or without braces. */
function fieldSet(text: string): SelectionSetNode {
  const trimmed = text.trim();
  // A context's selection may stand as `... on Type { field }` or as `{ field }`.
  const document = parse(trimmed.startsWith('{') ? trimmed : `{ ${trimmed} }`);
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a field set: ${text}`);
  return definition.selectionSet;
}

/** Adds every concrete coordinate that a selection on a type reads. */
function collect(
  schema: GraphQLSchema,
  type: GraphQLNamedType | undefined,
  selections: SelectionSetNode,
  into: Set<string>,
): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const narrowed = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
      collect(schema, narrowed, selection.selectionSet, into);
      continue;
    }
    if (selection.kind !== Kind.FIELD || !(isObjectType(type) || isInterfaceType(type))) continue;
    const name = selection.name.value;
    const concrete = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
    for (const { name: owner } of concrete) into.add(`${owner}.${name}`);
    const field = type.getFields()[name];
    if (field && selection.selectionSet) {
      collect(schema, getNamedType(field.type), selection.selectionSet, into);
    }
  }
}

/** Types that set a context, by the context's name in the supergraph. */
function contextTypes(schema: GraphQLSchema): Map<string, GraphQLNamedType[]> {
  const types = new Map<string, GraphQLNamedType[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    for (const { name } of directivesOf(type as Annotated, 'context')) {
      types.set(String(name), [...(types.get(String(name)) ?? []), type]);
    }
  }
  return types;
}

/**
 * Which coordinates each field is computed from: its `@requires` and `@fromContext`, read from the supergraph's
 * `join__field`. A reader of the result could otherwise work back to what was denied (GHSA-m8jr-fxqx-8xx6).
 * @returns sets of concrete `Type.field`, by the concrete `Type.field` that needs them.
 */
export function requiredCoordinates(schema: GraphQLSchema): ReadonlyMap<string, ReadonlySet<string>> {
  const contexts = contextTypes(schema);
  const required = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const sources = new Set<string>();
      // What an `@interfaceObject` adds stands on the interface alone; each of its types has it.
      const stated = [field, ...type.getInterfaces().flatMap((one) => one.getFields()[field.name] ?? [])];
      for (const join of stated.flatMap((one) => directivesOf(one, 'join__field'))) {
        if (typeof join['requires'] === 'string') collect(schema, type, fieldSet(join['requires']), sources);
        for (const argument of (join['contextArguments'] ?? []) as { context: string; selection: string }[]) {
          for (const setter of contexts.get(argument.context) ?? []) {
            collect(schema, setter, fieldSet(argument.selection), sources);
          }
        }
      }
      if (sources.size > 0) required.set(`${type.name}.${field.name}`, sources);
    }
  }
  return required;
}

/** Denies what is computed from something denied, until nothing more follows. */
export function denyComputed<D extends Denied>(
  fields: Map<string, D>,
  required: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (let grown = true; grown;) {
    grown = false;
    for (const [coordinate, sources] of required) {
      if (fields.has(coordinate)) continue;
      const source = [...sources].find((name) => fields.has(name));
      const denied = source && fields.get(source);
      if (!denied) continue;
      fields.set(coordinate, { ...denied, coordinate });
      grown = true;
    }
  }
}
