import {
  Kind,
  visit,
  type ConstArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
} from 'graphql';

/** Ends response names that stand in for the caller's. */
const SUFFIX = '__own';

/** Ends names of fields that stand in for a required field with its arguments. */
const STAND_IN = '__given';

const ADDED = new RegExp(`(?:${SUFFIX}|__\\d+${STAND_IN})$`);

/** Where composition writes what a planner may add to an operation on its own account. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  join__type: ['key'],
  join__field: ['requires', 'contextArguments'],
};

/**
 * Response names that a plan uses in place of the caller's. A planner adds keys and required fields under their own
 * names, and Apollo's takes whatever the caller calls so for the field itself: `{ mail: id }` loses the id where `mail`
 * is a key, `price(currency: "EUR")` becomes what `@requires(fields: "price")` asks for. So such
 * names are replaced before planning and restored on completion. Few operations have any.
 */
export class PlanNames {
  /** Fields that a planner may add; and a name that no JSON of a subgraph gets through with. */
  readonly #needed = new Set(['__typename', '__proto__']);
  /** Those of them that it adds with arguments (contextual ones: required ones have stand-ins). */
  readonly #withArguments = new Set<string>();

  constructor({ definitions }: DocumentNode) {
    // Only types and their fields have these directives: to visit every node of a large supergraph takes long.
    for (const definition of definitions) {
      if (!('directives' in definition)) continue;
      const fields = 'fields' in definition ? (definition.fields ?? []) : [];
      for (const { directives = [] } of [definition, ...fields])
        directives.forEach((each) => this.#read(each));
    }
  }

  #read({ name, arguments: given = [] }: DirectiveNode): void {
    const wanted = NEEDS[name.value] ?? [];
    for (const argument of given as readonly ConstArgumentNode[]) {
      if (!wanted.includes(argument.name.value)) continue;
      this.#add(argument.value, argument.name.value !== 'requires');
    }
  }

  /** The name under which a plan asks for a field of the caller's. */
  planned({ alias, name, arguments: given = [] }: FieldNode): string {
    const responseName = alias?.value ?? name.value;
    const isTaken =
      ADDED.test(responseName) ||
      (this.#needed.has(responseName) &&
        (responseName !== name.value || given.length > 0 || this.#withArguments.has(responseName)));
    return isTaken ? responseName + SUFFIX : responseName;
  }

  /** A document whose response names are those of plans; the caller's own where nothing is to be replaced. */
  document(document: DocumentNode): DocumentNode {
    return visit(document, {
      Field: (node) => {
        const planned = this.planned(node);
        if (planned === (node.alias?.value ?? node.name.value)) return undefined;
        return { ...node, alias: { kind: Kind.NAME as const, value: planned } };
      },
    });
  }

  #add(value: ConstArgumentNode['value'], withArguments: boolean): void {
    visit(value, {
      StringValue: ({ value: text }) => {
        for (const [, field = ''] of text.matchAll(/([_A-Za-z]\w*)/g)) this.#needed.add(field);
        if (!withArguments) return;
        for (const [, field = ''] of text.matchAll(/([_A-Za-z]\w*)\s*\(/g)) this.#withArguments.add(field);
      },
    });
  }
}

/** What the caller calls a step of a plan's path. */
export function callersName(step: string): string {
  return step.replace(ADDED, '');
}

/** What stands in for a field with certain arguments. */
export function standInName(field: string, number: number): string {
  return `${field}__${number}${STAND_IN}`;
}
