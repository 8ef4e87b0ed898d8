import {
  bootstrapDatabases,
  type EmbeddedPostgres,
  loadOrCreateSecrets,
  migrate,
  startEmbeddedPostgres,
} from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { type Connection, inData, writeConnections } from './dataFolder.js';
import { definitions, feeding } from './definitions.js';
import { withKeys } from './envelopeKeys.js';
import { subgraphNames } from './subgraphs.js';

/** The PostgreSQL server that holds the databases. */
export interface Server {
  readonly adminUrl: string;
  /** What to tell the operator about it. */
  readonly description: string;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL of the data folder, or names the operator's own. */
export async function openServer(configuration: Configuration, log: Logger): Promise<Server> {
  if (configuration.postgres) {
    const { hostname, port } = new URL(configuration.postgres);
    const description = `PostgreSQL at ${hostname}:${port || '5432'}`;
    return { adminUrl: configuration.postgres, description, stop: () => Promise.resolve() };
  }
  const embedded: EmbeddedPostgres = await startEmbeddedPostgres({
    dataDirectory: inData(configuration.data).root,
    log: (line) => log.info({ part: 'postgres' }, line),
  });
  const past = embedded.recovered ? ', recovered' : embedded.adopted ? ', taken over from a run cut off' : '';
  const description = `embedded PostgreSQL ${embedded.version}${past}`;
  return { adminUrl: embedded.adminUrl, description, stop: () => embedded.stop() };
}

/**
 * Brings every subgraph's database up to date: roles and databases by the administrator, migrations by each owner
 * role. Writes the connection files. Idempotent.
 */
export async function prepareDatabases(
  adminUrl: string,
  configuration: Configuration,
  log: Logger,
): Promise<Readonly<Record<string, Connection>>> {
  const secrets = await loadOrCreateSecrets(inData(configuration.data).root, subgraphNames);
  const secretOf = (name: string) => secrets.subgraphs[name] as (typeof secrets.subgraphs)[string];
  const databases = await bootstrapDatabases({
    adminUrl,
    subgraphs: subgraphNames,
    passwords: { owner: (name) => secretOf(name).ownerPassword, app: (name) => secretOf(name).appPassword },
    log: (line) => log.warn({ part: 'postgres' }, line),
  });
  const addresses: Record<string, Pick<Connection, 'databaseUrl'>> = {};
  await Promise.all(
    definitions.map(async ({ name, migrations }) => {
      const { ownerUrl, appUrl } = databases[name] as (typeof databases)[string];
      const applied = await migrate(ownerUrl, migrations);
      if (applied.length > 0) log.info({ subgraph: name, applied }, 'migrated');
      addresses[name] = { databaseUrl: appUrl };
    }),
  );
  const connections = withKeys(addresses, secrets, feeding);
  await writeConnections(configuration.data, connections);
  return connections;
}
