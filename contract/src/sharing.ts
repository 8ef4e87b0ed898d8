import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import type { DepartmentLine, Purpose } from './caller.js';

export type ShareAttribute = 'UNCONDITIONAL' | 'CONDITIONAL' | 'NOT_SHARED';
export type MaskKind = 'PHONE' | 'ID_NUMBER' | 'NAME' | 'ADDRESS' | 'COORDINATE';

/** `@share` as it stands on a type or field. */
export interface Share {
  readonly attribute: ShareAttribute;
  readonly purposes: readonly Purpose[];
  readonly basis: string | null;
}

/** `@catalog` as it stands on a type. */
export interface CatalogEntry {
  readonly entry: string;
  readonly name: string;
  readonly provider: readonly DepartmentLine[];
  readonly conditions: string | null;
}

/** The sharing rule of one field: its own `@share`, else that of the rows it leads to. */
export interface FieldRule {
  /** `Type.field` of the schema. */
  readonly coordinate: string;
  readonly attribute: ShareAttribute;
  /** Purposes for which a CONDITIONAL field may be granted. */
  readonly purposes: readonly Purpose[];
  /**
   * FIELD: the attribute stands on the field, and each row decides whether its value may leave.
   * ROWS: it stands on the type that the field leads to, and row-level security decides.
   * PART: it stands on the field's own type. Row-level security has decided that the row may be met; a grant that
   * names fields instead of the type gives these fields of the row alone.
   */
  readonly governs: 'FIELD' | 'ROWS' | 'PART';
  readonly mask: MaskKind | null;
  /** Entry under which to apply; its providers are the lines that may own such a row. */
  readonly catalog: CatalogEntry | null;
}

type Annotated = {
  readonly astNode?:
    { readonly directives?: readonly (ConstDirectiveNode | DirectiveNode)[] | undefined } | null | undefined;
};

function directive(node: Annotated, name: string): Record<string, unknown> | null {
  // Composition keeps a directive's own name only while no other feature claims it.
  const found = node.astNode?.directives?.find((candidate) => candidate.name.value === name);
  if (!found) return null;
  return Object.fromEntries(
    (found.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value)]),
  );
}

/** Reads `@share` of a type, field, input field or enum value. */
export function shareOf(node: Annotated): Share | null {
  const found = directive(node, 'share');
  if (!found) return null;
  return {
    attribute: found['attribute'] as ShareAttribute,
    purposes: (found['purposes'] as Purpose[] | undefined) ?? [],
    basis: (found['basis'] as string | undefined) ?? null,
  };
}

/** Reads `@catalog` of a type. */
export function catalogOf(node: Annotated): CatalogEntry | null {
  const found = directive(node, 'catalog');
  if (!found) return null;
  return {
    entry: found['entry'] as string,
    name: found['name'] as string,
    provider: found['provider'] as DepartmentLine[],
    conditions: (found['conditions'] as string | undefined) ?? null,
  };
}

/** Reads `@mask` of a field. */
export function maskOf(node: Annotated): MaskKind | null {
  return (directive(node, 'mask')?.['kind'] as MaskKind | undefined) ?? null;
}

/** `@joinRisk` as it stands on a field. */
export interface JoinRisk {
  /** Fields of one group are dangerous together. */
  readonly group: string;
  /** Most rows of which one department may put fields of the group together in a day. */
  readonly limit: number;
}

/** Reads `@joinRisk` of a field. */
export function joinRiskOf(node: Annotated): JoinRisk | null {
  const found = directive(node, 'joinRisk');
  return found && { group: String(found['group']), limit: Number(found['limit']) };
}

/** The type of the rows that a field leads to, seen through lists, non-null and connections. */
function rowTypeOf(type: GraphQLOutputType): GraphQLNamedType {
  const named = getNamedType(type);
  if (!isObjectType(named) || !named.name.endsWith('Connection')) return named;
  const nodes = named.getFields()['nodes'];
  return nodes ? getNamedType(nodes.type) : named;
}

/** Rows of a CONDITIONAL type are granted whole or in part; its fields that cannot be null come with every part. */
const isPart = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): boolean =>
  isObjectType(type) && shareOf(type)?.attribute === 'CONDITIONAL' && !isNonNullType(field.type);

/**
 * Collects the sharing rules of a schema, a subgraph's or the supergraph's: one for each field that carries
 * `@share` or `@mask` itself, that leads to rows of a type with `@share`, or that is a part of a CONDITIONAL row. Key
 * fields carry neither: an absent and a hidden row look the same.
 * @returns rules by coordinate `Type.field`.
 */
export function fieldRules(schema: GraphQLSchema): ReadonlyMap<string, FieldRule> {
  const rules = new Map<string, FieldRule>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      const rows = rowTypeOf(field.type);
      const own = shareOf(field);
      const mask = maskOf(field);
      const led = own ? null : shareOf(rows);
      const part =
        !own && led?.attribute !== 'CONDITIONAL' && led?.attribute !== 'NOT_SHARED' && isPart(type, field);
      const share = own ?? (part ? shareOf(type) : led);
      if (!share && !mask) continue;
      const coordinate = `${type.name}.${field.name}`;
      rules.set(coordinate, {
        coordinate,
        attribute: share?.attribute ?? 'UNCONDITIONAL',
        purposes: share?.purposes ?? [],
        governs: part ? 'PART' : own || !share ? 'FIELD' : 'ROWS',
        mask,
        catalog: part || own || !share ? catalogOf(type) : catalogOf(rows),
      });
    }
  }
  return rules;
}
