/**
 * One PostgreSQL for a whole test run; every test file makes databases and roles of its own in it. Starting one for
 * each file would cost two to three seconds a file.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let server;
let folder;

export async function start() {
  const { startEmbeddedPostgres } = await import('../../kit/dist/index.js');
  folder = await mkdtemp(join(tmpdir(), 'huitong-test-run-'));
  // Nothing of a test outlives it, so nothing has to survive a loss of power.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  };
  server = await startEmbeddedPostgres({ dataDirectory: folder, settings });
  process.env.HUITONG_TEST_POSTGRES = server.adminUrl;
}

export async function stop() {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
