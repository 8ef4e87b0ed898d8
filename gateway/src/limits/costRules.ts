import {
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { linkedName } from '@huitong/engine';

/** `@listSize` of a field, as the cost specification v0.1 has it. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  /** Whether a request must give exactly one of the slicing arguments. */
  readonly requireOne: boolean;
}

/** What a field costs before anything below it. */
export interface CostRule {
  /** `@cost` of the field, else of its type; else 1 for what has fields and 0 for leaves. */
  readonly weight: number;
  readonly listSize: ListSize | null;
  /** `@cost` of arguments, by name. */
  readonly argumentWeights: ReadonlyMap<string, number>;
}

export interface CostRules {
  /** `@cost` of input fields, by coordinate `Input.field`. */
  readonly inputWeights: ReadonlyMap<string, number>;
  /** @param coordinate `Type.field`. @param type the field's type without lists. */
  of(coordinate: string, type: GraphQLNamedType): CostRule;
}

type Described = {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
};

function directive(described: Described, name: string): ConstDirectiveNode | undefined {
  return described.astNode?.directives?.find((one) => one.name.value === name);
}

function values(node: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

const noWeights: ReadonlyMap<string, number> = new Map();

/**
 * Reads `@cost` and `@listSize` of a supergraph, once for each version.
 * @param schema the supergraph's schema with the composed directives on its nodes.
 */
export function costRules(schema: GraphQLSchema): CostRules {
  const names = {
    cost: linkedName(schema, 'cost') ?? 'cost',
    listSize: linkedName(schema, 'cost', 'listSize') ?? 'listSize',
  };
  const weightOf = (described: Described): number | null => {
    const found = directive(described, names.cost);
    const weight = found && Number(values(found)['weight']);
    return weight !== undefined && Number.isFinite(weight) ? weight : null;
  };
  const rules = new Map<string, CostRule>();
  const inputWeights = new Map<string, number>();
  for (const type of Object.values(schema.getTypeMap())) {
    for (const field of isInputObjectType(type) ? Object.values(type.getFields()) : []) {
      const weight = weightOf(field);
      if (weight !== null) inputWeights.set(`${type.name}.${field.name}`, weight);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const weight = weightOf(field);
      const size = directive(field, names.listSize);
      const weights = field.args.flatMap((one): [string, number][] => {
        const stated = weightOf(one);
        return stated === null ? [] : [[one.name, stated]];
      });
      if (weight === null && !size && weights.length === 0) continue;
      const stated = size ? values(size) : null;
      const assumed = stated?.['assumedSize'];
      rules.set(`${type.name}.${field.name}`, {
        weight: weight ?? Number.NaN,
        listSize: stated && {
          assumedSize: typeof assumed === 'number' ? assumed : null,
          slicingArguments: texts(stated['slicingArguments']),
          sizedFields: texts(stated['sizedFields']),
          requireOne:
            stated['requireOneSlicingArgument'] !== false && texts(stated['slicingArguments']).length > 0,
        },
        argumentWeights: new Map(weights),
      });
    }
  }
  const ofType = new Map<string, CostRule>();
  const usual = (type: GraphQLNamedType): CostRule => {
    let rule = ofType.get(type.name);
    if (!rule) {
      const stated = schema.getType(type.name);
      const weight = (stated && weightOf(stated as Described)) ?? (isCompositeType(type) ? 1 : 0);
      rule = { weight, listSize: null, argumentWeights: noWeights };
      ofType.set(type.name, rule);
    }
    return rule;
  };
  return {
    inputWeights,
    of(coordinate, type) {
      const rule = rules.get(coordinate);
      if (!rule) return usual(type);
      return Number.isNaN(rule.weight) ? { ...rule, weight: usual(type).weight } : rule;
    },
  };
}
