import { createHash } from 'node:crypto';
import { refusal } from '@huitong/contract';
import type { FileRecord } from './file.js';
import { type FilePlan, planFile } from './header.js';
import { cellAt, type RowFault } from './rows.js';
import type { Dataset } from './dataset.js';
import type { Profile } from './profile.js';
import { narrowed, quoted } from './text.js';

/** What a first reading of all rows finds. */
export interface FileSurvey {
  readonly plan: FilePlan;
  /** Number of the last row. */
  readonly rows: number;
  /** Why a row is rejected as a repetition; undefined for a row that is none. */
  repetition(record: FileRecord): RowFault | undefined;
}

interface Seen {
  readonly row: number;
  readonly digest: string;
  /** A later row with the same key and other values; 0 while there is none. */
  differsFrom: number;
}

/**
 * Reads all rows once before any is written: the header, how many there are, and which share a natural key. Of
 * rows that are the same in every cell the first is kept; of rows that share a key and differ none is, because
 * nothing says which is right. Also finds broken quotes, so that a broken file is refused whole.
 *
 * Memory: about 120 bytes a row, for the keys.
 * @throws Refusal HEADER_MISSING, HEADER_DUPLICATE, FILE_UNREADABLE
 */
export async function surveyFile(
  dataset: Dataset,
  profile: Profile,
  records: AsyncIterable<FileRecord>,
): Promise<FileSurvey> {
  let plan: FilePlan | undefined;
  let rows = 0;
  const seen = new Map<string, Seen>();
  for await (const record of records) {
    rows = record.row;
    if (!plan) {
      plan = planFile(dataset, profile, record.cells);
      continue;
    }
    const key = naturalKey(plan, record);
    if (key === '') continue;
    const before = seen.get(key);
    const digest = digestOf(plan, record);
    if (!before) seen.set(key, { row: record.row, digest, differsFrom: 0 });
    else if (before.digest !== digest && before.differsFrom === 0) before.differsFrom = record.row;
  }
  if (!plan) throw refusal('HEADER_MISSING', { at: 'row 1', message: 'The file is empty.' });
  const known = plan;
  return { plan, rows, repetition: (record) => repetitionOf(known, seen, record) };
}

/** The id a row has with its source, '' where it has none (which is then the row's fault). */
function naturalKey(plan: FilePlan, record: FileRecord): string {
  const from = plan.properties.find(({ property }) => property === 'sourceId')?.from;
  return from && 'index' in from ? narrowed(cellAt(plan, record, from.index)) : '';
}

function digestOf(plan: FilePlan, record: FileRecord): string {
  const cells = plan.headers.map((_, index) => cellAt(plan, record, index));
  return createHash('sha256').update(JSON.stringify(cells)).digest('base64').slice(0, 20);
}

function repetitionOf(
  plan: FilePlan,
  seen: ReadonlyMap<string, Seen>,
  record: FileRecord,
): RowFault | undefined {
  const key = naturalKey(plan, record);
  const first = seen.get(key);
  if (!first) return undefined;
  const from = plan.properties.find(({ property }) => property === 'sourceId')?.from;
  const column = from && 'header' in from ? from.header : null;
  if (first.differsFrom > 0) {
    const other = record.row === first.row ? first.differsFrom : first.row;
    const message = `Row ${other} has the same key ${quoted(key)} and other values; keep the right one.`;
    return { column, code: 'ROW_REPEATED', message };
  }
  if (record.row === first.row) return undefined;
  const message = `The same as row ${first.row}, which is kept.`;
  return { column, code: 'ROW_REPEATED', message };
}
