import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withPlainClient } from '../database/pools.js';
import { openTestDatabase, rowSecurityProblems, type TestDatabase } from './index.js';
import { testMigrations } from './testTables.js';

let database: TestDatabase;
let app: string;

beforeAll(async () => {
  database = await openTestDatabase(testMigrations, 'catalogue');
  app = `${database.name}_app`;
});
afterAll(() => database.close());

/** Plants a fault, looks, and takes it away again. */
async function problemsWith(plant: string, remove: string): Promise<string[]> {
  return withPlainClient(database.superuserUrl, async (admin) => {
    await admin.query(plant);
    try {
      return await rowSecurityProblems(database.superuserUrl);
    } finally {
      await admin.query(remove);
    }
  });
}

const named = (text: string) => text.replaceAll('APP', `"${app}"`);

describe('the catalogue of row security', () => {
  it('finds nothing wrong with what kit builds', async () => {
    expect(await rowSecurityProblems(database.superuserUrl)).toEqual([]);
  });

  it.each([
    ['a table without it', 'create table leak (a int)', 'drop table leak', 'table leak has no row security'],
    [
      'a partition without it',
      `create table leak (a int) partition by list (a); alter table leak enable row level security;
       alter table leak force row level security; create table leak_1 partition of leak for values in (1)`,
      'drop table leak',
      'table leak_1 has no row security',
    ],
    [
      'a table that does not force it',
      'alter table test_site no force row level security',
      'alter table test_site force row level security',
      'table test_site does not force row security on its owner',
    ],
    [
      'an exempt table that is granted',
      'grant select on schema_migration to APP',
      'revoke select on schema_migration from APP',
      'table schema_migration is exempt from row security',
    ],
    [
      'a view',
      'create view leak as select * from test_finding',
      'drop view leak',
      'view leak reads with the rights of its owner',
    ],
    [
      'a materialised view',
      'create materialized view leak as select 1 as a',
      'drop materialized view leak',
      'materialised view leak cannot have row security',
    ],
    [
      'a security definer function',
      `create function leak() returns int language sql security definer return 1;
       revoke execute on function leak() from public`,
      'drop function leak()',
      'function leak() runs with the rights of its owner',
    ],
    [
      'a function for everybody',
      'create function leak() returns int language sql return 1',
      'drop function leak()',
      'function leak() is executable by everybody',
    ],
    [
      'a leakproof function',
      `create function leak() returns int language sql leakproof return 1;
       revoke execute on function leak() from public`,
      'drop function leak()',
      'function leak() is marked leakproof',
    ],
    [
      'a function of PostgreSQL that was marked',
      'alter function pg_catalog.int4div(int, int) leakproof',
      'alter function pg_catalog.int4div(int, int) not leakproof',
      'function int4div(integer,integer) is marked leakproof',
    ],
    [
      'a role past every policy',
      'create role leak_past login bypassrls',
      'drop role leak_past',
      'role leak_past can log in and is past every policy',
    ],
    [
      'a superuser',
      'create role leak_super login superuser',
      'drop role leak_super',
      'role leak_super can log in and is past every policy',
    ],
    [
      'an update policy without check',
      'create policy leak on test_site for update using (name is null)',
      'drop policy leak on test_site',
      'policy leak on test_site lets rows be written unchecked',
    ],
    [
      'a policy for all without check',
      'create policy leak on test_site using (name is null)',
      'drop policy leak on test_site',
      'policy leak on test_site lets rows be written unchecked',
    ],
    [
      'reference data that the app role may write',
      'grant update on admin_division to APP',
      'revoke update on admin_division from APP',
      'policy admin_division_read on admin_division lets everybody pass',
    ],
    [
      'a policy that lets all through',
      'create policy leak on test_site for select using (true)',
      'drop policy leak on test_site',
      'policy leak on test_site lets everybody pass',
    ],
    [
      'a grant to truncate',
      'grant truncate on test_site to APP',
      'revoke truncate on test_site from APP',
      'has TRUNCATE on test_site',
    ],
    [
      'a grant of references',
      'grant references on test_site to APP',
      'revoke references on test_site from APP',
      'has REFERENCES on test_site',
    ],
    [
      'a grant of references to a column',
      'grant references (id) on test_site to APP',
      'revoke references (id) on test_site from APP',
      'has REFERENCES on test_site',
    ],
    [
      'a grant to everybody',
      'grant select on test_site to public',
      'revoke select on test_site from public',
      'everybody has SELECT on test_site',
    ],
    [
      'an app role that may create',
      'grant create on schema public to APP',
      'revoke create on schema public from APP',
      'may create in schema public',
    ],
    [
      'an app role that owns',
      'create table leak (a int); alter table leak owner to APP',
      'drop table leak',
      'owns leak',
    ],
    [
      'an app role that replicates',
      'alter role APP createrole',
      'alter role APP nocreaterole',
      'may make databases, make roles or replicate',
    ],
  ])('finds %s', async (_, plant, remove, problem) => {
    const found = await problemsWith(named(plant), named(remove));
    expect(found.filter((one) => one.includes(problem))).toHaveLength(1);
    expect(await rowSecurityProblems(database.superuserUrl)).toEqual([]);
  });

  it('finds temporary tables and membership in the owner', async () => {
    const owner = `"${database.name}_owner"`;
    const temp = [
      `grant temp on database "${database.name}" to APP`,
      `revoke temp on database "${database.name}" from APP`,
    ];
    expect(await problemsWith(named(temp[0]!), named(temp[1]!))).toEqual([
      `role ${app} may make TEMP in the database`,
    ]);
    const found = await problemsWith(named(`grant ${owner} to APP`), named(`revoke ${owner} from APP`));
    expect(found).toContain(`role ${app} is a member of ${database.name}_owner`);
  });

  it('says so when there is no such role', async () => {
    expect(await rowSecurityProblems(database.superuserUrl, 'nobody_app')).toEqual([
      'there is no role nobody_app',
    ]);
  });
});
