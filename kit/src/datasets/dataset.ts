import type { DepartmentLine } from '@huitong/contract';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';

interface AnyColumn {
  /** Header of the department's own template, Chinese, with its unit: `核定生产能力(万吨/年)`. */
  readonly header: string;
  /** Other headers under which the same column is met. */
  readonly synonyms?: readonly string[];
  /** An empty cell rejects the row, a missing column the file. */
  readonly required?: boolean;
}

/**
 * A column and what its cells may hold.
 *
 * - `text` is kept as written, but for surrounding space; `code` has full-width characters narrowed and no space.
 * - `number` and `integer` are in `unit` and within their bounds (`least` and `most` included, `above` not).
 * - `enum` accepts its values and, for each, the spellings met in files.
 * - `instant` is a day, or a day and a time, in Shanghai; a day alone is its midnight.
 * - `uscc` warns of a check character that does not fit; `division` is a code of the reference table.
 */
export type DatasetColumn = AnyColumn &
  (
    | {
        readonly kind: 'text' | 'code';
        /** Longest text in characters; 200 when absent. */
        readonly longest?: number;
        /** What the whole text must match, and how to say so. */
        readonly pattern?: { readonly test: RegExp; readonly means: string };
      }
    | {
        readonly kind: 'number' | 'integer';
        readonly unit: string;
        readonly least?: number;
        readonly above?: number;
        readonly most: number;
      }
    | { readonly kind: 'enum'; readonly values: Readonly<Record<string, readonly string[]>> }
    | {
        readonly kind: 'instant';
        /** Not later than now. */
        readonly past?: boolean;
      }
    | { readonly kind: 'date' | 'boolean' | 'uscc' | 'division' }
  );

/** Headers of the columns that say where a row stands, degrees. */
export interface LocationHeaders {
  readonly lat: readonly [string, ...string[]];
  readonly lon: readonly [string, ...string[]];
  /** Column naming the reference system of the two: CGCS2000, WGS84 or GCJ02. */
  readonly crs: readonly [string, ...string[]];
}

/** What a department can import: one table, its columns and their checks. */
export interface Dataset {
  /** `subgraph.plural-noun`: `mines.coal-mines`. */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly entity: Entity<OwnedRow>;
  /** Line of the department that is the rows' source (数源部门). */
  readonly line: DepartmentLine;
  /** Column by property of the entity; `sourceId` and `divisionCode` among them. */
  readonly columns: Readonly<Record<string, DatasetColumn>>;
  readonly location?: LocationHeaders;
}

/** A {@link Dataset} with its columns checked against the entity's properties. */
export type DatasetDefinition<Row extends OwnedRow> = Omit<Dataset, 'entity' | 'columns'> & {
  readonly entity: Entity<Row>;
  readonly columns: { readonly [Property in keyof Row & string]?: DatasetColumn } & {
    readonly sourceId: DatasetColumn;
    readonly divisionCode: DatasetColumn;
  };
};

/**
 * Declares a dataset. A row's natural key is (department, source, `sourceId`): the profile names the source, the
 * importing department is the owner, the file gives the id.
 */
export function defineDataset<Row extends OwnedRow>(definition: DatasetDefinition<Row>): Dataset {
  return Object.freeze(definition as unknown as Dataset);
}

/** Headers under which a column is found, its own first. */
export const headersOf = (column: DatasetColumn): readonly string[] => [
  column.header,
  ...(column.synonyms ?? []),
];
