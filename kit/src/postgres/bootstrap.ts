import { createHash, pbkdf2Sync, createHmac, randomBytes } from 'node:crypto';
import { type Client, escapeIdentifier, escapeLiteral } from 'pg';
import { cubeUnderRowSecuritySql } from '../geo/index.js';
import { bigramsUnderRowSecuritySql } from '../search/index.js';
import { describe, withClient } from './client.js';
import { DatabaseSetupError, errorText } from './errors.js';
import { databaseNames, type SubgraphDatabaseNames } from './names.js';
import { checkDatabase, checkIsolation, checkRole, checkServer, EXTENSIONS } from './suitability.js';

export interface BootstrapOptions {
  /** a superuser, or a user with CREATEDB and CREATEROLE, of any PostgreSQL from 15 on */
  adminUrl: string;
  /** see `checkSubgraphName` */
  subgraphs: readonly string[];
  /** by subgraph name; 16 or more printable ASCII characters */
  passwords: { owner(subgraph: string): string; app(subgraph: string): string };
  /** takes warnings about what an external server does not let us close; default: silence */
  log?: (line: string) => void;
}

/** URLs of one subgraph's database: `ownerUrl` for migrations, `appUrl` for serving. Both contain passwords. */
export interface SubgraphDatabase {
  ownerUrl: string;
  appUrl: string;
}

/**
 * What holds for the statements of an app role, unless the operator has set something else for the role: how long one may
 * run, and that none is compiled to machine code, which takes longer than a page of a large table is read in.
 */
const APP_SETTINGS: Readonly<Record<string, string>> = { statement_timeout: '10s', jit: 'off' };

/**
 * Makes each subgraph's database, roles and extensions, or brings existing ones to the same state (idempotent, safe
 * from several processes at once):
 *
 * - database `huitong_<name>`: UTF8, ctype C.UTF-8, owned by `huitong_<name>_owner`; only its two roles may connect;
 *   nobody but the owner may make temporary tables;
 * - `huitong_<name>_owner`: migrations; not a superuser, does not bypass row-level security. Functions it makes
 *   are not executable by everybody;
 * - `huitong_<name>_app`: serving; owns nothing, USAGE of schema public only, statements end after 10 s. Rights on
 *   tables are granted one by one by the migrations: a grant on everything would include TRUNCATE and REFERENCES,
 *   which row-level security does not see;
 * - extensions cube, pg_trgm, btree_gin, btree_gist, which an app role could not create;
 * - PUBLIC loses CONNECT on the databases postgres, template1 and the admin's own, as far as the admin may revoke it:
 *   on a server shared with other applications, grant it to their roles by name.
 *
 * @throws DatabaseSetupError SERVER_UNREACHABLE, SERVER_UNSUITABLE, ROLE_UNSAFE, NAME_INVALID, SECRETS_UNUSABLE
 */
export async function bootstrapDatabases(
  options: BootstrapOptions,
): Promise<Record<string, SubgraphDatabase>> {
  const log = options.log ?? (() => undefined);
  const subgraphs = [...new Set(options.subgraphs)].map((name) => ({
    name,
    ...databaseNames(name),
    ownerPassword: checkPassword(name, options.passwords.owner(name)),
    appPassword: checkPassword(name, options.passwords.app(name)),
  }));
  checkUrl(options.adminUrl);
  await withClient(options.adminUrl, async (admin) => {
    const { superuser } = await checkServer(admin, describe(options.adminUrl));
    // Two bootstraps at once would both find something missing and one would fail on creating it.
    await admin.query(`select pg_advisory_lock(hashtextextended('huitong bootstrap', 0))`);
    for (const subgraph of subgraphs) {
      await createRole(admin, subgraph.owner, subgraph.ownerPassword);
      await createRole(admin, subgraph.app, subgraph.appPassword);
      if (!superuser) await admin.query(`grant ${escapeIdentifier(subgraph.owner)} to current_user`);
      await createDatabase(admin, subgraph);
      await restrictDatabase(admin, subgraph);
    }
    await closeSystemDatabases(admin, log);
    for (const subgraph of subgraphs) {
      await withClient(withDatabase(options.adminUrl, subgraph.database), (client) =>
        prepareDatabase(client, subgraph),
      );
    }
    // A superuser only; without it the lists answer alike, by reading every row in scope (docs/decisions/0003).
    if (superuser) {
      for (const { database } of subgraphs) {
        await withClient(withDatabase(options.adminUrl, database), markIndexFunctions);
      }
    } else {
      log(
        'The admin is no superuser: filters by name and place read every row in scope (docs/decisions/0003).',
      );
    }
    await checkIsolation(admin, subgraphs, log);
  });
  return Object.fromEntries(
    subgraphs.map(({ name, database, owner, ownerPassword, app, appPassword }) => [
      name,
      {
        ownerUrl: withLogin(withDatabase(options.adminUrl, database), owner, ownerPassword),
        appUrl: withLogin(withDatabase(options.adminUrl, database), app, appPassword),
      },
    ]),
  );
}

/** Lets list filters enter their indexes ahead of the row policy: PostgreSQL does so for LEAKPROOF functions only. */
async function markIndexFunctions(client: Client): Promise<void> {
  for (const statement of [...cubeUnderRowSecuritySql().split(';'), bigramsUnderRowSecuritySql()]) {
    await client.query(statement);
  }
}

function checkPassword(subgraph: string, password: string): string {
  if (/^[\x21-\x7e]{16,128}$/.test(password)) return password;
  throw new DatabaseSetupError(
    'SECRETS_UNUSABLE',
    `The passwords of subgraph ${subgraph} must have 16 to 128 printable ASCII characters without spaces.`,
  );
}

function checkUrl(url: string): void {
  if (/^postgres(ql)?:\/\/[^/]+/.test(url) && URL.canParse(url)) return;
  throw new DatabaseSetupError(
    'SERVER_UNREACHABLE',
    `The PostgreSQL URL is not valid; it has the form postgres://user:password@host:5432/postgres, with special ` +
      `characters of the password percent-encoded.`,
  );
}

function withDatabase(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${database}`;
  return result.href;
}

function withLogin(url: string, user: string, password: string): string {
  const result = new URL(url);
  result.username = encodeURIComponent(user);
  result.password = encodeURIComponent(password);
  return result.href;
}

async function createRole(admin: Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  // A verifier instead of the password: the statement may end up in a server's log.
  const verifier = escapeLiteral(scramVerifier(password));
  await allowed(
    `${verb} role ${role}`,
    `Give the admin user CREATEROLE and, on an existing role, its ADMIN option; or use a superuser.`,
    () => admin.query(`${verb} role ${escapeIdentifier(role)} with login password ${verifier}`),
  );
  await checkRole(admin, role);
}

/**
 * What PostgreSQL stores of a password under SCRAM-SHA-256 (RFC 5803 form, RFC 5802 keys, 4,096 iterations as the
 * server's own default). Passwords here are ASCII, for which SASLprep changes nothing.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const key = (name: string): Buffer => createHmac('sha256', salted).update(name).digest();
  const stored = createHash('sha256').update(key('Client Key')).digest('base64');
  const server = key('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

async function createDatabase(admin: Client, { database, owner }: SubgraphDatabaseNames): Promise<void> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
  if (rowCount !== 0) {
    await admin.query(`alter database ${escapeIdentifier(database)} owner to ${escapeIdentifier(owner)}`);
    return;
  }
  const { rows } = await admin.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  );
  // Given explicitly, so that order and case are the same on every server, whatever its own locale is.
  const provider =
    Number(rows[0]?.version) >= 170_000
      ? `locale_provider builtin builtin_locale 'C.UTF-8'`
      : `locale_provider libc`;
  await allowed(
    `create database ${database}`,
    `The server's system needs the locale C.UTF-8 and the admin user the right CREATEDB; or create the database by ` +
      `hand (encoding UTF8, ctype C.UTF-8, owner ${owner}) and start again.`,
    () =>
      admin.query(
        `create database ${escapeIdentifier(database)} owner ${escapeIdentifier(owner)} template template0 ` +
          `encoding 'UTF8' ${provider} lc_collate 'C' lc_ctype 'C.UTF-8'`,
      ),
  );
}

/** Runs what an external server may refuse; its refusal is passed on with what to do about it. */
async function allowed(what: string, remedy: string, statement: () => Promise<unknown>): Promise<void> {
  try {
    await statement();
  } catch (error) {
    throw new DatabaseSetupError('SERVER_UNSUITABLE', `Cannot ${what}: ${errorText(error)}. ${remedy}`, {
      cause: error,
    });
  }
}

/** Lets the app role and nobody else of the public into a database, and settles how its statements run there. */
export async function restrictDatabase(
  admin: Client,
  { database, app }: Pick<SubgraphDatabaseNames, 'database' | 'app'>,
): Promise<void> {
  const name = escapeIdentifier(database);
  const role = escapeIdentifier(app);
  // One simple query is one transaction: a serving app never meets the moment between revoke and grant.
  await admin.query(
    `grant connect on database ${name} to current_user;
     revoke all on database ${name} from public, ${role};
     grant connect on database ${name} to ${role}`,
  );
  const { rows } = await admin.query<{ name: string }>(
    `select split_part(setting, '=', 1) as name
     from pg_db_role_setting s join pg_roles r on r.oid = s.setrole, unnest(s.setconfig) as setting
     where r.rolname = $1`,
    [app],
  );
  const settled = new Set(rows.map(({ name }) => name));
  for (const [setting, value] of Object.entries(APP_SETTINGS)) {
    if (settled.has(setting)) continue;
    await admin.query(`alter role ${role} in database ${name} set ${setting} = '${value}'`);
  }
}

/** PUBLIC may connect to these by default, so every role may: the subgraphs' roles must not. */
async function closeSystemDatabases(admin: Client, log: (line: string) => void): Promise<void> {
  const { rows } = await admin.query<{ datname: string; ours: boolean }>(
    `select datname, pg_has_role(datdba, 'USAGE') as ours from pg_database
     where datname in ('postgres', 'template1', current_database()) order by datname`,
  );
  for (const { datname, ours } of rows) {
    if (!ours) {
      log(
        `database ${datname} belongs to another user: have its owner run REVOKE CONNECT ON DATABASE ${datname} FROM PUBLIC`,
      );
      continue;
    }
    await admin.query(`grant connect on database ${escapeIdentifier(datname)} to current_user`);
    await admin.query(`revoke connect, temporary on database ${escapeIdentifier(datname)} from public`);
  }
}

async function prepareDatabase(client: Client, names: SubgraphDatabaseNames): Promise<void> {
  for (const extension of EXTENSIONS) {
    await allowed(
      `create extension ${extension} in database ${names.database}`,
      `Have a superuser run there: CREATE EXTENSION ${extension};`,
      () => client.query(`create extension if not exists ${escapeIdentifier(extension)}`),
    );
  }
  await checkDatabase(client, names.database);
  const [owner, app] = [escapeIdentifier(names.owner), escapeIdentifier(names.app)];
  // Without a schema on purpose: a revocation within one schema cannot take back what the global default gives.
  await client.query(
    `alter schema public owner to ${owner};
     revoke all on schema public from public, ${app};
     grant usage on schema public to ${app};
     alter default privileges for role ${owner} revoke execute on functions from public`,
  );
}
