import type { ErrorCode } from '@huitong/contract';
import type { FileEncoding } from './file.js';

/** Something to say about one row: a warning (the row is kept) or a reason to reject it. */
export interface RowNote {
  /** Row as a spreadsheet counts it: the header is row 1. */
  readonly row: number;
  /** Header of the column; null for the row as a whole. */
  readonly column: string | null;
  readonly code: ErrorCode;
  readonly message: string;
}

/** What an import did. `read` is the sum of `inserted`, `updated`, `unchanged` and `rejected`. */
export interface ImportReport {
  readonly dataset: string;
  readonly profile: string;
  /** Who is to be named as the origin of the data, if the licence wants it. */
  readonly attribution: string | null;
  readonly encoding: FileEncoding;
  /** Sheet of a workbook that was read; null for CSV. */
  readonly sheet: string | null;
  /** Nothing was kept: the figures say what would happen. */
  readonly dryRun: boolean;
  /** Rows with content; blank ones are passed over. */
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first {@link NOTES_KEPT} reasons; all of them stand in `rejectedFile`. */
  readonly rejections: readonly RowNote[];
  /** The rejected rows with their reasons, in the file's own format; null when there are none. */
  readonly rejectedFile: string | null;
  readonly warningCount: number;
  /** The first {@link NOTES_KEPT} warnings. */
  readonly warnings: readonly RowNote[];
  /** Columns of the file that the profile neither uses nor names as ignored. */
  readonly unusedColumns: readonly string[];
  /** Row after which an import that was cut off has been continued; null for a whole one. */
  readonly resumedAfter: number | null;
  readonly milliseconds: number;
}

/** Notes kept in memory and in the report, of each kind. */
export const NOTES_KEPT = 1000;

/** How far an import is. */
export interface ImportProgress {
  /** `waiting`: another import of this dataset runs; `reading`: the file is surveyed; `writing`: rows go in. */
  readonly phase: 'waiting' | 'reading' | 'writing';
  /** Rows done, the header among them. */
  readonly row: number;
  /** Rows of the file; 0 while it is not known. */
  readonly rows: number;
}
