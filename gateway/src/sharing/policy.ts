import { createHash } from 'node:crypto';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import {
  type Caller,
  type CatalogEntry,
  catalogOf,
  type DepartmentLine,
  type FieldRule,
  fieldRules,
  grantHolds,
  type Purpose,
  type ShareAttribute,
  shareOf,
} from '@huitong/contract';
import { denyComputed, type Denials, requiredCoordinates } from '@huitong/engine';
import { Lru } from '../lru.js';
import type { RefusedJoin } from './joins.js';
import { whileHeld } from './whileHeld.js';
import { compileJoinRisks, type JoinRisks } from './joinRisks.js';

/** A coordinate that a caller may not read at all, and where it would apply. */
export interface DeniedCoordinate {
  /** `Type.field`; `Type` where rows of a type are met through an interface or a union. */
  readonly coordinate: string;
  readonly attribute: ShareAttribute;
  readonly catalog: CatalogEntry | null;
  /** Where it may be read alone, but not beside others. */
  readonly join?: { readonly group: string; readonly together: readonly string[] };
}

/** What one class of callers may not read. Callers of one line with the same grants share it. */
export type SharingDenials = Denials<DeniedCoordinate>;

/** The sharing rules of one supergraph, compiled once. */
export interface SharingPolicy {
  /** SHA-256 over the rules, hexadecimal. */
  readonly version: string;
  /** The rule of a field of a concrete object type, its interfaces' included. */
  ruleOf(coordinate: string): FieldRule | null;
  /** The attribute of a type's rows; null when they are shared with everybody. */
  rowAttributeOf(type: string): ShareAttribute | null;
  /** What a caller may not read. */
  denialsFor(caller: Caller): SharingDenials;
  /** The groups of fields that are dangerous together. */
  readonly joinRisks: JoinRisks;
  /** What is denied when fields are refused for those beside them as well, and what is computed from them. */
  withJoins(denials: SharingDenials, refused: readonly RefusedJoin[]): SharingDenials;
  /** What callers without grants may not read, each set once: of the lines that provide something, and of others. */
  usualDenials(): readonly SharingDenials[];
}

interface RowRule {
  readonly type: string;
  readonly attribute: ShareAttribute;
  readonly purposes: readonly Purpose[];
  readonly catalog: CatalogEntry | null;
}

const objectTypes = (schema: GraphQLSchema): GraphQLObjectType[] =>
  Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );

/**
 * A rule that an interface states binds each of its types, unless the type's field states its own: otherwise
 * `... on Mine { phone }` would walk around what `HiddenDanger.phone` forbids.
 */
function concreteRules(schema: GraphQLSchema): Map<string, FieldRule> {
  const stated = fieldRules(schema);
  const rules = new Map<string, FieldRule>();
  for (const type of objectTypes(schema)) {
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const own = stated.get(coordinate);
      const inherited = shareOf(field)
        ? undefined
        : type
            .getInterfaces()
            .map((parent) => stated.get(`${parent.name}.${field.name}`))
            .find((rule) => rule && rule.attribute !== 'UNCONDITIONAL');
      const rule =
        own && own.attribute !== 'UNCONDITIONAL' && !(own.governs === 'PART' && inherited)
          ? own
          : inherited && {
              ...inherited,
              coordinate,
              mask: own?.mask ?? inherited.mask,
              catalog: catalogOf(type) ?? inherited.catalog,
            };
      const chosen = rule ?? own;
      if (chosen) rules.set(coordinate, chosen);
    }
  }
  return rules;
}

function rowRules(schema: GraphQLSchema): RowRule[] {
  return objectTypes(schema).flatMap((type) => {
    const share = shareOf(type);
    if (!share || share.attribute === 'UNCONDITIONAL') return [];
    const { attribute, purposes } = share;
    return [{ type: type.name, attribute, purposes, catalog: catalogOf(type) }];
  });
}

/** The type of the rows that a field leads to, seen through a connection; a grant may name it. */
function rowTypeName(schema: GraphQLSchema, coordinate: string): string | null {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) return null;
  const named: GraphQLNamedType = getNamedType(field.type);
  const nodes =
    isObjectType(named) && named.name.endsWith('Connection') ? named.getFields()['nodes'] : undefined;
  return nodes ? getNamedType(nodes.type).name : named.name;
}

/** Stands for a set of fields that are refused for those beside them. */
export const joinsKey = (refused: readonly RefusedJoin[]): string =>
  refused.map(({ field, together }) => `${field.coordinate}<${together.join()}`).join(' ');

function activeGrantCoordinates(caller: Caller, nowSeconds: number): Set<string> {
  const held = caller.grants.filter((grant) => grantHolds(caller, grant, nowSeconds));
  return new Set(held.flatMap((grant) => grant.coordinates));
}

/** What decides which denials a caller has; callers for whom it is the same share them. */
interface Claimant {
  readonly line: DepartmentLine | 'NONE';
  readonly purpose: Purpose | null;
  readonly granted: ReadonlySet<string>;
}

/**
 * Compiles the sharing rules of a supergraph. A coordinate is denied here only when it is denied wholly: nobody of
 * the caller's line can own such a row and no grant names it. Where own rows may exist, the subgraph decides row by
 * row. A field that a subgraph computes from denied ones (`@requires`, `@fromContext`) is denied with them.
 * @param schema the supergraph's schema with the composed directives on its nodes.
 */
export function compilePolicy(schema: GraphQLSchema): SharingPolicy {
  const rules = concreteRules(schema);
  const rows = rowRules(schema);
  const rowAttributes = new Map(rows.map(({ type, attribute }) => [type, attribute]));
  const required = requiredCoordinates(schema);
  const conditional = [...rules.values()].filter((rule) => rule.attribute !== 'UNCONDITIONAL');
  const granting = new Map(
    conditional.map((rule) => [rule.coordinate, rowTypeName(schema, rule.coordinate)]),
  );
  const version = createHash('sha256')
    .update(JSON.stringify([...rules.values(), ...rows].map((rule) => JSON.stringify(rule)).sort()))
    .digest('hex');
  const denials = new Lru<SharingDenials>(500);
  const heldBy = whileHeld<SharingDenials>();

  const compute = ({ line, purpose, granted }: Claimant): SharingDenials => {
    const provides = (catalog: CatalogEntry | null) =>
      line !== 'NONE' && (catalog?.provider.includes(line) ?? false);
    // A grant gives what the schema lets be granted, for the purposes it names, whatever the grant says.
    const isOpen = ({ attribute, purposes }: Pick<FieldRule, 'attribute' | 'purposes'>) =>
      attribute === 'CONDITIONAL' && purpose !== null && purposes.includes(purpose);
    const grantedTypes = new Set([...granted].map((name) => name.split('.', 1)[0] as string));
    const fields = new Map<string, DeniedCoordinate>();
    for (const rule of conditional) {
      const { coordinate, attribute, catalog, governs } = rule;
      if (provides(catalog)) continue;
      const type = coordinate.split('.', 1)[0] as string;
      const rowType = governs === 'ROWS' ? granting.get(coordinate) : null;
      // Where no part of a row is granted its edges and its type are denied, and nobody gets as far as its fields.
      if (governs === 'PART' && !grantedTypes.has(type)) continue;
      const isGranted =
        granted.has(coordinate) ||
        (granted.has(type) && governs !== 'ROWS') ||
        (typeof rowType === 'string' && grantedTypes.has(rowType));
      if (!isGranted || !isOpen(rule)) fields.set(coordinate, { coordinate, attribute, catalog });
    }
    const deniedRows = new Map<string, DeniedCoordinate>();
    for (const { type, attribute, catalog, purposes } of rows) {
      if (provides(catalog) || (grantedTypes.has(type) && isOpen({ attribute, purposes }))) continue;
      deniedRows.set(type, { coordinate: type, attribute, catalog });
    }
    denyComputed(fields, required);
    const signature = createHash('sha256')
      .update([...fields.keys(), '/', ...deniedRows.keys()].join('\n'))
      .digest('hex');
    return { signature, fields, rows: deniedRows };
  };

  return {
    version,
    joinRisks: compileJoinRisks(schema, rules, required),
    withJoins(denied, refused) {
      const fields = new Map(denied.fields);
      for (const { field, together } of refused) {
        const { coordinate, attribute, catalog, group } = field;
        fields.set(coordinate, { coordinate, attribute, catalog, join: { group, together } });
      }
      denyComputed(fields, required);
      return { signature: `${denied.signature} ${joinsKey(refused)}`, fields, rows: denied.rows };
    },
    ruleOf: (coordinate) => rules.get(coordinate) ?? null,
    rowAttributeOf: (type) => rowAttributes.get(type) ?? null,
    denialsFor: (caller) =>
      heldBy(caller, () => {
        const granted = activeGrantCoordinates(caller, Date.now() / 1000);
        const { line, purpose } = caller;
        const key = granted.size === 0 ? line : JSON.stringify([line, purpose, [...granted].sort()]);
        const known = denials.get(key);
        if (known) return known;
        const computed = compute({ line, purpose, granted });
        denials.set(key, computed);
        return computed;
      }),
    usualDenials() {
      const catalogs = [...conditional, ...rows].flatMap(({ catalog }) => catalog?.provider ?? []);
      const lines = new Set<DepartmentLine | 'NONE'>([...catalogs, 'NONE']);
      const sets = [...lines].map((line) => compute({ line, purpose: null, granted: new Set() }));
      return [...new Map(sets.map((set) => [set.signature, set])).values()];
    },
  };
}
