import {
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
} from 'graphql';
import {
  type Caller,
  catalogOf,
  type FieldRule,
  fieldRules,
  type Grant,
  grantHolds,
  type Share,
  shareOf,
} from '@huitong/contract';
import type { SubgraphContext } from '../subgraph/context.js';
import { maskValue } from './mask.js';
import { pathOf } from './path.js';
import { whenThere } from './whenThere.js';

/** The parts of a row that decide who may read its protected fields. */
export interface Owned {
  readonly ownerDepartment: string;
  readonly divisionPath: readonly string[];
}

export const isOwned = (source: unknown): source is Owned =>
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

const covers = ({ coordinates }: Grant, coordinate: string) =>
  coordinates.includes(coordinate) || coordinates.includes(coordinate.split('.', 1)[0] as string);

/** The grants in force that cover a field on a row, for a purpose for which the schema lets it be granted. */
function grantsFor(caller: Caller, rule: FieldRule, row: Owned): Grant[] {
  if (rule.attribute === 'CONDITIONAL' && !rule.purposes.includes(caller.purpose)) return [];
  const now = Date.now() / 1000;
  return caller.grants.filter(
    (grant) =>
      grantHolds(caller, grant, now) &&
      covers(grant, rule.coordinate) &&
      meets(row.divisionPath, grant.divisions),
  );
}

/** Read as of right, read under a grant, or not at all. */
type Verdict = 'READ' | 'DENY' | Grant;

function judge(caller: Caller, rule: FieldRule, source: unknown): Verdict {
  if (rule.attribute === 'UNCONDITIONAL' || rule.governs === 'ROWS') return 'READ';
  // Without grants row security lets nobody meet a conditional row but who may read it whole.
  if (rule.governs === 'PART' && caller.grants.length === 0) return 'READ';
  if (!isOwned(source)) return judgeUnowned(caller, rule);
  if (isOwnRow(caller, source)) return 'READ';
  if (rule.attribute === 'NOT_SHARED') return 'DENY';
  return grantsFor(caller, rule, source)[0] ?? ungranted(caller, rule);
}

/**
 * What no grant covers is denied. A conditional row that is met all the same, and of which no grant names parts, is met
 * by another rule of its table, which has judged the whole of it.
 */
function ungranted({ grants }: Caller, { governs, coordinate }: FieldRule): Verdict {
  if (governs !== 'PART') return 'DENY';
  const prefix = coordinate.slice(0, coordinate.indexOf('.') + 1);
  const hasParts = grants.some(({ coordinates }) => coordinates.some((one) => one.startsWith(prefix)));
  return hasParts ? 'DENY' : 'READ';
}

/**
 * A stub of another department's entity has no owner of ours, nor has a part that is computed: only the provider's own
 * line gets through. A part of a row is held against the grants alone: its row's own division was, where it was met.
 */
function judgeUnowned(caller: Caller, rule: FieldRule): Verdict {
  const { governs, coordinate, catalog, purposes } = rule;
  if (catalog?.provider.includes(caller.line)) return 'READ';
  if (governs !== 'PART') return 'DENY';
  const now = Date.now() / 1000;
  const grant = purposes.includes(caller.purpose)
    ? caller.grants.find((one) => covers(one, coordinate) && grantHolds(caller, one, now))
    : undefined;
  return grant ?? ungranted(caller, rule);
}

/** Unmasking takes both the argument that asks and a grant that allows it, bound to the incident named. */
function unmaskingGrant(
  caller: Caller,
  rule: FieldRule,
  source: unknown,
  asked: { incident?: string | null },
): Grant | undefined {
  if (!isOwned(source)) return undefined;
  return grantsFor(caller, rule, source).find(
    (grant) => grant.unmask && (grant.incident === null || grant.incident === asked.incident),
  );
}

function guard(rule: FieldRule, resolve: GraphQLFieldResolver<unknown, SubgraphContext>) {
  const guarded: GraphQLFieldResolver<unknown, SubgraphContext> = (source, args, context, info) => {
    const deny = (code: 'FIELD_NOT_SHARED' | 'UNMASK_NOT_GRANTED') =>
      context.notes.deny({
        coordinate: rule.coordinate,
        entry: rule.catalog?.entry ?? null,
        code,
        path: pathOf(info.path),
      });
    const verdict = judge(context.caller, rule, source);
    if (verdict === 'DENY') {
      deny('FIELD_NOT_SHARED');
      return null;
    }
    if (verdict !== 'READ') context.notes.granted(verdict.id, source);
    const resolved: unknown = resolve(source, args, context, info);
    if (!rule.mask) return resolved;
    const { mask } = rule;
    const asked = (args as { unmask?: { incident?: string | null } | null }).unmask;
    const clear = asked ? unmaskingGrant(context.caller, rule, source, asked) : undefined;
    // Whether the row holds a value or none: the refusal must not tell, so it comes first.
    if (asked && !clear) deny('UNMASK_NOT_GRANTED');
    return whenThere(resolved, (value) => {
      if (value === null || value === undefined) return value;
      if (clear) {
        context.notes.unmasked += 1;
        context.notes.cleared(clear.id);
        return value;
      }
      context.notes.masked += 1;
      return maskValue(mask, value);
    });
  };
  return guarded;
}

/** The grant under which a conditional row is met, whatever of it the grant names; undefined where it is met of right. */
function openingGrant(caller: Caller, type: string, { purposes }: Share, row: unknown): Grant | undefined {
  if (!isOwned(row) || isOwnRow(caller, row) || !purposes.includes(caller.purpose)) return undefined;
  const now = Date.now() / 1000;
  return caller.grants.find(
    (grant) =>
      grant.coordinates.some((one) => one === type || one.startsWith(`${type}.`)) &&
      meets(row.divisionPath, grant.divisions) &&
      grantHolds(caller, grant, now),
  );
}

/**
 * What can never be null of a conditional row, its key and its name, comes with any grant of it. Whoever asks for no
 * more has met the row all the same, and its provider is to know.
 */
function countRows(
  type: GraphQLObjectType,
  share: Share,
  resolve: GraphQLFieldResolver<unknown, SubgraphContext>,
): GraphQLFieldResolver<unknown, SubgraphContext> {
  return (source, args, context, info) => {
    const { caller, notes } = context;
    if (caller.grants.length > 0 && notes.isFirst(source)) {
      const grant = openingGrant(caller, type.name, share, source);
      if (grant) notes.met(grant.id, source);
    }
    return resolve(source, args, context, info);
  };
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
  if (own?.governs === 'PART' && inherited.attribute === 'UNCONDITIONAL') {
    return { ...own, mask: own.mask ?? inherited.mask };
  }
  return { ...inherited, coordinate, catalog: catalogOf(type) ?? inherited.catalog };
}

/** The fields of each CONDITIONAL type that cannot be null, by type: they come with every part of its rows. */
export function neverNullFields(schema: GraphQLSchema): ReadonlyMap<string, ReadonlySet<string>> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types
      .filter((type) => shareOf(type)?.attribute === 'CONDITIONAL')
      .map((type) => [
        type.name,
        new Set(
          Object.values(type.getFields()).flatMap(({ name, type: of }) => (isNonNullType(of) ? [name] : [])),
        ),
      ]),
  );
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
    const share = shareOf(type);
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(rules, type, field.name);
      const resolve = (field.resolve ?? defaultFieldResolver) as GraphQLFieldResolver<
        unknown,
        SubgraphContext
      >;
      if (rule && !(rule.governs === 'ROWS' && !rule.mask)) field.resolve = guard(rule, resolve);
      else if (share?.attribute === 'CONDITIONAL') field.resolve = countRows(type, share, resolve);
    }
  }
  return schema;
}
