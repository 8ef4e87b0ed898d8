import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** What type names mean in one supergraph. Made once, asked by every compilation. */
export class TypeNames {
  readonly #schema: GraphQLSchema;
  readonly #under = new Map<string, ReadonlySet<string>>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** Whether objects are of exactly this type; false for interfaces, which `@interfaceObject` lets stand for one. */
  isConcrete(name: string): boolean {
    return isObjectType(this.#schema.getType(name));
  }

  /** Names to which a condition `... on name` applies: itself and, of an abstract type, all that implement it. */
  under(name: string): ReadonlySet<string> {
    const known = this.#under.get(name);
    if (known !== undefined) return known;
    const names = new Set([name]);
    const type = this.#schema.getType(name);
    if (isAbstractType(type)) {
      for (const member of this.#schema.getPossibleTypes(type)) names.add(member.name);
    }
    if (isInterfaceType(type)) {
      for (const member of this.#schema.getImplementations(type).interfaces) names.add(member.name);
    }
    this.#under.set(name, names);
    return names;
  }
}
