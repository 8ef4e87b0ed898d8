import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { Contract } from './contract.js';
import { type Verdict, verdicts } from './tags.js';

/** What a contract hides: types by name, everything else by schema coordinate (`Type.field`, `Type.field(argument:)`). */
export interface Hidden {
  readonly types: Set<string>;
  /** Fields of objects, interfaces and inputs; enum values. */
  readonly members: Set<string>;
  readonly arguments: Set<string>;
}

type Input = GraphQLArgument | GraphQLInputField;
const isRequired = ({ type, defaultValue }: Input) => isNonNullType(type) && defaultValue === undefined;

/** Types of the machinery, which no caller ever sees, and those that directives take. */
export function machinery(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set(
    Object.keys(schema.getTypeMap()).filter((name) => name.includes('__') || /^(join|link)__/.test(name)),
  );
  const add = (type: GraphQLNamedType): void => {
    if (names.has(type.name)) return;
    names.add(type.name);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) add(getNamedType(field.type));
    }
  };
  for (const { args } of schema.getDirectives()) for (const { type } of args) add(getNamedType(type));
  return names;
}

/** Finds what a contract hides, and what cannot stand without it, until nothing more follows. */
export function hiddenBy(schema: GraphQLSchema, contract: Contract): Hidden {
  const hiding = new Hiding(schema, contract);
  for (let before = -1; before !== hiding.size;) {
    before = hiding.size;
    hiding.spread();
  }
  return hiding.hidden;
}

class Hiding {
  readonly hidden: Hidden = { types: new Set(), members: new Set(), arguments: new Set() };
  readonly #types: readonly GraphQLNamedType[];
  readonly #verdict: ReturnType<typeof verdicts>;

  constructor(schema: GraphQLSchema, contract: Contract) {
    const kept = machinery(schema);
    this.#types = Object.values(schema.getTypeMap()).filter(({ name }) => !kept.has(name));
    this.#verdict = verdicts(schema, contract);
  }

  get size(): number {
    const { types, members, arguments: given } = this.hidden;
    return types.size + members.size + given.size;
  }

  spread(): void {
    for (const type of this.#types) {
      const verdict = this.#verdict(type);
      if (verdict.excluded) this.hidden.types.add(type.name);
      if (isObjectType(type) || isInterfaceType(type)) this.#fields(type, verdict);
      else if (isInputObjectType(type)) this.#inputs(type, verdict);
      else if (isEnumType(type)) {
        const values = type.getValues();
        for (const value of values) if (this.#verdict(value).excluded) this.#hide(type.name, value.name);
        this.#unlessAny(type.name, values);
      } else if (isUnionType(type)) {
        const left = type.getTypes().some(({ name }) => !this.hidden.types.has(name));
        if (!verdict.included || !left) this.hidden.types.add(type.name);
      }
    }
  }

  #hide(type: string, member: string): void {
    this.hidden.members.add(`${type}.${member}`);
  }

  /** A type with nothing left in it is hidden itself. */
  #unlessAny(type: string, members: readonly { readonly name: string }[]): void {
    if (members.every(({ name }) => this.hidden.members.has(`${type}.${name}`))) this.hidden.types.add(type);
  }

  #fields(type: Extract<GraphQLNamedType, { getInterfaces: unknown }>, whole: Verdict): void {
    const fields = Object.values(type.getFields());
    for (const field of fields) {
      const coordinate = `${type.name}.${field.name}`;
      const own = this.#verdict(field);
      for (const argument of field.args) {
        const { excluded } = this.#verdict(argument);
        if (!excluded && !this.#leansOnHidden(argument)) continue;
        this.hidden.arguments.add(`${coordinate}(${argument.name}:)`);
        if (isRequired(argument)) this.#hide(type.name, field.name);
      }
      const isSeen = (own.included || whole.included) && !own.excluded && !whole.excluded;
      if (!isSeen || this.hidden.types.has(getNamedType(field.type).name)) this.#hide(type.name, field.name);
    }
    this.#unlessAny(type.name, fields);
    // A hidden type is seen nowhere, so it breaks no promise of its interfaces.
    if (!this.hidden.types.has(type.name)) this.#interfaces(type);
  }

  /** What an implementation hides, its interface cannot promise. */
  #interfaces(type: Extract<GraphQLNamedType, { getInterfaces: unknown }>): void {
    for (const parent of type.getInterfaces()) {
      for (const field of Object.values(parent.getFields())) {
        if (this.hidden.members.has(`${type.name}.${field.name}`)) this.#hide(parent.name, field.name);
        for (const { name } of field.args) {
          const suffix = `${field.name}(${name}:)`;
          if (this.hidden.arguments.has(`${type.name}.${suffix}`)) {
            this.hidden.arguments.add(`${parent.name}.${suffix}`);
          }
        }
      }
    }
  }

  #inputs(type: Extract<GraphQLNamedType, { isOneOf: boolean }>, whole: Verdict): void {
    const fields = Object.values(type.getFields());
    for (const field of fields) {
      if (!whole.excluded && !this.#verdict(field).excluded && !this.#leansOnHidden(field)) continue;
      this.#hide(type.name, field.name);
      // Nobody could fill it in any more.
      if (isRequired(field)) this.hidden.types.add(type.name);
    }
    this.#unlessAny(type.name, fields);
  }

  #leansOnHidden({ type, defaultValue }: Input): boolean {
    const named = getNamedType(type);
    return this.hidden.types.has(named.name) || this.#usesHidden(defaultValue, named);
  }

  /** Whether a default value names something hidden. */
  #usesHidden(value: unknown, type: GraphQLNamedType): boolean {
    if (value === undefined || value === null) return false;
    if (Array.isArray(value)) return value.some((item) => this.#usesHidden(item, type));
    if (isEnumType(type)) {
      return typeof value === 'string' && this.hidden.members.has(`${type.name}.${value}`);
    }
    if (!isInputObjectType(type) || typeof value !== 'object') return false;
    return Object.entries(value).some(([name, inner]) => {
      const field = type.getFields()[name];
      return (
        this.hidden.members.has(`${type.name}.${name}`) ||
        (field !== undefined && this.#usesHidden(inner, getNamedType(field.type)))
      );
    });
  }
}
