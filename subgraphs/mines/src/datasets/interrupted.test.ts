import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  demoUscc,
  departmentCaller,
  importFile,
  type ImportOptions,
  runAs,
  templateProfile,
  withPlainClient,
} from '@huitong/kit';
import { openTestSubgraph, type TestSubgraph } from '@huitong/kit/testing';
import { mines } from '../main.js';
import { coalMines } from './coalMines.js';

const energy = demoUscc('ENERGY', '140000');
const packageFolder = fileURLToPath(new URL('../../../', import.meta.url));
const rows = 2300;
/** Row 702 and one of the rows after the batch that is cut off. */
const badRows = new Set([702, 2001]);

let subgraph: TestSubgraph;
let folder: string;
let path: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  subgraph = await openTestSubgraph(mines);
});
afterAll(() => subgraph.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huitong-cut-'));
  path = join(folder, 'mines.csv');
  await writeFile(path, content(80));
  await superuser('delete from import_run');
  await resetTable();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Spreadsheet rows 2 to 2301; two of them have a capacity that cannot be. */
function content(capacity: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const value = badRows.has(index + 2) ? -1 : capacity + (index % 7);
    return `M${index + 2},矿${index + 2},140581,${value}`;
  });
  return `编号,煤矿名称,行政区划代码,核定生产能力(万吨/年)\n${lines.join('\n')}\n`;
}

const superuser = <Row>(text: string): Promise<Row[]> =>
  withPlainClient(subgraph.superuserUrl, async (client) => (await client.query(text)).rows as Row[]);
/** One row is there already, in a county that the import may not touch: row security refuses row 100. */
async function resetTable(): Promise<void> {
  await superuser('delete from coal_mine');
  await superuser(`insert into coal_mine (id, owner_department, division_code, source, source_id, name)
    values (gen_random_uuid(), '${energy}', '140525', 'department', 'M100', 'elsewhere')`);
}
const stored = () => superuser(`select source_id, name, approved_capacity from coal_mine order by 1`);

const run = (more: Partial<ImportOptions> = {}) =>
  importFile({
    database: subgraph.database,
    dataset: coalMines,
    profile: templateProfile(coalMines),
    file: path,
    department: energy,
    scope: ['140581'],
    ...more,
  });

/** Starts an import of the file in a process of its own. */
function importInChild(): ChildProcess {
  const script = `
    import { importFile, openDatabase, templateProfile } from '@huitong/kit';
    import { mines } from '@huitong/mines';
    const [url, file, department] = process.argv.slice(1);
    const dataset = mines.datasets[0];
    const database = await openDatabase(url, mines.entities, { queryMilliseconds: 60000 });
    await importFile({ database, dataset, profile: templateProfile(dataset), file, department, scope: ['140581'] });
    await database.close();`;
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, subgraph.appUrl, path, energy],
    { cwd: packageFolder, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  children.push(child);
  return child;
}

/**
 * Holds the key of one row in a transaction of its own, so that an import comes to a stop in the middle of that
 * row's batch; calls `work` once it has.
 */
async function withImportStoppedAt(row: number, work: () => Promise<void>): Promise<void> {
  await withPlainClient(subgraph.superuserUrl, async (blocker) => {
    await blocker.query('begin');
    await blocker.query(
      `insert into coal_mine (id, owner_department, division_code, source, source_id, name)
       values (gen_random_uuid(), $1, '140581', 'department', $2, 'blocker')`,
      [energy, `M${row}`],
    );
    const waiting = `select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into coal_mine%'`;
    await withPlainClient(subgraph.superuserUrl, async (watcher) => {
      while ((await watcher.query(waiting)).rows.length === 0) await delay(20);
    });
    await work();
    await blocker.query('rollback');
  });
}

describe('an import that is killed half way', () => {
  it('has lost nothing: the next run goes on, and ends as if nothing had been', async () => {
    const child = importInChild();
    await withImportStoppedAt(1800, async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      // Whole batches are kept, of the one under way nothing.
      expect(await superuser('select rows_done, finished_at from import_run')).toEqual([
        { rows_done: 1502, finished_at: null },
      ]);
      expect(await stored()).toHaveLength(1500);
    });
    const resumed = await run();
    expect(resumed).toMatchObject({ resumedAfter: 1502, read: rows, inserted: 2297, rejected: 3 });
    const afterKill = await stored();

    await resetTable();
    const whole = await run();
    expect(whole).toMatchObject({ resumedAfter: null, read: rows, inserted: 2297, rejected: 3 });
    expect(afterKill).toEqual(await stored());
    const inOrder = (report: typeof whole) => [...report.rejections].sort((a, b) => a.row - b.row);
    expect(inOrder(whole).map(({ row, code }) => [row, code])).toEqual([
      [100, 'NOT_OWN_ROW'],
      [702, 'VALUE_INVALID'],
      [2001, 'VALUE_INVALID'],
    ]);
    expect(inOrder(resumed)).toEqual(inOrder(whole));
    expect(await run()).toMatchObject({ resumedAfter: null, unchanged: 2297, inserted: 0 });
  });

  it('is not continued with another file, nor over a newer import', async () => {
    const child = importInChild();
    await withImportStoppedAt(1800, async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    const other = join(folder, 'other.csv');
    await writeFile(other, content(200));
    expect(await run({ file: other })).toMatchObject({ resumedAfter: null, updated: 1499, inserted: 798 });
    // The older file again: its beginning is no longer what the table holds, so it starts anew.
    expect(await run()).toMatchObject({ resumedAfter: null, updated: 2297 });
  });
});

describe('the ledger', () => {
  it('shows a department its own imports only', async () => {
    await run();
    const seenBy = (department: string) =>
      runAs(departmentCaller(department, ['140000'], 'test'), () =>
        subgraph.database.query('select dataset, rows_done from import_run', []),
      );
    expect(await seenBy(energy)).toEqual([{ dataset: 'mines.coal-mines', rows_done: rows + 1 }]);
    expect(await seenBy(demoUscc('FIRE', '140000'))).toEqual([]);
  });
});

describe('two imports of one dataset', () => {
  it('take turns', async () => {
    const phases: string[] = [];
    const child = importInChild();
    let second: ReturnType<typeof run> | undefined;
    await withImportStoppedAt(1800, async () => {
      await new Promise<void>((resolve) => {
        second = run({
          onProgress: ({ phase }) => {
            phases.push(phase);
            if (phase === 'waiting') resolve();
          },
        });
      });
      expect(await stored()).toHaveLength(1500);
    });
    await once(child, 'exit');
    expect(child.exitCode).toBe(0);
    expect(await second).toMatchObject({ resumedAfter: null, unchanged: 2297, inserted: 0, updated: 0 });
    expect(phases.slice(0, 2)).toEqual(['reading', 'waiting']);
  });
});
