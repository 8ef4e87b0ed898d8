import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { takeDataFolder } from '../runtime/dataFolder.js';
import { openServer, prepareDatabases } from '../runtime/databases.js';
import { loadSample } from '../runtime/sample.js';
import { Stack } from '../runtime/stopping.js';

/** Makes roles and databases, applies migrations and writes the connection files; then ends. */
export async function runMigrations(configuration: Configuration, log: Logger): Promise<void> {
  const stack = new Stack(log);
  try {
    const folder = await takeDataFolder(configuration.data);
    stack.push('data folder', () => folder.release());
    const server = await openServer(configuration, log);
    stack.push('PostgreSQL', () => server.stop());
    const connections = await prepareDatabases(server.adminUrl, configuration, log);
    if (configuration.sample) await loadSample(connections, configuration.sampleSize, log);
    process.stdout.write('The databases are up to date.\n');
  } finally {
    await stack.close();
  }
}
