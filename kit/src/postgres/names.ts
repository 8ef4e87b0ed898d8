import { DatabaseSetupError } from './errors.js';

const SUBGRAPH_NAME = /^[a-z][a-z0-9_]{0,30}$/;

/** Names of what one subgraph has in the database server. */
export interface SubgraphDatabaseNames {
  database: string;
  owner: string;
  app: string;
}

/**
 * Refuses a name that cannot be a subgraph's: it becomes part of database and role names, which PostgreSQL cuts
 * at 63 bytes without a word.
 *
 * @throws DatabaseSetupError NAME_INVALID
 */
export function checkSubgraphName(name: string): void {
  if (SUBGRAPH_NAME.test(name)) return;
  throw new DatabaseSetupError(
    'NAME_INVALID',
    `Subgraph name ${JSON.stringify(name)} is not allowed: a small letter, then up to 30 of a-z, 0-9 and _.`,
  );
}

/** `huitong_<name>`, `huitong_<name>_owner`, `huitong_<name>_app`. */
export function databaseNames(subgraph: string): SubgraphDatabaseNames {
  checkSubgraphName(subgraph);
  const database = `huitong_${subgraph}`;
  return { database, owner: `${database}_owner`, app: `${database}_app` };
}
