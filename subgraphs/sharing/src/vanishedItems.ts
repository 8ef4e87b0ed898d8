import { batchedInRequest, type LoaderScope } from '@huitong/kit';
import { EmergencyRule } from './entities/emergencyRule.js';
import { SharingGrant } from './entities/sharingGrant.js';
import { catalogueRule } from './rules/catalogue.js';

/** The schema's `UseOfVanishedItems`. */
export interface UseOfVanishedItems {
  readonly grant: SharingGrant | null;
  readonly emergencyRule: EmergencyRule | null;
  readonly coordinates: string[];
}

/** Most grants, and most rules, that an answer shows. */
const most = 500;
const grantsInForce = `state in ('ACTIVE', 'SUSPENDED') and expires_at > now()`;
const rulesInForce = 'active';

/** Coordinates that grants and rules in force name and the graph does not have. */
async function vanishedCoordinates({ database }: LoaderScope): Promise<string[]> {
  const named = await database.query<{ coordinate: string }>(
    `select distinct coordinate from sharing_grant, unnest(coordinates) as coordinate where ${grantsInForce}
     union select distinct coordinate from emergency_rule, unnest(coordinates) as coordinate where ${rulesInForce}`,
    [],
  );
  return named.map(({ coordinate }) => coordinate).filter((coordinate) => catalogueRule(coordinate) === null);
}

/**
 * Grants and emergency rules in force that name coordinates which the graph has no longer, of those that the caller
 * may see. They stay as they are until their parties put them in order: what a change of the schema takes from a grant
 * is shown, never dropped.
 */
export async function usesOfVanishedItems(scope: LoaderScope): Promise<UseOfVanishedItems[]> {
  const vanished = await vanishedCoordinates(scope);
  if (vanished.length === 0) return [];
  const { database } = scope;
  const find = <Row>(entity: typeof SharingGrant | typeof EmergencyRule, inForce: string) => {
    const table = database.table(entity as never);
    const text = `select ${table.select('item')} from ${table.name} as item
      where ${inForce} and coordinates && $1::text[] order by id limit ${most}`;
    return database.query<Row>(text, [vanished]);
  };
  const gone = new Set(vanished);
  const namedBy = ({ coordinates }: { readonly coordinates: readonly string[] }) =>
    coordinates.filter((coordinate) => gone.has(coordinate));
  const grants = await find<SharingGrant>(SharingGrant, grantsInForce);
  const rules = await find<EmergencyRule>(EmergencyRule, rulesInForce);
  return [
    ...grants.map((grant) => ({ grant, emergencyRule: null, coordinates: namedBy(grant) })),
    ...rules.map((rule) => ({ grant: null, emergencyRule: rule, coordinates: namedBy(rule) })),
  ];
}

/** The same by type: what names a type or one of its fields. One read, however many entries of an answer ask. */
export const usesOfVanishedItemsOf = (scope: LoaderScope) =>
  batchedInRequest<string, UseOfVanishedItems[]>(scope, 'uses of vanished items', {
    key: (typeName) => typeName,
    async load(typeNames) {
      const all = await usesOfVanishedItems(scope);
      return typeNames.map((typeName) =>
        all.flatMap((use) => {
          const coordinates = use.coordinates.filter((coordinate) => coordinate.split('.')[0] === typeName);
          return coordinates.length > 0 ? [{ ...use, coordinates }] : [];
        }),
      );
    },
  });
