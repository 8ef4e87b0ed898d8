import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.js';
import { DatabaseSetupError, errorText } from './errors.js';
import { readPrivateFile, writeFileAtomically } from './files.js';
import type { Layout } from './layout.js';

const run = promisify(execFile);

/** Name of the superuser of an embedded cluster. */
export const SUPERUSER = 'postgres';

/**
 * Makes sure that the data folder holds a cluster of this PostgreSQL's major version, and gives the superuser's
 * password. initdb works in a folder beside and is renamed when it is done, so a start that was killed half way
 * leaves nothing that looks like a cluster.
 *
 * Encoding UTF8 and ctype C.UTF-8 are given explicitly: taken from the environment they may become SQL_ASCII or C,
 * and then trigrams of Chinese text are silently empty.
 *
 * @throws DatabaseSetupError DATA_DIRECTORY_UNUSABLE, SECRETS_UNUSABLE, START_FAILED
 */
export async function ensureCluster(
  layout: Layout,
  binaries: Binaries,
  log: (line: string) => void,
): Promise<{ password: string; created: boolean }> {
  const version = await readFile(join(layout.pgdata, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const password = (await readPrivateFile(layout.passwordFile))?.trim();
  if (version !== undefined) {
    checkMajorVersion(layout.pgdata, version.trim(), binaries.version);
    if (password !== undefined) return { password, created: false };
    throw new DatabaseSetupError(
      'SECRETS_UNUSABLE',
      `${layout.passwordFile} is missing, without it the database in ${layout.pgdata} cannot be opened. Restore ` +
        `it from a backup, or remove ${layout.directory} and ${layout.pgdata} to begin with an empty database.`,
    );
  }
  if ((await readdir(layout.pgdata).catch(() => [])).length > 0) {
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `${layout.pgdata} is not empty but holds no PostgreSQL database (or this user may not see it). Move it ` +
        `away, start as the user it belongs to, or choose another data folder.`,
    );
  }
  const secret = password ?? randomBytes(32).toString('base64url');
  if (password === undefined) await writeFileAtomically(layout.passwordFile, `${secret}\n`, 0o600);
  log(`creating a PostgreSQL ${binaries.version} database in ${layout.pgdata}`);
  await initialise(layout, binaries, secret);
  return { password: secret, created: true };
}

function checkMajorVersion(pgdata: string, found: string, wanted: string): void {
  const major = wanted.split('.')[0];
  if (found === major) return;
  throw new DatabaseSetupError(
    'DATA_DIRECTORY_UNUSABLE',
    `${pgdata} was made by PostgreSQL ${found}, this Huitong brings ${wanted}. Dump it with the version that made ` +
      `it (pg_dumpall), move the folder away, start, and restore the dump.`,
  );
}

async function initialise(layout: Layout, binaries: Binaries, password: string): Promise<void> {
  for (const name of await readdir(layout.home)) {
    if (name.startsWith('pgdata.new-')) await rm(join(layout.home, name), { recursive: true, force: true });
  }
  const fresh = join(layout.home, `pgdata.new-${randomBytes(6).toString('hex')}`);
  const passwordFile = `${fresh}.password`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwordFile, password, { flag: 'wx', mode: 0o600 });
    if (layout.user) {
      await chown(fresh, layout.user.uid, layout.user.gid);
      await chown(passwordFile, layout.user.uid, layout.user.gid);
    }
    const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
    const locale = ['-E', 'UTF8', '--locale=C', `--lc-ctype=${ctype}`];
    const provider = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['-A', 'scram-sha-256', '-U', SUPERUSER, `--pwfile=${passwordFile}`];
    await run(binaries.initdb, ['-D', fresh, ...locale, ...provider, ...access], {
      cwd: layout.home,
      env: { TZ: 'UTC' },
      timeout: 180_000,
      maxBuffer: 16 * 1024 * 1024,
      ...layout.user,
    });
    await rm(layout.pgdata, { recursive: true, force: true }); // empty, or it would have been refused
    await rename(fresh, layout.pgdata);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const output = (error as { stderr?: string }).stderr?.trim();
    throw new DatabaseSetupError(
      'START_FAILED',
      `Could not create a database in ${layout.home}: ${output === undefined || output === '' ? errorText(error) : output}`,
      { cause: error },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The state PostgreSQL writes into pg_control when it is shut down in order (DBState, pg_control.h). */
const SHUT_DOWN = 1;

/** Whether the last run ended in order; if not, the next start replays the log (crash recovery). */
export async function wasShutDownInOrder(pgdata: string): Promise<boolean> {
  const file = await open(join(pgdata, 'global', 'pg_control'), 'r');
  try {
    // uint64 system identifier, uint32 control version, uint32 catalogue version, then the state
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 16);
    return (endianness() === 'LE' ? buffer.readInt32LE() : buffer.readInt32BE()) === SHUT_DOWN;
  } finally {
    await file.close();
  }
}
