import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { beyond, isNothing, nothingRequired, type Requirement, together } from './requirement.js';
import type { Stated } from './stated.js';

/** What it takes to read each part of a supergraph, on concrete object types. */
export interface CompiledRules {
  /** By coordinate `Type.field`; those that ask nothing are absent. */
  readonly fields: ReadonlyMap<string, Requirement>;
  /** By name of an object type. */
  readonly types: ReadonlyMap<string, Requirement>;
  /** Fields that lead to an interface or a union, and the types it can be. */
  readonly abstractEdges: ReadonlyMap<string, readonly string[]>;
}

/**
 * Works out what each field of each object type takes: its own directives, those of its type and those of the type it
 * returns, all together. Interfaces need a closer look. Composition writes on an interface what its implementations
 * state, for whoever looks at the interface alone; here each implementation is judged for itself, so that is left
 * out. What an interface asks beyond them, which older composition let authors write, binds every implementation:
 * otherwise `... on Book { price }` would walk around what `Media.price` asks (CVE-2025-64530).
 */
export function compileRules(schema: GraphQLSchema, stated: Stated): CompiledRules {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const ownOfInterface = new Map<string, Requirement>();
  for (const type of types) {
    if (!isInterfaceType(type)) continue;
    const implementations = schema.getPossibleTypes(type);
    const all = together(implementations.map((one) => stated(one)));
    ownOfInterface.set(type.name, beyond(stated(type), all));
    for (const field of Object.values(type.getFields())) {
      const theirs = implementations.flatMap((one) => one.getFields()[field.name] ?? []);
      ownOfInterface.set(
        `${type.name}.${field.name}`,
        beyond(stated(field), together([all, ...theirs.map((one) => stated(one))])),
      );
    }
  }
  const ofInterface = (coordinate: string): Requirement => ownOfInterface.get(coordinate) ?? nothingRequired;
  const ofInterfaces = (type: GraphQLObjectType | GraphQLInterfaceType, suffix = ''): Requirement[] =>
    type.getInterfaces().map(({ name }) => ofInterface(name + suffix));
  const ofType = (type: GraphQLNamedType): Requirement => {
    if (isObjectType(type)) return together([stated(type), ...ofInterfaces(type)]);
    if (isInterfaceType(type)) return together([ofInterface(type.name), ...ofInterfaces(type)]);
    return stated(type);
  };
  const rules = {
    fields: new Map<string, Requirement>(),
    types: new Map<string, Requirement>(),
    abstractEdges: new Map<string, readonly string[]>(),
  };
  for (const type of types.filter((one) => isObjectType(one))) {
    const whole = ofType(type);
    if (!isNothing(whole)) rules.types.set(type.name, whole);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const leadsTo = getNamedType(field.type);
      const needed = together([
        stated(field),
        ...ofInterfaces(type, `.${field.name}`),
        whole,
        ofType(leadsTo),
      ]);
      if (!isNothing(needed)) rules.fields.set(coordinate, needed);
      if (isAbstractType(leadsTo)) {
        const possible = schema.getPossibleTypes(leadsTo).map(({ name }) => name);
        rules.abstractEdges.set(coordinate, possible);
      }
    }
  }
  return rules;
}
