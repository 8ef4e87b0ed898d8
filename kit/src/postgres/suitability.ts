import type { Client } from 'pg';
import { DatabaseSetupError } from './errors.js';
import type { SubgraphDatabaseNames } from './names.js';

/** Extensions of PostgreSQL's own contrib that every subgraph database has: nearest, substring search, GIN, GiST. */
export const EXTENSIONS = ['cube', 'pg_trgm', 'btree_gin', 'btree_gist'] as const;

const OLDEST_VERSION = 150_000;

/**
 * Checks what all databases of a server share: version, extensions, the right to create databases and roles.
 *
 * @param where for messages, without password
 * @throws DatabaseSetupError SERVER_UNSUITABLE saying what to do
 */
export async function checkServer(admin: Client, where: string): Promise<{ superuser: boolean }> {
  const { rows } = await admin.query<{
    version: number;
    text: string;
    readonly: boolean;
    superuser: boolean;
    creates: boolean;
    extensions: string[];
  }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as text,
       pg_is_in_recovery() as readonly, rolsuper as superuser, rolcreatedb and rolcreaterole as creates,
       array(select name::text from pg_available_extensions where name = any($1)) as extensions
     from pg_roles where rolname = current_user`,
    [EXTENSIONS],
  );
  const server = rows[0]!;
  if (server.version < OLDEST_VERSION) {
    throw unsuitable(
      `${where} is PostgreSQL ${server.text}; Huitong needs 15 or newer. Upgrade it or use another.`,
    );
  }
  if (server.readonly) throw unsuitable(`${where} is a read-only standby. Give the URL of the primary.`);
  if (!server.superuser && !server.creates) {
    throw unsuitable(
      `The user of ${where} may not create databases and roles. Use a superuser, or run: ` +
        `ALTER ROLE … CREATEDB CREATEROLE.`,
    );
  }
  const absent = EXTENSIONS.filter((name) => !server.extensions.includes(name));
  if (absent.length > 0) {
    throw unsuitable(
      `${where} lacks the extensions ${absent.join(', ')}. Install PostgreSQL's contrib modules on the server ` +
        `(Debian: part of postgresql-NN; Red Hat: package postgresql-contrib).`,
    );
  }
  return { superuser: server.superuser };
}

/**
 * Checks one database after its extensions exist: encoding, and that Chinese text has trigrams. Under a ctype that
 * does not know Chinese letters they are empty, and search finds nothing without an error.
 *
 * @throws DatabaseSetupError SERVER_UNSUITABLE
 */
export async function checkDatabase(client: Client, database: string): Promise<void> {
  const { rows } = await client.query<{ encoding: string; ctype: string }>(
    `select current_setting('server_encoding') as encoding, datctype as ctype
     from pg_database where datname = current_database()`,
  );
  const { encoding, ctype } = rows[0]!;
  const remedy = `Move its data away, drop it and start again: it is then created as it must be.`;
  if (encoding !== 'UTF8') {
    throw unsuitable(`Database ${database} has encoding ${encoding}, not UTF8. ${remedy}`);
  }
  const { rowCount } = await client.query(`select where cardinality(show_trgm('消防救援')) > 0`);
  if (rowCount === 0) {
    throw unsuitable(
      `Database ${database} (ctype ${ctype}) does not know Chinese letters: search would be empty. ${remedy}`,
    );
  }
}

/**
 * Checks that a role has no right beyond logging in: no superuser, no BYPASSRLS, no member of another role (a member
 * of the owner can SET ROLE to it and is past every policy).
 *
 * @throws DatabaseSetupError ROLE_UNSAFE
 */
export async function checkRole(admin: Client, role: string): Promise<void> {
  const { rows } = await admin.query<{ rights: string[]; memberships: string[] }>(
    `select array_remove(array[
         case when rolsuper then 'SUPERUSER' end, case when rolbypassrls then 'BYPASSRLS' end,
         case when rolcreatedb then 'CREATEDB' end, case when rolcreaterole then 'CREATEROLE' end,
         case when rolreplication then 'REPLICATION' end], null) as rights,
       array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
             where m.member = r.oid) as memberships
     from pg_roles r where rolname = $1`,
    [role],
  );
  const { rights, memberships } = rows[0]!;
  if (rights.length > 0) {
    const without = rights.map((right) => `NO${right}`).join(' ');
    throw new DatabaseSetupError(
      'ROLE_UNSAFE',
      `Role ${role} has ${rights.join(', ')}, which it must not have. Run as superuser: ALTER ROLE ${role} ${without};`,
    );
  }
  if (memberships.length > 0) {
    const list = memberships.map((name) => `"${name}"`).join(', ');
    throw new DatabaseSetupError(
      'ROLE_UNSAFE',
      `Role ${role} is a member of ${list} and has that role's rights. Run: REVOKE ${list} FROM ${role};`,
    );
  }
}

/**
 * Checks that the roles reach their own database only. Another subgraph's within reach is refused; other people's
 * databases on an external server are theirs to close, and are reported.
 *
 * @throws DatabaseSetupError ROLE_UNSAFE
 */
export async function checkIsolation(
  admin: Client,
  subgraphs: readonly SubgraphDatabaseNames[],
  log: (line: string) => void,
): Promise<void> {
  const { rows } = await admin.query<{ role: string; database: string }>(
    `select role, datname as database
     from unnest($1::text[], $2::text[]) as pair (role, own) cross join pg_database
     where datallowconn and datname <> own and has_database_privilege(role, datname, 'CONNECT')
     order by datname, role`,
    [
      subgraphs.flatMap(({ owner, app }) => [owner, app]),
      subgraphs.flatMap(({ database }) => [database, database]),
    ],
  );
  const own = new Set(subgraphs.map(({ database }) => database));
  const breach = rows.find(({ database }) => own.has(database));
  if (breach) {
    throw new DatabaseSetupError(
      'ROLE_UNSAFE',
      `Role ${breach.role} may connect to ${breach.database}, another department's database. Run: ` +
        `REVOKE CONNECT ON DATABASE ${breach.database} FROM ${breach.role};`,
    );
  }
  for (const database of new Set(rows.map((row) => row.database))) {
    log(
      `the subgraphs' roles may connect to database ${database}; close it with REVOKE CONNECT ON DATABASE … FROM PUBLIC`,
    );
  }
}

function unsuitable(message: string): DatabaseSetupError {
  return new DatabaseSetupError('SERVER_UNSUITABLE', message);
}
