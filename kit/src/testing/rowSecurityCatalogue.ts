import { withPlainClient } from '../database/pools.js';

/** Tables that need no row security, and why. Signed by the lead of kit; nothing else is exempt. */
const openTables: Readonly<Record<string, string>> = {
  schema_migration:
    'names of applied migrations, no row of any department; no other role has any right on it',
};

/**
 * Functions marked LEAKPROOF by the bootstrap, on purpose: they compare, and tell nothing by errors or messages, so
 * the planner may use their index ahead of a row policy (see postgres/bootstrap.ts).
 */
const leakproofByUs: readonly string[] = ['cube_contained', 'cube_distance', 'arraycontains'];

/** One look at the catalogue; every row it returns is a problem in words. `$1` is the app role. */
interface Check {
  readonly sql: string;
  /** Further parameters, from `$2`. */
  readonly values?: readonly unknown[];
}

/** Schemas of ours: all but PostgreSQL's own. */
const ours = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;
/** Objects that an extension brought with it. */
const ofExtension = (catalogue: string) =>
  `exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = o.oid and d.deptype = 'e')`;
const relations = `pg_class o join pg_namespace n on n.oid = o.relnamespace`;
const functions = `pg_proc o join pg_namespace n on n.oid = o.pronamespace`;

const checks: readonly Check[] = [
  {
    sql: `select format('table %s has no row security', o.relname) from ${relations}
      where ${ours} and o.relkind in ('r', 'p') and not o.relrowsecurity and not o.relname = any($2)
      and not ${ofExtension('pg_class')}`,
    values: [Object.keys(openTables)],
  },
  {
    sql: `select format('table %s does not force row security on its owner', o.relname) from ${relations}
      where ${ours} and o.relkind in ('r', 'p') and o.relrowsecurity and not o.relforcerowsecurity`,
  },
  {
    sql: `select format('table %s is exempt from row security, and %s may read or write it', o.relname, $1::text)
      from ${relations} where ${ours} and o.relname = any($2)
      and has_table_privilege($1, o.oid, 'select, insert, update, delete')`,
    values: [Object.keys(openTables)],
  },
  {
    sql: `select format('%s %s cannot have row security',
        case o.relkind when 'm' then 'materialised view' else 'foreign table' end, o.relname)
      from ${relations} where ${ours} and o.relkind in ('m', 'f')`,
  },
  {
    sql: `select format('view %s reads with the rights of its owner: create it with (security_invoker = true)',
        o.relname)
      from ${relations} where ${ours} and o.relkind = 'v' and not ${ofExtension('pg_class')}
      and not coalesce(o.reloptions && array['security_invoker=true', 'security_invoker=on',
        'security_invoker=1', 'security_invoker=yes'], false)`,
  },
  {
    sql: `select format('function %s runs with the rights of its owner', o.oid::regprocedure)
      from ${functions} where ${ours} and o.prosecdef`,
  },
  {
    sql: `select format('function %s is executable by everybody', o.oid::regprocedure)
      from ${functions} where ${ours} and not ${ofExtension('pg_proc')}
      and has_function_privilege('public', o.oid, 'execute')`,
  },
  {
    // The functions that PostgreSQL is born with carry the transaction id of its birth; a mark made later does not.
    sql: `select format('function %s is marked leakproof', o.oid::regprocedure)
      from ${functions} where o.proleakproof and not o.proname = any($2)
      and (n.nspname <> 'pg_catalog' or o.xmin::text <> '1')`,
    values: [leakproofByUs],
  },
  {
    sql: `select format('role %s can log in and is past every policy', rolname) from pg_roles
      where rolcanlogin and (rolsuper or rolbypassrls) and oid <> 10 and rolname <> current_user`,
  },
  {
    sql: `select format('policy %s on %s lets rows be written unchecked', p.polname, p.polrelid::regclass)
      from pg_policy p where p.polcmd in ('a', 'w', '*') and p.polwithcheck is null`,
  },
  {
    // Public reference data (publicTable) has no owner, and the app role only reads it.
    sql: `select format('policy %s on %s lets everybody pass', p.polname, p.polrelid::regclass)
      from pg_policy p where p.polpermissive
      and 'true' in (pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
      and not (p.polcmd = 'r' and not has_table_privilege($1, p.polrelid, 'insert, update, delete')
        and not exists (select from pg_attribute t where t.attrelid = p.polrelid
          and t.attname = 'owner_department' and not t.attisdropped))`,
  },
  {
    sql: `select format('%s has %s on %s, which row security does not see',
        case a.grantee when 0 then 'everybody' else a.grantee::regrole::text end, a.privilege_type, o.relname)
      from ${relations},
      lateral (
        select * from aclexplode(o.relacl)
        union all
        select c.* from pg_attribute t, lateral aclexplode(t.attacl) as c where t.attrelid = o.oid
      ) as a
      where ${ours} and o.relkind in ('r', 'p', 'v', 'm', 'f') and a.grantee <> o.relowner
      and a.privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
  },
  {
    sql: `select format('everybody has %s on %s', a.privilege_type, o.relname)
      from ${relations}, lateral aclexplode(o.relacl) as a
      where ${ours} and a.grantee = 0 and not ${ofExtension('pg_class')}`,
  },
  {
    sql: `select format('role %s may create in schema %s', $1::text, n.nspname) from pg_namespace n
      where ${ours} and has_schema_privilege($1, n.oid, 'create')`,
  },
  {
    sql: `select format('role %s may make %s in the database', $1::text, what) from unnest(array['CREATE', 'TEMP']) what
      where has_database_privilege($1, current_database(), what)`,
  },
  {
    sql: `select format('role %s owns %s', $1::text, o.relname) from pg_class o where o.relowner = $1::regrole
      union all
      select format('role %s owns %s', $1::text, o.oid::regprocedure) from pg_proc o where o.proowner = $1::regrole`,
  },
  {
    sql: `select format('role %s is a member of %s', $1::text, m.roleid::regrole) from pg_auth_members m
      where m.member = $1::regrole`,
  },
  {
    sql: `select format('role %s may make databases, make roles or replicate', rolname) from pg_roles
      where rolname = $1 and (rolcreatedb or rolcreaterole or rolreplication)`,
  },
];

/**
 * Looks for everything in one subgraph's database that would let a row past row security (RELIABILITY §3, catalogue
 * test): tables without it, views and functions with their owner's rights, roles and grants past it, policies that
 * do not check what is written.
 * @param superuserUrl the server's superuser, connected to the subgraph's database.
 * @param appRole the role that serves; `<database>_app` unless said.
 * @returns one sentence per problem, sorted; empty when all is well.
 */
export async function rowSecurityProblems(superuserUrl: string, appRole?: string): Promise<string[]> {
  const database = decodeURIComponent(new URL(superuserUrl).pathname.slice(1));
  const role = appRole ?? `${database}_app`;
  return withPlainClient(superuserUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) return [`there is no role ${role}`];
    const problems = new Set<string>();
    for (const { sql, values = [] } of checks) {
      // Every check is given the role, though not every one asks about it.
      const text = `select problem from (${sql}) as found (problem) where $1::text is not null`;
      const { rows } = await client.query<{ problem: string }>(text, [role, ...values]);
      for (const { problem } of rows) problems.add(problem);
    }
    return [...problems].sort();
  });
}
