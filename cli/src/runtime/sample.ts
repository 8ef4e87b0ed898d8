import { openDatabase, sampleSize, seedSample } from '@huitong/kit';
import type { Logger } from 'pino';
import type { Connection } from './dataFolder.js';
import { definitions } from './definitions.js';

/**
 * Nobody waits for these statements, and making a hundredfold demonstration keeps this process busy for seconds on
 * end, in which it reads no answer: the limits of a request would call that a silent server.
 */
const patience = {
  connections: 2,
  connectMilliseconds: 120_000,
  queryMilliseconds: 600_000,
  statementMilliseconds: 600_000,
};

/** Loads every subgraph's synthetic demo rows, once, `factor` times the usual amount, under each row's own department. */
export async function loadSample(
  connections: Readonly<Record<string, Connection>>,
  factor: number,
  log: Logger,
): Promise<void> {
  await Promise.all(
    definitions.map(async ({ name, entities, sample }) => {
      const { databaseUrl } = connections[name] as Connection;
      const database = await openDatabase(databaseUrl, entities, patience);
      try {
        const rows = await seedSample(database, sample, sampleSize(factor));
        if (rows > 0) log.info({ subgraph: name, rows }, 'synthetic demo data loaded');
      } finally {
        await database.close();
      }
    }),
  );
}
