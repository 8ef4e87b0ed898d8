import type { GeoPoint } from '../geo/index.js';
import type { LocatedRow, OwnedRow } from '../database/rows.js';

/** A stub of another subgraph's entity: its key, nothing copied. */
export interface DepartmentStub {
  readonly uscc: string;
}
export interface EnterpriseStub {
  readonly uscc: string;
}
/** A stub of an entity that stands somewhere, as `@requires(fields: "location { lat lon }")` hands it over. */
export interface LocatedStub {
  readonly id: string;
  readonly location?: GeoPoint | null;
}
export interface DivisionStub {
  readonly code: string;
}

/** Resolvers of the fields that every owned type has: `ownerDepartment` and `division`. */
export const ownedFields = {
  ownerDepartment: (row: OwnedRow): DepartmentStub => ({ uscc: row.ownerDepartment }),
  division: (row: OwnedRow): DivisionStub => ({ code: row.divisionCode }),
};

/** Resolvers of the fields that every located type has, beside {@link ownedFields}. */
export const locatedFields = {
  ...ownedFields,
  location: (row: LocatedRow) =>
    row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon, crs: row.crs },
};
