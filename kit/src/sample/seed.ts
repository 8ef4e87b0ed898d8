import { trustCaller, type VerifiedCaller } from '@huitong/contract';
import { runAs } from '../database/caller.js';
import type { Database } from '../database/database.js';
import type { OwnedRow } from '../database/rows.js';
import type { SampleData, SampleTable } from '../subgraph/define.js';

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
 * holds for seeds too. Running it again adds nothing.
 * @returns how many rows were added.
 */
export async function seedSample(database: Database, sample: SampleData): Promise<number> {
  const roots = ['140000'];
  const tables = sample();
  const last = tables.at(-1);
  if (!last || (await isPresent(database, last, roots))) return 0;
  let rows = 0;
  for (const table of tables) {
    const perDepartment = new Map<string, OwnedRow[]>();
    for (const row of table.rows as OwnedRow[]) {
      if (!row.synthetic) throw new Error(`A demo row of ${table.entity.name} is not marked synthetic.`);
      const own = perDepartment.get(row.ownerDepartment);
      if (own) own.push(row);
      else perDepartment.set(row.ownerDepartment, [row]);
    }
    for (const [department, own] of perDepartment) {
      await runAs(departmentCaller(department, roots, 'seed'), () =>
        database.transaction(async (manager) => {
          for (let from = 0; from < own.length; from += batchRows) {
            const batch = own.slice(from, from + batchRows);
            await manager
              .createQueryBuilder()
              .insert()
              .into(table.entity)
              .values(batch)
              .orIgnore()
              .updateEntity(false)
              .execute();
          }
        }),
      );
      rows += own.length;
    }
  }
  return rows;
}

/** The last table is written last, so its last row tells whether an earlier seeding came through. */
async function isPresent(database: Database, table: SampleTable, roots: readonly string[]): Promise<boolean> {
  const row = table.rows.at(-1) as OwnedRow | undefined;
  if (!row) return false;
  const found = await runAs(departmentCaller(row.ownerDepartment, roots, 'seed'), () =>
    database.query(`select 1 from ${database.table(table.entity as never).name} where id = $1`, [row.id]),
  );
  return found.length > 0;
}
