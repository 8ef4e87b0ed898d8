import type { DepartmentLine, ErrorCode } from '@huitong/contract';
import type { EntityManager } from 'typeorm';
import type { Entity } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';

interface AnyColumn {
  /** Header of the department's own template, Chinese, with its unit: `核定生产能力(万吨/年)`. */
  readonly header: string;
  /** Other headers under which the same column is met. */
  readonly synonyms?: readonly string[];
  /** An empty cell rejects the row, a missing column the file. */
  readonly required?: boolean;
  /** What an empty cell means when it is not "unknown": for columns that the table wants filled in. */
  readonly whenEmpty?: string | number | boolean | readonly string[];
  /** An empty cell leaves a value that the row already has as it is; so it always is with `uscc`. */
  readonly emptyKeeps?: true;
  /** What the column means, Chinese, for the template's sheet of notes. */
  readonly note?: string;
  /**
   * A cell as it may be filled in, for the template's example row; made from the column's kind when absent. The
   * examples of all columns together make one row that the dataset accepts: '' where that row leaves the cell empty.
   */
  readonly example?: string;
}

/** Every spelling met in files for each value of an enum, the usual one first. */
export type EnumSpellings = Readonly<Record<string, readonly string[]>>;

/** The parent that a cell names. */
export interface ParentReference {
  /** Table of the parent: rows of the importing department, or public reference data. */
  readonly entity: Entity<object>;
  /** Chinese name of the parent for messages: 重大危险源. */
  readonly title: string;
  /** Properties of the parent of which the cell gives one; `['sourceId']` when absent. */
  readonly by?: readonly string[];
  /** Property of the parent that the row takes; `id` when absent. */
  readonly takes?: string;
  /**
   * Further properties that the row takes from its parent where the file does not give them: property of the row →
   * property of the parent, for example `{ divisionCode: 'divisionCode' }`.
   */
  readonly inherits?: Readonly<Record<string, string>>;
}

/**
 * A column and what its cells may hold.
 *
 * - `text` is kept as written, but for surrounding space; `code` has full-width characters narrowed and no space.
 * - `number` and `integer` are in `unit` and within their bounds (`least` and `most` included, `above` not).
 * - `enum` accepts its values and, for each, the spellings met in files.
 * - `list` is several texts, or values of an enum, in one cell, parted by ，、；;,/ or a line break.
 * - `uscc` warns of a check character that does not fit, and an empty cell never erases a code that the row already
 *   has: a matched enterprise stays. `division` is a code of the reference table.
 * - `date` is a day, `instant` a day with a time, in Asia/Shanghai unless the cell gives an offset.
 * - `reference` names a parent row by its id with the source (`sourceId`), which must be there already.
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
    | { readonly kind: 'enum'; readonly values: EnumSpellings }
    | {
        readonly kind: 'list';
        /** The values allowed; any text when absent. */
        readonly values?: EnumSpellings;
        /** Longest item in characters; 100 when absent. */
        readonly longest?: number;
        /** Characters that part items, where the usual ones stand inside of them. */
        readonly separators?: string;
      }
    | { readonly kind: 'reference'; readonly parent: ParentReference }
    | {
        readonly kind: 'instant';
        /** Not later than now. */
        readonly past?: boolean;
      }
    | { readonly kind: 'date' | 'boolean' | 'uscc' | 'division' }
  );

/** What a rule over several columns finds wrong with a row. */
export interface CheckFault<Property extends string = string> {
  /** The columns concerned; the first is the one that the report names. */
  readonly columns: readonly [Property, ...Property[]];
  /** One sentence, in English like all of the catalogue, with the values that contradict each other. */
  readonly message: string;
  /** VALUE_INVALID when absent. */
  readonly code?: ErrorCode;
}

/**
 * Called within the transaction of a batch, after its rows are written, to bring up to date what follows from them.
 * @param ids of the rows that are new or changed; never empty
 * @param before what stood in the reference columns, and those inherited with them, of rows that were there already:
 *   a tank that moved has left a hazard, too
 */
export type AfterBatch = (
  manager: EntityManager,
  ids: readonly string[],
  before: readonly Readonly<Record<string, unknown>>[],
) => Promise<void>;

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
  /**
   * Rules over several columns of one row, such as an end before its start; asked only for rows whose cells are
   * right one by one. Empty cells are null, columns that the file lacks undefined, references still the parent's id
   * with its source. Pure.
   */
  readonly check?: (row: Readonly<Record<string, unknown>>) => readonly CheckFault[];
  readonly afterBatch?: AfterBatch;
}

/** A {@link Dataset} with its columns checked against the entity's properties. */
export type DatasetDefinition<Row extends OwnedRow> = Omit<Dataset, 'entity' | 'columns' | 'check'> & {
  readonly entity: Entity<Row>;
  readonly columns: { readonly [Property in keyof Row & string]?: DatasetColumn } & {
    readonly sourceId: DatasetColumn;
  };
  readonly check?: (row: Readonly<Partial<Row>>) => readonly CheckFault<keyof Row & string>[];
};

/**
 * Declares a dataset. A row's natural key is (department, source, `sourceId`): the profile names the source, the
 * importing department is the owner, the file gives the id. Where a row belongs is said by a column `divisionCode`,
 * or by the parent it inherits it from.
 */
export function defineDataset<Row extends OwnedRow>(definition: DatasetDefinition<Row>): Dataset {
  const dataset = definition as unknown as Dataset;
  const placed =
    dataset.columns['divisionCode'] !== undefined ||
    Object.values(dataset.columns).some(
      (column) => column.kind === 'reference' && Object.hasOwn(column.parent.inherits ?? {}, 'divisionCode'),
    );
  if (!placed) throw new Error(`Nothing says which division the rows of ${dataset.name} belong to.`);
  return Object.freeze(dataset);
}

/** Headers under which a column is found, its own first. */
export const headersOf = (column: DatasetColumn): readonly string[] => [
  column.header,
  ...(column.synonyms ?? []),
];
