import { setImmediate as nextTurn } from 'node:timers/promises';
import { refusal, trustCaller, type VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database, TableShape } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import type { SampleData } from '../subgraph/define.js';
import type { SampleSize } from './size.js';

/** Rows of one statement; PostgreSQL takes at most 65,535 parameters. */
const batchRows = 500;

/**
 * The caller under which a department's own rows are written by an operator's command: imports and demo data.
 * It sees and writes what that department could, no more.
 */
export function departmentCaller(department: string, scope: readonly string[], role: string): VerifiedCaller {
  return trustCaller({
    subject: role,
    kind: 'SYSTEM',
    department,
    line: 'EMERGENCY',
    departments: [department],
    scope,
    role,
    purpose: 'ADMINISTRATION',
    grants: [],
    incident: null,
    policyVersion: 'none',
    requestId: role,
  });
}

/**
 * Puts a subgraph's demo rows into its database, each under its own department's scope, so that row security
 * holds for seeds too. Running it again adds nothing; after one that was cut off, what is missing is added.
 * @param size how many rows.
 * @returns how many rows were read from the sample; 0 when they were there already.
 * @throws Refusal SETTING_INVALID when there are demo rows of another size.
 */
export async function seedSample(database: Database, sample: SampleData, size?: SampleSize): Promise<number> {
  const fingerprint = `factor ${size?.factor ?? 1}`;
  if (await isSeeded(database, fingerprint)) return 0;
  let rows = 0;
  for (const { entity, rows: all } of sample(size)) {
    const table = database.table(entity as never);
    rows += await insertAll(all as Iterable<OwnedRow>, {
      insert: (batch) => insertRows(database, table, batch),
      name: entity.name,
    });
  }
  await markSeeded(database, fingerprint, rows);
  return rows;
}

/** Rows made between two turns of the event loop, in which the batch on its way is written. */
const madeAtOnce = 64;

/** Writes rows in batches of one department each, in order, while the next ones are being made; answers how many. */
async function insertAll(
  all: Iterable<OwnedRow>,
  { insert, name }: { insert(batch: readonly OwnedRow[]): Promise<void>; name: string },
): Promise<number> {
  const perDepartment = new Map<string, OwnedRow[]>();
  let writing: Promise<void> = Promise.resolve();
  const handOver = async (batch: readonly OwnedRow[]) => {
    await writing;
    writing = insert(batch).catch((cause: unknown) => {
      throw new Error(`Demo rows of ${name} could not be written.`, { cause });
    });
    // Whoever awaits it next gets the error; until then it is not unhandled.
    writing.catch(() => undefined);
  };
  let rows = 0;
  try {
    for (const row of all) {
      if (!row.synthetic) throw new Error(`A demo row of ${name} is not marked synthetic.`);
      rows += 1;
      const own = perDepartment.get(row.ownerDepartment) ?? [];
      perDepartment.set(row.ownerDepartment, own);
      if (own.push(row) >= batchRows) await handOver(own.splice(0));
      if (rows % madeAtOnce === 0) await nextTurn();
    }
    for (const own of perDepartment.values()) await handOver(own);
  } finally {
    await writing;
  }
  return rows;
}

/** Inserts rows of one department in one statement; those that are there already stay as they are. */
async function insertRows(database: Database, table: TableShape, rows: readonly OwnedRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  // A column that no row names keeps its default.
  const properties = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = properties.map((property) => table.column(property)).join(', ');
  const given = rows.map((row) =>
    Object.fromEntries(
      properties.map((property) => [table.column(property), row[property as keyof OwnedRow] ?? null]),
    ),
  );
  await asSeeder(first.ownerDepartment, () =>
    database.query(
      `insert into ${table.name} (${columns})
       select ${columns} from json_populate_recordset(null::${table.name}, $1::json) on conflict do nothing`,
      [JSON.stringify(given)],
      { planned: 'ONCE' },
    ),
  );
}

const asSeeder = <T>(department: string, work: () => T): T =>
  runAs(departmentCaller(department, ['140000'], 'seed'), work);

/** Whose name the ledger of imports has for demo rows. */
const seeder = '000000000000000000';

/** @throws Refusal SETTING_INVALID when they are of another size: what is of both would be of neither. */
const isSeeded = async (database: Database, fingerprint: string): Promise<boolean> => {
  const found = await asSeeder(seeder, () =>
    database.query<{ fingerprint: string }>(
      `select fingerprint from import_run where dataset = 'sample'`,
      [],
    ),
  );
  const [other] = found.filter((run) => run.fingerprint !== fingerprint);
  if (other) {
    throw refusal('SETTING_INVALID', {
      at: '--sample-size',
      message: `The databases hold demo data of ${other.fingerprint}, not of ${fingerprint}. Keep that size, or take another --data folder.`,
    });
  }
  return found.length > 0;
};

const markSeeded = (database: Database, fingerprint: string, rows: number): Promise<unknown> =>
  asSeeder(seeder, () =>
    database.query(
      `insert into import_run (id, owner_department, dataset, profile, source, file_name, fingerprint, rows_done,
         inserted, finished_at)
       values (gen_random_uuid(), $1, 'sample', 'sample', 'sample', 'sample', $2, $3, $3, clock_timestamp())`,
      [seeder, fingerprint, rows],
    ),
  );
