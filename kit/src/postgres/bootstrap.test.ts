import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapDatabases, scramVerifier, type SubgraphDatabase } from './bootstrap.js';
import { withClient } from './client.js';
import { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './launcher.js';

const passwords = {
  owner: (name: string) => `owner-password-of-${name}'"$`,
  app: (name: string) => `app-password-of-${name}@:/%`,
};

let dataDirectory: string;
let postgres: EmbeddedPostgres;
let databases: Record<string, SubgraphDatabase>;

const run = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows);
const admin = (sql: string, database = 'postgres') =>
  run(postgres.adminUrl.replace(/\/postgres$/, `/${database}`), sql);
const at = (url: string, database: string) => url.replace(/\/huitong_[a-z]+$/, `/${database}`);
const bootstrap = (
  subgraphs = ['mines', 'fire'],
  adminUrl = postgres.adminUrl,
  log?: (line: string) => void,
) => bootstrapDatabases({ adminUrl, subgraphs, passwords, ...(log ? { log } : {}) });

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'huitong-bootstrap-'));
  postgres = await startEmbeddedPostgres({ dataDirectory, settings: { fsync: 'off' } });
  databases = await bootstrap();
}, 60_000);

afterAll(async () => {
  await postgres?.stop();
  await removeEmbeddedPostgres(dataDirectory);
  await rm(dataDirectory, { recursive: true });
}, 60_000);

const mines = () => databases.mines!;

describe('the app role', () => {
  it('logs in to its own database and works only with what the owner grants', async () => {
    await run(mines().ownerUrl, 'create table pit (id int); grant select on pit to huitong_mines_app');
    expect(await run(mines().appUrl, 'select count(*)::int as count from pit')).toEqual([{ count: 0 }]);
    await run(mines().ownerUrl, 'create table secret (id int)');
    await expect(run(mines().appUrl, 'select from secret')).rejects.toMatchObject({ code: '42501' });
    await expect(run(mines().appUrl, 'insert into pit values (1)')).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['create a table', 'create table loot (id int)'],
    ['create a temporary table', 'create temporary table loot (id int)'],
    ['create a schema', 'create schema loot'],
    ['become the owner', 'set role huitong_mines_owner'],
    ['become the superuser', 'set session authorization postgres'],
    ['create an extension', 'create extension dblink'],
    ['read the password table', 'select * from pg_authid'],
    ['read files of the server', `select pg_read_file('/etc/passwd')`],
    ['run programs', `copy (select 1) to program 'true'`],
    ['lift row-level security', 'alter role huitong_mines_app bypassrls'],
    ['call a function it has no grant for', 'select treasure()'],
  ])('cannot %s', async (_, sql) => {
    await run(
      mines().ownerUrl,
      `create or replace function treasure() returns int language sql as 'select 1'`,
    );
    await expect(run(mines().appUrl, sql)).rejects.toMatchObject({ code: '42501' });
  });

  it.each(['huitong_fire', 'postgres', 'template1'])(
    'cannot connect to %s, and neither can the owner',
    async (name) => {
      for (const url of [mines().appUrl, mines().ownerUrl]) {
        await expect(run(at(url, name), 'select 1')).rejects.toMatchObject({
          code: 'SERVER_UNREACHABLE',
          cause: { code: '42501' },
        });
      }
    },
  );

  it('has its statements ended after ten seconds and compiled by none, or as the operator sets', async () => {
    const settings = `select current_setting('statement_timeout') as timeout, current_setting('jit') as jit`;
    expect(await run(mines().appUrl, settings)).toEqual([{ timeout: '10s', jit: 'off' }]);
    await admin(`alter role huitong_fire_app in database huitong_fire set statement_timeout = '3s'`);
    await admin(`alter role huitong_fire_app in database huitong_fire set jit = on`);
    await bootstrap();
    expect(await run(databases.fire!.appUrl, settings)).toEqual([{ timeout: '3s', jit: 'on' }]);
  });
});

describe('the databases', () => {
  it('know Chinese letters, in every order and case alike', async () => {
    const [row] = await run(
      mines().appUrl,
      `select show_trgm('消防救援') as trigrams, datlocale, datctype, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = current_database()`,
    );
    expect(row).toMatchObject({ datlocale: 'C.UTF-8', datctype: 'C.UTF-8', encoding: 'UTF8' });
    expect(row.trigrams.length).toBeGreaterThanOrEqual(4);
    expect(await run(mines().appUrl, `select cube(array[1,2,3]) <-> cube(array[1,2,4]) as d`)).toEqual([
      { d: 1 },
    ]);
  });

  it('keep data and passwords when bootstrapped again, also by two at once', async () => {
    await run(mines().ownerUrl, 'create table kept (id int); insert into kept values (7)');
    const [first, second] = await Promise.all([bootstrap(['mines', 'water']), bootstrap(['water', 'mines'])]);
    expect(first).toEqual(second);
    expect(first.mines).toEqual(mines());
    expect(await run(first.mines!.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }]);
    expect(await run(first.water!.appUrl, 'select current_user::text as me')).toEqual([
      { me: 'huitong_water_app' },
    ]);
  });

  it('take new passwords at the next bootstrap', async () => {
    const old = (await bootstrap(['dam'])).dam!;
    const renewed = { owner: () => 'another-owner-password', app: () => 'another-app-password' };
    const adminUrl = postgres.adminUrl;
    const { dam } = await bootstrapDatabases({ adminUrl, subgraphs: ['dam'], passwords: renewed });
    await run(dam!.appUrl, 'select 1');
    await expect(run(old.appUrl, 'select 1')).rejects.toMatchObject({ cause: { code: '28P01' } });
  });
});

describe('a server of somebody else', () => {
  it('is prepared by an admin who is no superuser', async () => {
    await admin(`create role keeper login createdb createrole password 'keeper-password'`);
    await admin('create database lobby owner keeper');
    const adminUrl = postgres.adminUrl
      .replace(/\/\/.*@/, '//keeper:keeper-password@')
      .replace(/postgres$/, 'lobby');
    await admin('create database neighbour');
    const lines: string[] = [];
    for (const _ of ['first', 'again']) {
      const { shore } = await bootstrap(['shore'], adminUrl, (line) => lines.push(line));
      await run(shore!.ownerUrl, 'create table if not exists t (id int)');
      await expect(run(shore!.appUrl, 'create table loot (id int)')).rejects.toMatchObject({ code: '42501' });
    }
    expect(lines.join('\n')).toMatch(/may connect to database neighbour/);
    expect(lines.join('\n')).toMatch(/database template1 belongs to another user/);
    await admin('drop database neighbour');
  });

  it.each([
    ['has SUPERUSER', 'alter role huitong_r_app superuser', 'alter role huitong_r_app nosuperuser'],
    ['has BYPASSRLS', 'alter role huitong_r_app bypassrls', 'alter role huitong_r_app nobypassrls'],
    [
      'is a member of the owner',
      'grant huitong_r_owner to huitong_r_app',
      'revoke huitong_r_owner from huitong_r_app',
    ],
  ])('is refused when an app role %s', async (_, spoil, mend) => {
    await bootstrap(['r']);
    await admin(spoil);
    await expect(bootstrap(['r'])).rejects.toMatchObject({ code: 'ROLE_UNSAFE' });
    await admin(mend);
    await bootstrap(['r']);
  });

  it('is refused when a role may enter the database of another department', async () => {
    await admin('grant connect on database huitong_fire to huitong_mines_app');
    await expect(bootstrap(['mines'])).resolves.toBeDefined();
    await expect(bootstrap(['mines', 'fire'])).rejects.toMatchObject({
      code: 'ROLE_UNSAFE',
      message: expect.stringContaining('REVOKE CONNECT ON DATABASE huitong_fire FROM huitong_mines_app'),
    });
    await admin('revoke connect on database huitong_fire from huitong_mines_app');
  });

  it('is refused when a database is not UTF-8 or does not know Chinese letters', async () => {
    const c = `template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'`;
    await admin(`create database huitong_latin encoding 'LATIN1' ${c}`);
    await expect(bootstrap(['latin'])).rejects.toThrow(
      /huitong_latin has encoding LATIN1, not UTF8.*start again/,
    );
    await admin(`create database huitong_deaf encoding 'UTF8' ${c}`);
    await expect(bootstrap(['deaf'])).rejects.toThrow(/huitong_deaf.*Chinese letters/);
  });

  it('is refused with advice when the admin may not change an existing role', async () => {
    await bootstrap(['mines']);
    await admin(
      `create role junior login createdb createrole password 'junior-password'; grant connect on database postgres to junior`,
    );
    const adminUrl = postgres.adminUrl.replace(/\/\/.*@/, '//junior:junior-password@');
    const refusal = await bootstrap(['mines'], adminUrl).then(String, String);
    expect(refusal).toContain('ADMIN option');
    expect(refusal).not.toContain('SCRAM');
  });

  it('is refused when its user may do nothing', async () => {
    await admin(
      `create role guest login password 'guest-password'; grant connect on database postgres to guest`,
    );
    const adminUrl = postgres.adminUrl.replace(/\/\/.*@/, '//guest:guest-password@');
    await expect(bootstrap(['mines'], adminUrl)).rejects.toMatchObject({ code: 'SERVER_UNSUITABLE' });
  });

  it('never shows a password in a refusal', async () => {
    const adminUrl = postgres.adminUrl.replace(/\/\/.*@/, '//postgres:wrong-canary@');
    const refusal = await bootstrap(['mines'], adminUrl).then(String, String);
    expect(refusal).toContain('Cannot connect to PostgreSQL');
    expect(refusal).not.toContain('wrong-canary');
    await expect(bootstrap(['mines'], 'mysql://x')).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
  });
});

describe('names and passwords', () => {
  it.each(['', 'Mines', '1st', 'a-b', 'a"b', 'a;drop', `a${'b'.repeat(31)}`, '煤矿', 'a\n'])(
    'refuses %j',
    async (name) => {
      await expect(bootstrap([name])).rejects.toMatchObject({ code: 'NAME_INVALID' });
    },
  );

  it('refuses a short password', async () => {
    const weak = { owner: () => 'short', app: () => 'short' };
    const adminUrl = postgres.adminUrl;
    await expect(
      bootstrapDatabases({ adminUrl, subgraphs: ['mines'], passwords: weak }),
    ).rejects.toMatchObject({
      code: 'SECRETS_UNUSABLE',
    });
  });

  it('computes the verifier of RFC 7677 (its example: user "user", password "pencil")', () => {
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    expect(scramVerifier('pencil', salt)).toBe(
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$' +
        'WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });
});
