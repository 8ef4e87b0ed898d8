import {
  Kind,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeNode,
} from 'graphql';

/** What has fields. */
export type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export const isComposite = (node: DefinitionNode): node is Composite =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

/** The types of a supergraph by its text: what is needed of them before it is built. */
export class SupergraphTypes {
  readonly #composites = new Map<string, Composite>();
  readonly #unions = new Map<string, readonly string[]>();

  constructor({ definitions }: DocumentNode) {
    for (const node of definitions) {
      if (isComposite(node)) {
        this.#composites.set(node.name.value, node);
      } else if (node.kind === Kind.UNION_TYPE_DEFINITION) {
        this.#unions.set(node.name.value, node.types?.map(({ name }) => name.value) ?? []);
      }
    }
  }

  fields(type: string): readonly FieldDefinitionNode[] {
    return this.#composites.get(type)?.fields ?? [];
  }

  /** The name of a field's type, without lists. */
  fieldType(type: string, field: string): string | undefined {
    const found = this.fields(type).find(({ name }) => name.value === field);
    return found && named(found.type);
  }

  /** The type itself and all that implement it. */
  under(type: string): string[] {
    const implementing = [...this.#composites.values()].filter(({ interfaces }) =>
      interfaces?.some(({ name }) => name.value === type),
    );
    return [type, ...implementing.map(({ name }) => name.value), ...(this.#unions.get(type) ?? [])];
  }

  /** The type, what is under it, and the interfaces that it has: a field may be stated at any of them. */
  around(type: string): string[] {
    const faces = this.#composites.get(type)?.interfaces?.map(({ name }) => name.value) ?? [];
    return [...this.under(type), ...faces];
  }
}

/** The name of a type without lists and `!`. */
export function named(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type);
}
