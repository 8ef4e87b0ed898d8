import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

/** A field that only the planner knows: a field of the schema with the arguments of one requirement. */
export interface StandIn {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** A supergraph for the planner, and what the fields added to it stand for. */
export interface PlannerSupergraph {
  readonly sdl: string;
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** Stand-ins that a field (by its name, of whatever type) requires. */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
}

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Apollo's planner merges requirements by response name, so `@requires(fields: "price(currency: \"CNY\")")` beside the
 * same in another currency becomes one of the two. Where a supergraph has such, it is planned with a field of its own
 * for each combination of arguments; {@link StandIn}s are replaced in the finished plan.
 */
export function withStandIns(sdl: string): PlannerSupergraph {
  const document = parse(sdl, { noLocation: true });
  const types = new Map<string, FieldsType>();
  for (const node of document.definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
      types.set(node.name.value, node);
    }
  }
  const finder = new Finder(types);
  eachRequirement(document, (type, _, selections) => finder.note(type, selections));
  const conflicting = finder.conflicting();
  if (conflicting.size === 0) return { sdl, standIns: new Map(), requiredBy: new Map() };
  return rewritten(document, types, conflicting);
}

type Visit = (
  type: string,
  field: FieldDefinitionNode,
  selections: SelectionSetNode,
) => SelectionSetNode | void;

/** Goes over all `requires` with arguments; what the visitor returns takes their place. */
function eachRequirement(document: DocumentNode, each: Visit): DocumentNode {
  const type = (node: FieldsType) => ({
    ...node,
    fields: (node.fields ?? []).map((field) => ({
      ...field,
      directives: (field.directives ?? []).map((directive) => {
        const given = directive.arguments?.find(({ name }) => name.value === 'requires');
        if (directive.name.value !== 'join__field' || given?.value.kind !== Kind.STRING) return directive;
        if (!given.value.value.includes('(')) return directive;
        const selections = each(node.name.value, field, selectionSet(given.value.value));
        if (!selections) return directive;
        const text = print(selections).slice(1, -1).replace(/\s+/g, ' ').trim();
        const value = { kind: Kind.STRING as const, value: text };
        const others = (directive.arguments ?? []).filter((argument) => argument !== given);
        return { ...directive, arguments: [...others, { ...given, value }] };
      }),
    })),
  });
  return visit(document, { ObjectTypeDefinition: type, InterfaceTypeDefinition: type });
}

function selectionSet(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('A requirement is no selection.');
  return definition.selectionSet;
}

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
const argumentsText = (given: readonly ArgumentNode[] = []) =>
  given
    .map((each) => print(each))
    .sort()
    .join();

/** Finds fields that are required with different arguments. Keys: `Type.field`. */
class Finder {
  readonly #types: ReadonlyMap<string, FieldsType>;
  readonly #combinations = new Map<string, Set<string>>();

  constructor(types: ReadonlyMap<string, FieldsType>) {
    this.#types = types;
  }

  note(type: string, selections: SelectionSetNode): void {
    eachField(this.#types, type, selections, (parent, node) => {
      const key = `${parent}.${node.name.value}`;
      const known = this.#combinations.get(key) ?? new Set();
      this.#combinations.set(key, known.add(argumentsText(node.arguments)));
      return node;
    });
  }

  conflicting(): ReadonlySet<string> {
    return new Set([...this.#combinations].flatMap(([key, { size }]) => (size > 1 ? [key] : [])));
  }
}

type Field = Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>;

function eachField(
  types: ReadonlyMap<string, FieldsType>,
  parent: string,
  { selections, ...rest }: SelectionSetNode,
  change: (parent: string, node: Field) => Field,
): SelectionSetNode {
  const changed = selections.map((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition?.name.value ?? parent;
      return { ...node, selectionSet: eachField(types, type, node.selectionSet, change) };
    }
    const definition = types.get(parent)?.fields?.find(({ name }) => name.value === node.name.value);
    const below = definition && node.selectionSet;
    const inside = below ? eachField(types, namedType(definition.type), below, change) : node.selectionSet;
    return change(parent, inside ? { ...node, selectionSet: inside } : node);
  });
  return { ...rest, selections: changed };
}

function rewritten(
  document: DocumentNode,
  types: ReadonlyMap<string, FieldsType>,
  conflicting: ReadonlySet<string>,
): PlannerSupergraph {
  const standIns = new Map<string, StandIn>();
  const names = new Map<string, string>();
  const added = new Map<string, Set<string>>();
  const requiredBy = new Map<string, Set<string>>();
  const changed = eachRequirement(document, (type, field, selections) =>
    eachField(types, type, selections, (parent, node) => {
      if (!conflicting.has(`${parent}.${node.name.value}`)) return node;
      const { arguments: given = [], ...plain } = node;
      const key = `${parent}.${node.name.value}(${argumentsText(given)})`;
      const name = names.get(key) ?? `${node.name.value}__required${names.size}`;
      names.set(key, name);
      standIns.set(name, { field: node.name.value, arguments: given });
      added.set(parent, (added.get(parent) ?? new Set()).add(name));
      const user = requiredBy.get(field.name.value) ?? new Set();
      requiredBy.set(field.name.value, user.add(name));
      return { ...plain, name: { ...node.name, value: name } };
    }),
  );
  const type = <Node extends FieldsType>(node: Node): Node => {
    const own = [node.name.value, ...(node.interfaces ?? []).map(({ name }) => name.value)];
    const wanted = new Set(own.flatMap((name) => [...(added.get(name) ?? [])]));
    const copies = [...wanted].flatMap((name) => standInField(node, name, standIns.get(name)!));
    return copies.length === 0 ? node : { ...node, fields: [...(node.fields ?? []), ...copies] };
  };
  const whole = visit(changed, {
    ObjectTypeDefinition: { leave: type },
    InterfaceTypeDefinition: { leave: type },
  });
  const isTouched = (key: string, name: string) => conflicting.has(key) || standIns.has(name);
  const sdl = print(withoutUnusedExternals(whole, types, isTouched));
  return { sdl, standIns, requiredBy };
}

/** Where a field can be asked, its stand-in can. */
function standInField(node: FieldsType, name: string, { field }: StandIn): FieldDefinitionNode[] {
  const definition = node.fields?.find((each) => each.name.value === field);
  if (definition === undefined) return [];
  const isJoin = (directive: ConstDirectiveNode) => directive.name.value === 'join__field';
  return [
    {
      kind: Kind.FIELD_DEFINITION,
      name: { kind: Kind.NAME, value: name },
      type: definition.type,
      directives: (definition.directives ?? []).filter(isJoin),
    },
  ];
}

/**
 * A subgraph that marks a field external only for such requirements has now no use for it, which Apollo's extraction of
 * subgraphs refuses.
 */
function withoutUnusedExternals(
  document: DocumentNode,
  types: ReadonlyMap<string, FieldsType>,
  isTouched: (key: string, name: string) => boolean,
): DocumentNode {
  const used = usesByGraph(document);
  const type = (node: FieldsType) => ({
    ...node,
    fields: (node.fields ?? []).map((field) => {
      const name = field.name.value;
      if (!isTouched(`${node.name.value}.${name}`, name)) return field;
      const hasName = (each: { name: { value: string } }) => each.name.value === name;
      const isInherited = (node.interfaces ?? []).some((each) =>
        types.get(each.name.value)?.fields?.some(hasName),
      );
      const directives = (field.directives ?? []).filter((directive) => {
        const graph = argumentText(directive, 'graph');
        const isExternal = argumentText(directive, 'external') === 'true';
        return !isExternal || isInherited || used.has(`${graph} ${name}`);
      });
      return { ...field, directives };
    }),
  });
  return visit(document, { ObjectTypeDefinition: { leave: type }, InterfaceTypeDefinition: { leave: type } });
}

function argumentText({ arguments: given = [] }: ConstDirectiveNode, name: string): string {
  const argument = given.find((each) => each.name.value === name);
  return argument === undefined ? '' : print(argument.value);
}

/** `GRAPH field` for every field name that a key, requirement or provision of a graph mentions. */
function usesByGraph(document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const graph = argumentText(directive as ConstDirectiveNode, 'graph');
      for (const name of ['key', 'requires', 'provides']) {
        const fields = argumentText(directive as ConstDirectiveNode, name);
        for (const [field] of fields.matchAll(/[_A-Za-z]\w*/g)) used.add(`${graph} ${field}`);
      }
    },
  });
  return used;
}
