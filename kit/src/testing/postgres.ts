import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../postgres/launcher.js';
import { testServerUrl } from './configuration.js';

/** A PostgreSQL for tests: the one the test run shares, or one of its own. */
export interface TestPostgres {
  readonly adminUrl: string;
  close(): Promise<void>;
}

/** Starts, or joins, a throw-away PostgreSQL. */
export async function openTestPostgres(): Promise<TestPostgres> {
  const shared = testServerUrl();
  if (shared) return { adminUrl: shared, close: () => Promise.resolve() };
  const dataDirectory = await mkdtemp(join(tmpdir(), 'huitong-test-'));
  const server = await startEmbeddedPostgres({ dataDirectory });
  return {
    adminUrl: server.adminUrl,
    async close() {
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
