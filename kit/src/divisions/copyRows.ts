import { loadDivisions } from './table.js';

/** One row of `admin_division`, keys in the order of {@link ADMIN_DIVISION_COLUMNS}. */
export interface AdminDivisionRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent_code: string | null;
  /** Ancestors and self as a PostgreSQL array literal, `{140000,140500}`: unnest would flatten arrays of arrays. */
  readonly path: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly replaced_by: string | null;
  readonly seat_lat: number | null;
  readonly seat_lon: number | null;
  readonly seat_approximate: boolean | null;
  readonly min_lat: number | null;
  readonly min_lon: number | null;
  readonly max_lat: number | null;
  readonly max_lon: number | null;
  readonly pseudo: boolean;
}

/** Columns of `admin_division` with the type each parameter array of the bulk insert is cast to. */
export const ADMIN_DIVISION_COLUMNS = {
  code: 'text',
  name: 'text',
  level: 'text',
  parent_code: 'text',
  path: 'text',
  valid_from: 'date',
  valid_to: 'date',
  replaced_by: 'text',
  seat_lat: 'float8',
  seat_lon: 'float8',
  seat_approximate: 'boolean',
  min_lat: 'float8',
  min_lon: 'float8',
  max_lat: 'float8',
  max_lon: 'float8',
  pseudo: 'boolean',
} as const satisfies Record<keyof AdminDivisionRow, string>;

/** The reference table as rows of `admin_division`, parents before children. */
export function* divisionsCopyRows(): Generator<AdminDivisionRow> {
  for (const division of loadDivisions()) {
    yield {
      code: division.code,
      name: division.name,
      level: division.level,
      parent_code: division.parentCode,
      path: `{${division.path.join(',')}}`,
      valid_from: division.validFrom,
      valid_to: division.validTo,
      replaced_by: division.replacedBy,
      seat_lat: division.seat?.lat ?? null,
      seat_lon: division.seat?.lon ?? null,
      seat_approximate: division.seat?.approximate ?? null,
      min_lat: division.box?.minLat ?? null,
      min_lon: division.box?.minLon ?? null,
      max_lat: division.box?.maxLat ?? null,
      max_lon: division.box?.maxLon ?? null,
      pseudo: division.pseudo,
    };
  }
}

/**
 * One statement that loads the whole table in one round trip, and its parameter arrays.
 *
 * Running it again changes nothing; rows whose edition changed are updated.
 */
export function loadDivisionsStatement(): { readonly text: string; readonly values: unknown[][] } {
  const columns = Object.keys(ADMIN_DIVISION_COLUMNS) as (keyof AdminDivisionRow)[];
  const rows = [...divisionsCopyRows()];
  const arrays = columns.map((column, index) => `$${index + 1}::${ADMIN_DIVISION_COLUMNS[column]}[]`);
  const selected = columns.map((column) => (column === 'path' ? 'path::text[]' : column));
  const changeable = columns.filter((column) => column !== 'code');
  return {
    text: `insert into admin_division as present (${columns.join(', ')})
select ${selected.join(', ')}
from unnest(${arrays.join(', ')}) as given (${columns.join(', ')})
on conflict (code) do update
set (${changeable.join(', ')}) = row(${changeable.map((column) => `excluded.${column}`).join(', ')})
where (${changeable.map((column) => `present.${column}`).join(', ')})
  is distinct from (${changeable.map((column) => `excluded.${column}`).join(', ')})`,
    values: columns.map((column) => rows.map((row) => row[column])),
  };
}
