import { createHash, createHmac, randomBytes } from 'node:crypto';
import { escapeIdentifier, escapeLiteral, type Client } from 'pg';
import { migrate } from '../database/migrations.js';
import { withPlainClient } from '../database/pools.js';
import { bootstrapDatabases, restrictDatabase } from '../postgres/bootstrap.js';
import { databaseNames, type SubgraphDatabaseNames } from '../postgres/names.js';
import type { SubgraphDefinition } from '../subgraph/define.js';

/** A copy of a prepared database, for one test file. */
export interface CopiedDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly superuserUrl: string;
  /** Login role of the app; copies of one original share it. */
  readonly appRole: string;
  close(): Promise<void>;
}

/** What the original of the copies is filled with, once its tables stand. */
export interface Filling {
  /** Tells fillings apart; a few letters and digits. */
  readonly label: string;
  fill(appUrl: string): Promise<void>;
}

/**
 * Copies a subgraph's database. Migrations and demo rows take seconds, a copy a fraction of one: the original is made
 * by the first test file of a run that asks for it, in the PostgreSQL that all of them share.
 */
export async function copySubgraphDatabase(
  adminUrl: string,
  definition: SubgraphDefinition,
  filling: Filling | null,
): Promise<CopiedDatabase> {
  const original = originalOf(adminUrl, definition, filling);
  const database = `${original.database}_${randomBytes(4).toString('hex')}`;
  await withPlainClient(adminUrl, async (admin) => {
    await makeOnce(admin, original, () => prepare(adminUrl, { original, definition, filling }));
    const [copy, template, owner] = [database, original.database, original.owner].map(escapeIdentifier);
    // File by file: the default writes each page of the original into the log as well, at four times the cost.
    await admin.query(`create database ${copy} template ${template} owner ${owner} strategy file_copy`);
    await restrictDatabase(admin, { database, app: original.app });
  });
  const at = (user?: string) =>
    databaseUrl(adminUrl, database, user && { user, password: original.password });
  return {
    ownerUrl: at(original.owner),
    appUrl: at(original.app),
    superuserUrl: at(),
    appRole: original.app,
    close: () =>
      withPlainClient(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
      }),
  };
}

interface Original extends SubgraphDatabaseNames {
  /** As bootstrap wants it: what it makes is called `huitong_<subgraph>`. */
  readonly subgraph: string;
  readonly password: string;
}

/** Its name tells subgraph, migrations and filling; the password is the same in every process of the run. */
function originalOf(
  adminUrl: string,
  { name, migrations }: SubgraphDefinition,
  filling: Filling | null,
): Original {
  const steps = migrations.map((Migration) => new Migration().name).join();
  const digest = createHash('sha256').update(steps).digest('hex').slice(0, 6);
  const subgraph = `${name}_${digest}${filling ? `_${filling.label}` : ''}`;
  const password = createHmac('sha256', adminUrl).update(subgraph).digest('base64url');
  return { subgraph, password, ...databaseNames(subgraph) };
}

/** The comment is written last: an original without it was left half made. */
async function makeOnce(admin: Client, { database }: Original, make: () => Promise<void>): Promise<void> {
  const lock = `hashtextextended(${escapeLiteral(database)}, 0)`;
  await admin.query(`select pg_advisory_lock(${lock})`);
  try {
    const { rowCount } = await admin.query(
      `select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = 'whole'`,
      [database],
    );
    if (rowCount) return;
    await admin.query(`drop database if exists ${escapeIdentifier(database)} with (force)`);
    await make();
    await admin.query(`comment on database ${escapeIdentifier(database)} is 'whole'`);
  } finally {
    await admin.query(`select pg_advisory_unlock(${lock})`);
  }
}

interface Preparation {
  readonly original: Original;
  readonly definition: SubgraphDefinition;
  readonly filling: Filling | null;
}

async function prepare(adminUrl: string, { original, definition, filling }: Preparation): Promise<void> {
  const { subgraph, password } = original;
  const made = await bootstrapDatabases({
    adminUrl,
    subgraphs: [subgraph],
    passwords: { owner: () => password, app: () => password },
  });
  const { ownerUrl, appUrl } = made[subgraph]!;
  await migrate(ownerUrl, definition.migrations);
  if (!filling) return;
  await filling.fill(appUrl);
  // What was filled and never counted is planned for as if it were empty.
  await withPlainClient(databaseUrl(adminUrl, original.database), async (admin) => {
    await admin.query('vacuum analyze');
  });
}

function databaseUrl(
  adminUrl: string,
  database: string,
  login?: { user: string; password: string } | '',
): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (login) Object.assign(url, { username: login.user, password: login.password });
  return url.href;
}
