import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import {
  type Caller,
  catalogOf,
  type FieldRule,
  fieldRules,
  type Grant,
  grantHolds,
} from '@huitong/contract';
import type { SubgraphContext } from '../subgraph/context.js';
import { maskValue } from './mask.js';

/** The parts of a row that decide who may read its protected fields. */
export interface Owned {
  readonly ownerDepartment: string;
  readonly divisionPath: readonly string[];
}

const isOwned = (source: unknown): source is Owned =>
  typeof source === 'object' &&
  source !== null &&
  typeof (source as Owned).ownerDepartment === 'string' &&
  Array.isArray((source as Owned).divisionPath);

const meets = (path: readonly string[], roots: readonly string[]) =>
  path.some((code) => roots.includes(code));

/** Whether a row counts as the caller's own: a department of its line owns it, in the caller's divisions. */
export function isOwnRow(caller: Caller, row: Owned): boolean {
  return caller.departments.includes(row.ownerDepartment) && meets(row.divisionPath, caller.scope);
}

/** The grants in force that cover a coordinate on a row. */
function grantsFor(caller: Caller, coordinate: string, row: Owned): Grant[] {
  const type = coordinate.split('.', 1)[0] as string;
  const now = Date.now() / 1000;
  return caller.grants.filter(
    (grant) =>
      grantHolds(caller, grant, now) &&
      (grant.coordinates.includes(coordinate) || grant.coordinates.includes(type)) &&
      meets(row.divisionPath, grant.divisions),
  );
}

type Verdict = 'READ' | 'DENY';

function judge(caller: Caller, rule: FieldRule, source: unknown): Verdict {
  if (rule.attribute === 'UNCONDITIONAL' || rule.governs === 'ROWS') return 'READ';
  // A stub of another department's entity has no owner of ours: only the provider's own line gets through.
  if (!isOwned(source)) return rule.catalog?.provider.includes(caller.line) ? 'READ' : 'DENY';
  if (isOwnRow(caller, source)) return 'READ';
  if (rule.attribute === 'NOT_SHARED') return 'DENY';
  return grantsFor(caller, rule.coordinate, source).length > 0 ? 'READ' : 'DENY';
}

/** Unmasking takes both the argument that asks and a grant that allows it, bound to the incident named. */
function mayUnmask(
  caller: Caller,
  rule: FieldRule,
  source: unknown,
  asked: { incident?: string | null },
): boolean {
  if (!isOwned(source)) return false;
  return grantsFor(caller, rule.coordinate, source).some(
    (grant) => grant.unmask && (grant.incident === null || grant.incident === asked.incident),
  );
}

function guard(rule: FieldRule, resolve: GraphQLFieldResolver<unknown, SubgraphContext>) {
  const guarded: GraphQLFieldResolver<unknown, SubgraphContext> = async (source, args, context, info) => {
    const deny = (code: 'FIELD_NOT_SHARED' | 'UNMASK_NOT_GRANTED') =>
      context.notes.deny({
        coordinate: rule.coordinate,
        entry: rule.catalog?.entry ?? null,
        code,
        path: pathOf(info.path),
      });
    if (judge(context.caller, rule, source) === 'DENY') {
      deny('FIELD_NOT_SHARED');
      return null;
    }
    const value: unknown = await resolve(source, args, context, info);
    if (!rule.mask) return value;
    const asked = (args as { unmask?: { incident?: string | null } | null }).unmask;
    const clear = asked ? mayUnmask(context.caller, rule, source, asked) : false;
    // Whether the row holds a value or none: the refusal must not tell, so it comes first.
    if (asked && !clear) deny('UNMASK_NOT_GRANTED');
    if (value === null || value === undefined) return value;
    if (clear) {
      context.notes.unmasked += 1;
      return value;
    }
    context.notes.masked += 1;
    return maskValue(rule.mask, value);
  };
  return guarded;
}

function pathOf(
  path: { readonly prev: unknown; readonly key: string | number } | undefined,
): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at; at = at.prev as typeof path) keys.unshift(at.key);
  return keys;
}

/**
 * The rule of a field of a concrete type: its own, else the one that an interface of the type states; otherwise
 * `... on Mine { phone }` would walk around what `HiddenDanger.phone` forbids.
 */
function ruleOf(
  rules: ReadonlyMap<string, FieldRule>,
  type: GraphQLObjectType,
  field: string,
): FieldRule | undefined {
  const coordinate = `${type.name}.${field}`;
  const own = rules.get(coordinate);
  const stated = type.getInterfaces().flatMap((parent) => rules.get(`${parent.name}.${field}`) ?? []);
  const inherited = stated.find((rule) => rule.governs === 'FIELD');
  if (!inherited || own?.governs === 'FIELD') return own ?? inherited;
  return { ...inherited, coordinate, catalog: catalogOf(type) ?? inherited.catalog };
}

/**
 * Puts the sharing rules of a subgraph's own directives around its resolvers, so that a protected value never
 * leaves the department: refused fields become null before they are read, masked ones leave masked.
 * Changes `schema` in place and returns it.
 */
export function applyFieldRules(schema: GraphQLSchema): GraphQLSchema {
  const rules = fieldRules(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(rules, type, field.name);
      if (!rule || (rule.governs === 'ROWS' && !rule.mask)) continue;
      field.resolve = guard(
        rule,
        (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<unknown, SubgraphContext>,
      );
    }
  }
  return schema;
}
