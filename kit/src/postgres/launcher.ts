import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Binaries, resolveBinaries } from './binaries.js';
import { ensureCluster, wasShutDownInOrder } from './cluster.js';
import { DatabaseSetupError, errorCode, errorText } from './errors.js';
import { type Layout, openDirectory, prepareLayout, readState, writeState } from './layout.js';
import { acquireLock, type FileLock, LockHeldError } from './lock.js';
import { executableOf, startedAt } from './processes.js';
import * as server from './server.js';

/** Where a root launcher keeps a cluster whose data folder is closed to unprivileged users. */
export const SYSTEM_STATE_DIRECTORY = '/var/lib/huitong';

export interface EmbeddedPostgresOptions {
  /** the installation's data folder; everything goes into its subfolder `postgres` (but see `prepareLayout`) */
  dataDirectory: string;
  /** TCP port on 127.0.0.1; default: the one of the last start if free, else a free one, which is remembered */
  port?: number;
  /** takes the launcher's few lines about what it does; default: silence */
  log?: (line: string) => void;
  /** PostgreSQL settings over the defaults, for example `{ shared_buffers: '1GB' }` */
  settings?: Record<string, string>;
  /** see `SYSTEM_STATE_DIRECTORY`, the default */
  systemStateDirectory?: string;
}

/** A running PostgreSQL of ours, listening on 127.0.0.1 only. */
export interface EmbeddedPostgres {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** URL of the superuser, with password: for bootstrap only, never for serving */
  readonly adminUrl: string;
  /** for example `18.4` */
  readonly version: string;
  /** it was running already, left by a launcher that was killed */
  readonly adopted: boolean;
  /** its last run did not end in order, and it recovered from its log */
  readonly recovered: boolean;
  /** of the postmaster; changes when it died and was started again */
  readonly pid: number;
  /** Stops it in order and releases the data folder; idempotent. Throws DatabaseSetupError STOP_FAILED. */
  stop(): Promise<void>;
}

/** How often a running server is looked at; a look is one read of /proc. */
const WATCH_MILLISECONDS = 100;
const RESTART_PAUSE_LIMIT_MILLISECONDS = 5_000;

/**
 * Starts PostgreSQL in a data folder: creates the cluster the first time, adopts a server that outlived its
 * launcher, recovers one that was killed. While it runs, a postmaster that dies is started again on the same port.
 * The folder is held by a lock until `stop`.
 *
 * @throws DatabaseSetupError DATA_DIRECTORY_IN_USE, DATA_DIRECTORY_UNUSABLE, PORT_TAKEN, SETTING_REFUSED,
 *   BINARIES_UNUSABLE, PLATFORM_UNSUPPORTED, SECRETS_UNUSABLE, START_FAILED
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const directory = await openDirectory(options.dataDirectory);
  const lock = await lockDirectory(directory);
  try {
    const layout = await prepareLayout(
      directory,
      options.systemStateDirectory ?? SYSTEM_STATE_DIRECTORY,
      log,
    );
    const binaries = await resolveBinaries(layout);
    const { password } = await ensureCluster(layout, binaries, log);
    const context: Context = { layout, binaries, password, log, settings: options.settings ?? {} };
    const running = (await adopt(context, options.port)) ?? (await start(context, options.port));
    await writeState(directory, { ...(await readState(directory)), port: running.port });
    return supervise(context, running, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Removes the database of a data folder with all it holds, also where `prepareLayout` placed it elsewhere.
 *
 * @throws DatabaseSetupError DATA_DIRECTORY_IN_USE while it is held by a launcher or its server still runs
 */
export async function removeEmbeddedPostgres(dataDirectory: string): Promise<void> {
  const directory = await openDirectory(dataDirectory);
  const lock = await lockDirectory(directory);
  try {
    const home = (await readState(directory)).home ?? directory;
    const found = await server.findServer(join(home, 'pgdata'));
    if (found) throw inUse(directory, found.process.pid);
    if (home !== directory) await rm(home, { recursive: true, force: true });
    await rm(directory, { recursive: true, force: true });
  } finally {
    await lock.release();
  }
}

interface Context {
  layout: Layout;
  binaries: Binaries;
  password: string;
  log: (line: string) => void;
  settings: Record<string, string>;
}

interface Running {
  process: server.ServerProcess;
  port: number;
  args: readonly string[];
  adopted: boolean;
  recovered: boolean;
}

async function lockDirectory(directory: string): Promise<FileLock> {
  try {
    return await acquireLock(join(directory, 'launcher.lock'));
  } catch (error) {
    if (error instanceof LockHeldError) throw inUse(directory, error.pid);
    throw new DatabaseSetupError(
      'DATA_DIRECTORY_UNUSABLE',
      `Cannot lock ${directory} (${errorText(error)}). It may belong to another user: start as that one, or use ` +
        `another data folder.`,
      { cause: error },
    );
  }
}

function inUse(directory: string, pid: number): DatabaseSetupError {
  const holder = pid === process.pid ? `this same process (pid ${pid})` : `process ${pid}`;
  return new DatabaseSetupError(
    'DATA_DIRECTORY_IN_USE',
    `The database in ${resolve(directory)} is in use by ${holder}. Stop that one first, or use another data folder.`,
  );
}

/** The server that already runs on the cluster, if it is as wanted; one that is not is stopped. */
async function adopt(context: Context, wantedPort: number | undefined): Promise<Running | undefined> {
  const { layout, binaries, password, log } = context;
  const found = await server.findServer(layout.pgdata);
  if (!found) return undefined;
  const port = wantedPort ?? found.port;
  const args = server.serverArguments(layout, port, context.settings);
  const executable = await executableOf(found.process.pid);
  const asWanted =
    found.options === server.optionsText(binaries.postgres, args) &&
    // After a new npm ci the old server's libraries are gone from the disk.
    (executable === undefined || !executable.endsWith(' (deleted)'));
  if (asWanted) {
    const { pid, started } = found.process;
    let gone = false;
    const watch = setInterval(() => void startedAt(pid).then((now) => (gone = now !== started)), 50);
    try {
      if (await server.waitUntilReady(server.adminUrl(port, password), layout.pgdata, () => gone)) {
        log(`adopted the running PostgreSQL (pid ${pid}, port ${port})`);
        return { process: found.process, port, args, adopted: true, recovered: false };
      }
    } finally {
      clearInterval(watch);
    }
  }
  log(`stopping the PostgreSQL left running (pid ${found.process.pid}): it is not as this start wants it`);
  await server.stopServer(found.process, layout);
  return undefined;
}

async function start(context: Context, wantedPort: number | undefined): Promise<Running> {
  const { layout, binaries, password, log } = context;
  await server.clearRemains(layout.pgdata, log);
  const recovered = !(await wasShutDownInOrder(layout.pgdata));
  if (recovered) log('the last run did not end in order: PostgreSQL recovers from its log');
  for (let attempt = 1; ; attempt += 1) {
    const port = wantedPort ?? (await choosePort(attempt === 1 ? layout.directory : undefined));
    if (wantedPort !== undefined) await checkPort(wantedPort);
    const args = server.serverArguments(layout, port, context.settings);
    try {
      const process = await server.launchServer(layout, binaries, { port, args, password });
      return { process, port, args, adopted: false, recovered };
    } catch (error) {
      // Between the choice of a free port and its use somebody else may have taken it.
      if (errorCode(error) !== 'PORT_TAKEN' || wantedPort !== undefined || attempt === 3) throw error;
    }
  }
}

async function choosePort(directory: string | undefined): Promise<number> {
  const remembered = directory === undefined ? undefined : (await readState(directory)).port;
  if (remembered !== undefined && (await server.isPortFree(remembered))) return remembered;
  return server.freePort();
}

async function checkPort(port: number): Promise<void> {
  if (Number.isInteger(port) && port >= 1 && port <= 65535 && (await server.isPortFree(port))) return;
  throw new DatabaseSetupError(
    'PORT_TAKEN',
    `Port ${port} on 127.0.0.1 cannot be used for PostgreSQL: another program has it, or it is not a free port ` +
      `number (1 to 65535). Choose another, or none.`,
  );
}

/** Keeps the server alive until `stop`. */
function supervise(context: Context, running: Running, lock: FileLock): EmbeddedPostgres {
  const { layout, binaries, password, log } = context;
  let current = running.process;
  let stopped: Promise<void> | undefined;
  let restarting: Promise<void> | undefined;
  let pause = 0;
  let timer: NodeJS.Timeout;

  const restart = async (): Promise<void> => {
    log(`PostgreSQL (pid ${current.pid}) died; starting it again`);
    try {
      await server.clearRemains(layout.pgdata, log);
      current = await server.launchServer(layout, binaries, {
        port: running.port,
        args: running.args,
        password,
      });
      pause = 0;
    } catch (error) {
      pause = Math.min(RESTART_PAUSE_LIMIT_MILLISECONDS, pause === 0 ? 200 : pause * 2);
      log(`PostgreSQL could not be started again, next attempt in ${pause} ms: ${errorText(error)}`);
    }
  };
  const watch = async (): Promise<void> => {
    if (!stopped && (await startedAt(current.pid)) !== current.started && !stopped) {
      restarting = restart();
      await restarting;
      restarting = undefined;
    }
    if (!stopped) schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => void watch(), Math.max(WATCH_MILLISECONDS, pause));
    timer.unref();
  };
  schedule();

  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    await restarting;
    try {
      await server.stopServer(current, layout);
    } finally {
      await lock.release();
    }
  };
  return {
    host: '127.0.0.1',
    port: running.port,
    adminUrl: server.adminUrl(running.port, password),
    version: binaries.version,
    adopted: running.adopted,
    recovered: running.recovered,
    get pid() {
      return current.pid;
    },
    stop: () => (stopped ??= stop()),
  };
}
