import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type ObjectValueNode,
  valueFromASTUntyped,
} from 'graphql';

/** `@listSize` of a field, as the cost specification v0.1 has it. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
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
  /** @param coordinate `Type.field`. @param type the field's type without lists. */
  of(coordinate: string, type: GraphQLNamedType): CostRule;
}

interface Names {
  readonly cost: string;
  readonly listSize: string;
}

const textOf = ({ value }: ArgumentNode): string => (value.kind === Kind.STRING ? value.value : '');

/** What the supergraph calls the directives of the linked cost specification: `@link` may rename each. */
function directiveNames(schema: GraphQLSchema): Names {
  const nodes = [schema.astNode, ...schema.extensionASTNodes].flatMap((node) => node?.directives ?? []);
  const link = nodes.find(
    ({ name, arguments: given }) =>
      name.value === 'link' &&
      given?.some((one) => one.name.value === 'url' && /\/\/specs\.apollo\.dev\/cost\/v/.test(textOf(one))),
  );
  const argument = (name: string) => link?.arguments?.find((one) => one.name.value === name);
  const as = argument('as');
  const prefix = as ? textOf(as) : 'cost';
  // `@cost` bears the specification's own name, so it needs no import.
  const names = { cost: prefix, listSize: link ? `${prefix}__listSize` : 'listSize' };
  const imports = argument('import')?.value;
  for (const value of imports?.kind === Kind.LIST ? imports.values : []) {
    const entry = valueFromASTUntyped(value as ObjectValueNode) as string | { name: string; as?: string };
    const [name, local] = typeof entry === 'string' ? [entry, entry] : [entry.name, entry.as ?? entry.name];
    if (name === '@cost') names.cost = local.slice(1);
    if (name === '@listSize') names.listSize = local.slice(1);
  }
  return names;
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
  const names = directiveNames(schema);
  const weightOf = (described: Described): number | null => {
    const found = directive(described, names.cost);
    const weight = found && Number(values(found)['weight']);
    return weight !== undefined && Number.isFinite(weight) ? weight : null;
  };
  const rules = new Map<string, CostRule>();
  for (const type of Object.values(schema.getTypeMap())) {
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
    of(coordinate, type) {
      const rule = rules.get(coordinate);
      if (!rule) return usual(type);
      return Number.isNaN(rule.weight) ? { ...rule, weight: usual(type).weight } : rule;
    },
  };
}
