import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { callText, parseFields } from './field-set.js';
import { standInName } from './plan-names.js';
import { SupergraphTypes, type Composite } from './supergraph-types.js';
import { withoutUnusedExternals } from './unused-externals.js';

/** A field that only the planner knows: a field of the schema with the arguments of one requirement. */
export interface StandIn {
  readonly field: string;
  readonly arguments: readonly ArgumentNode[];
}

/** What the fields added to a supergraph stand for. */
export interface StandIns {
  readonly standIns: ReadonlyMap<string, StandIn>;
  /** Stand-ins that a field (by its name, of whatever type) requires. */
  readonly requiredBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Why a field (by its name, of whatever type) can be asked of nobody. */
  readonly unanswerable: ReadonlyMap<string, string>;
}

/** What a stand-in keeps of its field: arguments are gone, and with them what speaks of them. */
const KEPT = new Set(['join__field', 'inaccessible']);

/**
 * Apollo's planner fetches a field once for all that ask for it, whatever arguments they give. So it is given a
 * supergraph where `@requires(fields: "price(currency: \"EUR\")")` names a field of its own, without arguments, which
 * stands where `price` does; in the finished plan `price` is written for it again.
 *
 * A requirement that has the same field with different arguments cannot be met: a representation has room for one. It is
 * given a field that no subgraph has, so that only operations which ask for what is computed from it have no plan.
 */
export function withStandIns(
  sdl: string,
  document = parse(sdl, { noLocation: true }),
): StandIns & { readonly sdl: string } {
  const called = calledFields(document);
  if (called.size === 0) return { sdl, standIns: new Map(), requiredBy: new Map(), unanswerable: new Map() };
  const rewriting = new Rewriting(sdl, new SupergraphTypes(document), called);
  const rewritten = rewriting.withStandIns(rewriting.requirements(document));
  const planned = withoutUnusedExternals(rewritten, (type, field) => rewriting.concerns(type, field));
  const { standIns, requiredBy, unanswerable } = rewriting;
  return { sdl: print(planned), standIns, requiredBy, unanswerable };
}

/** Names of fields that something requires with arguments. */
function calledFields(document: DocumentNode): ReadonlySet<string> {
  const called = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given = [] }) {
      const requires = given.find((argument) => argument.name.value === 'requires');
      if (name.value !== 'join__field' || requires?.value.kind !== Kind.STRING) return;
      visit(parseFields(requires.value.value), {
        Field(field) {
          if (field.arguments?.length) called.add(field.name.value);
        },
      });
    },
  });
  return called;
}

/** One requirement has the same field with different arguments. */
class Unanswerable extends Error {}

class Rewriting {
  readonly #sdl: string;
  readonly #types: SupergraphTypes;
  readonly #called: ReadonlySet<string>;
  readonly standIns = new Map<string, StandIn>();
  readonly requiredBy = new Map<string, Set<string>>();
  readonly unanswerable = new Map<string, string>();
  /** By type, fields that no subgraph has. */
  readonly #nowhere = new Map<string, FieldDefinitionNode[]>();
  /** Fields, with their types, that a requirement no longer names. */
  readonly #left = new Set<string>();
  readonly #byText = new Map<string, string>();
  /** By type and field, the stand-ins to add. */
  readonly #added = new Map<string, Set<string>>();

  constructor(sdl: string, types: SupergraphTypes, called: ReadonlySet<string>) {
    this.#sdl = sdl;
    this.#types = types;
    this.#called = called;
  }

  requirements(document: DocumentNode): DocumentNode {
    const ofType = (type: Composite): Composite => {
      const fields = type.fields?.map((field) => ({
        ...field,
        directives:
          field.directives?.map((each) => this.#directive(each, type.name.value, field.name.value)) ?? [],
      }));
      return fields ? { ...type, fields } : type;
    };
    return visit(document, { ObjectTypeDefinition: ofType, InterfaceTypeDefinition: ofType });
  }

  withStandIns(document: DocumentNode): DocumentNode {
    const ofType = (type: Composite): Composite => {
      const fields = type.fields?.flatMap((field) => {
        const names = this.#added.get(`${type.name.value}.${field.name.value}`) ?? [];
        return [field, ...[...names].map((name) => standIn(field, name))];
      });
      const nowhere = this.#nowhere.get(type.name.value) ?? [];
      return fields ? { ...type, fields: [...fields, ...nowhere] } : type;
    };
    return visit(document, { ObjectTypeDefinition: ofType, InterfaceTypeDefinition: ofType });
  }

  /** Whether the field is a stand-in, has one, or may have lost who requires it. */
  concerns(type: string, field: string): boolean {
    const place = `${type}.${field}`;
    return this.standIns.has(field) || this.#added.has(place) || this.#left.has(place);
  }

  #directive(directive: ConstDirectiveNode, type: string, field: string): ConstDirectiveNode {
    const given = directive.arguments ?? [];
    const requires = given.find(({ name }) => name.value === 'requires');
    if (directive.name.value !== 'join__field' || requires?.value.kind !== Kind.STRING) return directive;
    const own = this.requiredBy.get(field) ?? new Set<string>();
    this.requiredBy.set(field, own);
    const text = this.#requirement(directive, requires.value.value, { type, field, own });
    const value = { kind: Kind.STRING as const, value: text };
    return {
      ...directive,
      arguments: given.map((argument) => (argument === requires ? { ...argument, value } : argument)),
    };
  }

  #requirement(
    join: ConstDirectiveNode,
    requires: string,
    { type, field, own }: { type: string; field: string; own: Set<string> },
  ): string {
    const whole = parseFields(requires);
    try {
      return stripIgnoredCharacters(print(this.#selections(whole, type, own))).slice(1, -1);
    } catch (error) {
      if (!(error instanceof Unanswerable)) throw error;
      this.unanswerable.set(field, `"${type}.${field}" cannot be computed: ${error.message}`);
      this.#leave(whole, type);
      const definition = nowhere(standInName(`${field}__nowhere`, this.unanswerable.size), join);
      this.#nowhere.set(type, [...(this.#nowhere.get(type) ?? []), definition]);
      return definition.name.value;
    }
  }

  #leave({ selections }: SelectionSetNode, parent: string): void {
    for (const each of selections) {
      if (each.kind === Kind.FRAGMENT_SPREAD) continue;
      const isField = each.kind === Kind.FIELD;
      if (isField) for (const type of this.#types.under(parent)) this.#left.add(`${type}.${each.name.value}`);
      const below = isField
        ? this.#types.fieldType(parent, each.name.value)
        : (each.typeCondition?.name.value ?? parent);
      if (each.selectionSet && below !== undefined) this.#leave(each.selectionSet, below);
    }
  }

  #selections(selectionSet: SelectionSetNode, parent: string, own: Set<string>): SelectionSetNode {
    const calls = new Map<string, string>();
    const selections = selectionSet.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition?.name.value ?? parent;
        return { ...selection, selectionSet: this.#selections(selection.selectionSet, type, own) };
      }
      const type = this.#types.fieldType(parent, selection.name.value);
      const field =
        selection.selectionSet && type !== undefined
          ? { ...selection, selectionSet: this.#selections(selection.selectionSet, type, own) }
          : selection;
      const name = field.name.value;
      if (!this.#called.has(name)) return field;
      const call = callText(selection);
      const other = calls.get(name) ?? call;
      if (other !== call) {
        throw new Unanswerable(
          `a field of type "${parent}" is required as ${other} and as ${call} at once: ` +
            'an entity is sent with one value of a field. Let two fields require them.',
        );
      }
      calls.set(name, call);
      const standIn = this.#standIn(field, parent);
      own.add(standIn.name.value);
      return standIn;
    });
    return { ...selectionSet, selections };
  }

  #standIn(field: FieldNode, parent: string): FieldNode {
    const { name, arguments: given = [] } = field;
    const text = callText(field);
    let known = this.#byText.get(text);
    if (known === undefined) {
      let number = this.#byText.size + 1;
      do known = standInName(name.value, number++);
      while (this.#sdl.includes(known) || this.standIns.has(known));
      this.#byText.set(text, known);
      this.standIns.set(known, { field: name.value, arguments: given });
    }
    for (const type of this.#types.under(parent)) {
      const place = `${type}.${name.value}`;
      this.#added.set(place, (this.#added.get(place) ?? new Set()).add(known));
    }
    return { ...field, name: { kind: Kind.NAME, value: known }, arguments: [] };
  }
}

function standIn(field: FieldDefinitionNode, name: string): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: field.type,
    directives: field.directives?.filter((each) => KEPT.has(each.name.value)) ?? [],
  };
}

/** A field that the subgraph of a join is sent, and that no subgraph has. */
function nowhere(name: string, join: ConstDirectiveNode): FieldDefinitionNode {
  const graph = join.arguments?.filter((each) => each.name.value === 'graph') ?? [];
  const external = {
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: 'external' },
    value: { kind: Kind.BOOLEAN as const, value: true },
  };
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Int' } },
    directives: [{ ...join, arguments: [...graph, external] }],
  };
}
