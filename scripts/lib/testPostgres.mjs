/**
 * One PostgreSQL for a whole test run, in which every test file makes databases of its own, and a folder for what
 * test files make once for each other. Starting a server for each file would cost two to three seconds a file.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let server;
let folder;

export async function start() {
  const { startEmbeddedPostgres } = await import('../../kit/dist/index.js');
  folder = await mkdtemp(join(tmpdir(), 'huitong-test-run-'));
  const [dataDirectory, shared] = [join(folder, 'postgres'), join(folder, 'shared')];
  // The server may run as another user, who has to find its own folder in it.
  await chmod(folder, 0o711);
  await mkdir(shared);
  // Nothing of a test outlives it, so nothing has to survive a loss of power.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    // It would go round hundreds of short-lived databases, and have plans depend on when it came by.
    autovacuum: 'off',
  };
  server = await startEmbeddedPostgres({ dataDirectory, settings });
  process.env.HUITONG_TEST_POSTGRES = server.adminUrl;
  process.env.HUITONG_TEST_FOLDER = shared;
}

export async function stop() {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
