import { basename, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { type DepartmentLine, refusal } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { departmentCaller } from '../sample/seed.js';
import type { Dataset, DatasetColumn } from './dataset.js';
import type { FileRecord } from './file.js';
import { advanceRun, beginRun, type Run, takingTurns } from './ledger.js';
import { type Profile, profileFingerprint } from './profile.js';
import { RejectedFile } from './rejected.js';
import { type ImportProgress, type ImportReport, NOTES_KEPT, type RowNote } from './report.js';
import { type FileSurvey, isExample, surveyFile } from './repeats.js';
import { openSource, type TableSource } from './source.js';
import { inheritedOf, type ReferencePlan, referencesOf, resolveReferences } from './references.js';
import { judgeRow, type RowFault } from './rows.js';
import {
  added,
  BATCH_ROWS,
  standing,
  type Target,
  type WritableRow,
  type Written,
  writeRows,
} from './write.js';

/** What to import, for whom, and where to. */
export interface ImportOptions {
  /** Database of the dataset's subgraph, under its app role: row security judges every row. */
  readonly database: Database;
  readonly dataset: Dataset;
  readonly profile: Profile;
  /** Path of the file. */
  readonly file: string;
  /** USCC of the department whose rows these are. */
  readonly department: string;
  /** Division codes at the top of the department's area; rows outside of it are rejected. */
  readonly scope: readonly string[];
  /** The department's line and the lines that the catalogue names as providers of the rows, where they are known. */
  readonly lines?:
    { readonly own: DepartmentLine; readonly providers: readonly DepartmentLine[] } | undefined;
  /** Do everything and keep nothing. */
  readonly dryRun?: boolean;
  /** Sheet of a workbook; the first one that is not hidden when absent. */
  readonly sheet?: string | undefined;
  /** Path of the file of rejected rows; `<file>.rejected.csv`, or `.xlsx` for a workbook, when absent. */
  readonly rejectedFile?: string;
  /** Told after every batch; the import waits for the promise it may return. */
  readonly onProgress?: (progress: ImportProgress) => Promise<void> | void;
}

/**
 * Brings a file into a dataset's table. The whole file is read and judged by its form first, so that a file that
 * cannot be read, or lacks a column, changes nothing; then rows go in by natural key, {@link BATCH_ROWS} to a
 * transaction, under the department's own row scope. What is wrong with a row rejects that row only.
 *
 * Idempotent: running it again changes nothing. Killed half way it loses nothing: the next run of the same file
 * goes on after the last batch that was kept. Two imports of one department and dataset take turns.
 *
 * @throws Refusal FILE_UNREADABLE, FILE_ENCODING, WORKBOOK_UNSAFE, WORKBOOK_LAYOUT, TEMPLATE_OUTDATED,
 *   HEADER_MISSING, HEADER_DUPLICATE, NOT_OWN_ROW for a department of a foreign line, CONFLICT
 */
export async function importFile(options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const { dataset, profile, sheet } = options;
  refuseForeignLine(options);
  await options.onProgress?.({ phase: 'reading', row: 0, rows: 0 });
  const source = await openSource(options.file, { delimiter: profile.delimiter, sheet });
  try {
    const report = await importSource(options, source);
    return {
      dataset: dataset.name,
      profile: profile.name,
      attribution: profile.attribution ?? null,
      encoding: source.encoding,
      sheet: source.sheet,
      dryRun: options.dryRun === true,
      ...report,
      milliseconds: Math.round(performance.now() - started),
    };
  } finally {
    await source.close();
  }
}

async function importSource(options: ImportOptions, source: TableSource) {
  const { dataset, profile, database, department, scope } = options;
  const path =
    options.rejectedFile ?? `${options.file}.rejected.${source.encoding === 'XLSX' ? 'xlsx' : 'csv'}`;
  if (resolve(path) === resolve(options.file)) {
    throw refusal('SETTING_INVALID', {
      at: '--rejected',
      message: 'Rejected rows would overwrite the file.',
    });
  }
  const survey = await surveyFile(dataset, profile, source);
  const { encoding } = source;
  const rejected = new RejectedFile(path, survey.plan.headers, { delimiter: profile.delimiter, encoding });
  try {
    const outcome = await runAs(departmentCaller(department, scope, 'import'), () =>
      takingTurns(database, `import\n${dataset.name}\n${department}`, {
        onWait: () => options.onProgress?.({ phase: 'waiting', row: 0, rows: survey.rows }),
        work: () => new ImportRun({ ...options, source, survey, rejected }).execute(),
      }),
    );
    return { ...outcome, rejectedFile: await rejected.finish(), unusedColumns: survey.plan.unused };
  } finally {
    await rejected.abandon();
  }
}

/** As for the mutations: only a department of a line that the catalogue names may be the source of a row. */
function refuseForeignLine({ dataset, lines }: ImportOptions): void {
  if (!lines || lines.providers.includes(lines.own)) return;
  const message = `Rows of ${dataset.title.en} come from departments of the lines ${lines.providers.join(', ')}, not ${lines.own}.`;
  throw refusal('NOT_OWN_ROW', { at: '--department', message });
}

interface Parts extends ImportOptions {
  readonly source: TableSource;
  readonly survey: FileSurvey;
  readonly rejected: RejectedFile;
}

type Outcome = Pick<
  ImportReport,
  | 'read'
  | 'inserted'
  | 'updated'
  | 'unchanged'
  | 'rejected'
  | 'rejections'
  | 'warnings'
  | 'warningCount'
  | 'resumedAfter'
>;

/** Rows judged in one turn of the event loop. */
const JUDGED_AT_ONCE = 64;

/** Thrown to undo the transaction of a dry run. */
class NothingKept extends Error {}

/** The second reading of a file: rows are judged one by one and written in batches. */
class ImportRun {
  readonly #parts: Parts;
  readonly #target: Target;
  readonly #references: readonly ReferencePlan[];
  #run: Run = { id: '', rowsDone: 0, counts: { inserted: 0, updated: 0, unchanged: 0 }, refused: [] };
  #batch: WritableRow[] = [];
  /** The batch that is being written. */
  #writing: Promise<void> = Promise.resolve();
  #read = 0;
  #rejected = 0;
  #warningCount = 0;
  readonly #rejections: RowNote[] = [];
  readonly #warnings: RowNote[] = [];

  constructor(parts: Parts) {
    const { database, dataset, department, profile, survey } = parts;
    const named = survey.plan.properties.map(({ property }) => property);
    const placed = survey.plan.location ? ['lat', 'lon', 'crs'] : [];
    this.#parts = parts;
    this.#references = referencesOf(survey.plan, database);
    const properties = [...new Set([...named, ...placed, ...inheritedOf(this.#references), 'divisionCode'])];
    this.#target = {
      table: database.table(dataset.entity),
      department,
      source: profile.source,
      properties,
      beginnings: Object.fromEntries(
        Object.entries(dataset.columns).flatMap(([property, { whenEmpty }]) =>
          whenEmpty === undefined || properties.includes(property) ? [] : [[property, whenEmpty]],
        ),
      ),
      kept: new Set(named.filter((property) => keepsWhenEmpty(dataset.columns[property]))),
    };
  }

  async execute(): Promise<Outcome> {
    const { database, dataset, department, profile, dryRun, source, survey } = this.#parts;
    if (!dryRun) {
      this.#run = await beginRun(database, {
        department,
        dataset: dataset.name,
        profile: profile.name,
        source: profile.source,
        fileName: basename(source.path),
        fingerprint: this.#fingerprint(),
      });
    }
    const resumedAfter = this.#run.rowsDone;
    const again = new Set(this.#run.refused);
    try {
      for await (const record of survey.records()) {
        if (isExample(survey.plan, record)) continue;
        this.#read += 1;
        await this.#take(record, record.row > resumedAfter || again.has(record.row));
        if (this.#batch.length >= BATCH_ROWS) await this.#handOver(record.row);
        // The batch being written needs the event loop, while rows are judged without ever waiting.
        else if (this.#read % JUDGED_AT_ONCE === 0) await nextTurn();
      }
      await this.#writing;
      await this.#flush(this.#batch, survey.rows, true);
    } finally {
      await this.#writing.catch(() => undefined);
    }
    return {
      ...this.#run.counts,
      read: this.#read,
      rejected: this.#rejected,
      rejections: this.#rejections,
      warnings: this.#warnings,
      warningCount: this.#warningCount,
      resumedAfter: resumedAfter > 0 ? resumedAfter : null,
    };
  }

  #fingerprint(): string {
    const { source, profile, scope } = this.#parts;
    const parts = [
      source.sha256,
      source.sheet ?? '',
      profileFingerprint(profile),
      [...scope].sort().join(','),
    ];
    return createHash('sha256').update(parts.join('\n')).digest('hex');
  }

  /** Judges a row; rows that an earlier run has written are judged again for the report, not written. */
  async #take(record: FileRecord, toWrite: boolean): Promise<void> {
    const { survey, scope } = this.#parts;
    const judged = judgeRow(survey.plan, record, scope);
    const repetition = survey.repetition(record);
    if (!judged.ok || repetition) {
      const faults = [...(repetition ? [repetition] : []), ...(judged.ok ? [] : judged.faults)];
      await this.#reject(record, faults);
      return;
    }
    for (const warning of judged.warnings) {
      this.#warningCount += 1;
      if (this.#warnings.length < NOTES_KEPT) this.#warnings.push({ row: record.row, ...warning });
    }
    if (toWrite) this.#batch.push({ row: record.row, cells: record.cells, values: judged.values });
  }

  async #reject({ row, cells }: FileRecord, faults: readonly RowFault[]): Promise<void> {
    this.#rejected += 1;
    for (const fault of faults) {
      if (this.#rejections.length < NOTES_KEPT) this.#rejections.push({ row, ...fault });
    }
    await this.#parts.rejected.add(row, cells, faults);
  }

  /** Begins to write the batch once the one before it is in, and lets the next rows be judged meanwhile. */
  async #handOver(row: number): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    await this.#writing;
    this.#writing = this.#flush(batch, row, false);
    // Whoever awaits it next gets the error; until then it is not unhandled.
    this.#writing.catch(() => undefined);
  }

  /** References, rows, and what follows from them. */
  async #write(manager: EntityManager, batch: readonly WritableRow[]): Promise<Written> {
    const { dataset, scope } = this.#parts;
    const references = this.#references;
    const { rows, refused } = await resolveReferences(
      manager,
      { references, target: this.#target, scope },
      batch,
    );
    const watched = [...references.map(({ property }) => property), ...inheritedOf(references)];
    const before = dataset.afterBatch ? await standing(manager, this.#target, watched, rows) : [];
    const written = await writeRows(manager, this.#target, rows);
    if (written.ids.length > 0) await dataset.afterBatch?.(manager, written.ids, before);
    return { ...written, refused: [...refused, ...written.refused] };
  }

  /** Writes the batch and, with it, that everything up to `row` is done. */
  async #flush(batch: readonly WritableRow[], row: number, finished: boolean): Promise<void> {
    const { database, dryRun, onProgress, survey } = this.#parts;
    let written: Written | undefined;
    let after = this.#run;
    try {
      await database.transaction(async (manager) => {
        // A batch need not be on disk before the next begins: should the server fall, the ledger forgets it along with its
        // rows. The last one is, and with it all before it (WAL is written in order).
        if (!finished) await manager.query(`select set_config('synchronous_commit', 'off', true)`);
        written = await this.#write(manager, batch);
        after = advanced(this.#run, row, batch, written);
        if (dryRun) throw new NothingKept();
        await advanceRun(manager, { before: this.#run, after, finished });
      });
    } catch (error) {
      if (!(error instanceof NothingKept)) throw error;
    }
    this.#run = after;
    for (const { row: refused, fault } of written?.refused ?? []) await this.#reject(refused, [fault]);
    await onProgress?.({ phase: 'writing', row, rows: survey.rows });
  }
}

function advanced(before: Run, row: number, batch: readonly WritableRow[], written: Written): Run {
  const tried = new Set(batch.map((one) => one.row));
  return {
    id: before.id,
    rowsDone: Math.max(before.rowsDone, row),
    counts: added(before.counts, written),
    refused: [
      ...before.refused.filter((one) => !tried.has(one)),
      ...written.refused.map((one) => one.row.row),
    ],
  };
}

const keepsWhenEmpty = (column: DatasetColumn | undefined) =>
  column?.kind === 'uscc' || column?.emptyKeeps === true;
