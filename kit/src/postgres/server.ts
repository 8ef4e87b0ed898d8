import { spawn } from 'node:child_process';
import { chown, mkdir, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Binaries } from './binaries.js';
import { withClient } from './client.js';
import { SUPERUSER } from './cluster.js';
import { DatabaseSetupError, errorCode } from './errors.js';
import type { Layout } from './layout.js';
import { isPostgresOf, postgresProcessesOf, signal, startedAt, waitForExit } from './processes.js';

/** A running postmaster: pid and start, which together name one process. */
export interface ServerProcess {
  pid: number;
  started: string;
}

/** Crash recovery of a large log takes its time; a server that dies while starting is noticed at once. */
const START_TIMEOUT_MILLISECONDS = 120_000;
const FAST_SHUTDOWN_MILLISECONDS = 20_000;
const IMMEDIATE_SHUTDOWN_MILLISECONDS = 10_000;

const DEFAULT_SETTINGS: Record<string, string> = {
  shared_buffers: '128MB',
  max_connections: '120',
  fsync: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  // one file per weekday, each begun anew after a week: bounded without a tool
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_file_mode: '0600',
  // Statement texts and the DETAIL of constraint errors contain personal data: neither goes into the log.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Settings on which the launcher's own promises stand (loopback only, one place, found again). */
const RESERVED_SETTINGS = new Set([
  'listen_addresses',
  'port',
  'unix_socket_directories',
  'data_directory',
  'config_file',
  'hba_file',
  'ident_file',
  'external_pid_file',
  'log_directory',
]);

/**
 * The server's arguments. They are compared with postmaster.opts when a running server is adopted, so equal options
 * must give equal text.
 *
 * @throws DatabaseSetupError SETTING_REFUSED
 */
export function serverArguments(layout: Layout, port: number, settings: Record<string, string>): string[] {
  for (const [name, value] of Object.entries(settings)) {
    if (/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(name) && !RESERVED_SETTINGS.has(name)) {
      if (!/[\0\n\r"]/.test(value)) continue;
    }
    throw new DatabaseSetupError(
      'SETTING_REFUSED',
      `PostgreSQL setting ${JSON.stringify(name)} cannot be given here: its name or value is malformed, or the ` +
        `launcher decides it itself.`,
    );
  }
  const all: Record<string, string> = {
    ...DEFAULT_SETTINGS,
    ...settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    log_directory: layout.logs,
  };
  const names = Object.keys(all).sort();
  return ['-D', layout.pgdata, ...names.flatMap((name) => ['-c', `${name}=${all[name]}`])];
}

/** The running server of a cluster by its pid file, checked against the process itself; undefined if none. */
export async function findServer(
  pgdata: string,
): Promise<{ process: ServerProcess; port: number; options: string } | undefined> {
  const lines = (await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const started = await startedAt(pid);
  if (started === undefined) return undefined;
  if (!(await isPostgresOf(pid, pgdata))) return undefined;
  const options = await readFile(join(pgdata, 'postmaster.opts'), 'utf8').catch(() => '');
  return { process: { pid, started }, port, options: options.trim() };
}

/** The text that PostgreSQL writes into postmaster.opts for a command line. */
export function optionsText(program: string, args: readonly string[]): string {
  return [program, ...args.map((argument) => `"${argument}"`)].join(' ');
}

/**
 * Clears away what a killed postmaster left: backends (busy ones do not notice for as long as their query runs, and
 * keep a new server from starting) and the pid file. Only call when no postmaster lives. Loses nothing: the new
 * server recovers from the log in any case.
 */
export async function clearRemains(pgdata: string, log: (line: string) => void): Promise<void> {
  const orphans = await postgresProcessesOf(pgdata);
  if (orphans.length > 0) log(`ending ${orphans.length} processes left behind by a killed PostgreSQL`);
  // All at once: the log collector only ends when every other process has closed its pipe.
  await Promise.all(orphans.map((pid) => endOrphan(pid, pgdata)));
  // PostgreSQL only asks whether the pid in it is alive: a zombie that nobody reaps, or another program that got the
  // same pid after a restart of the machine or container, would keep it from starting.
  await rm(join(pgdata, 'postmaster.pid'), { force: true });
}

async function endOrphan(pid: number, pgdata: string): Promise<void> {
  const started = await startedAt(pid);
  if (started === undefined || !(await isPostgresOf(pid, pgdata)) || !signal(pid, 'SIGQUIT')) return;
  if (await waitForExit(pid, started, 1_000)) return;
  signal(pid, 'SIGKILL');
  await waitForExit(pid, started, 5_000);
}

/**
 * Starts the server in a session of its own: Ctrl-C in the terminal reaches Node alone, which stops it in order.
 * Resolves when it answers.
 *
 * @throws DatabaseSetupError PORT_TAKEN, START_FAILED (with the end of the server's own words)
 */
export async function launchServer(
  layout: Layout,
  binaries: Binaries,
  { port, args, password }: { port: number; args: readonly string[]; password: string },
): Promise<ServerProcess> {
  await mkdir(layout.logs, { recursive: true, mode: 0o700 });
  if (layout.user) await chown(layout.logs, layout.user.uid, layout.user.gid);
  const output = await open(layout.startLog, 'w', 0o600);
  let exited = false;
  let failure: Error | undefined;
  const child = spawn(binaries.postgres, args, {
    cwd: layout.home,
    env: { TZ: 'UTC' },
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
    ...layout.user,
  });
  child.once('exit', () => (exited = true));
  child.once('error', (error) => {
    exited = true;
    failure = error;
  });
  child.unref();
  await output.close();

  const started = child.pid === undefined ? undefined : await startedAt(child.pid);
  const ready = await waitUntilReady(adminUrl(port, password), layout.pgdata, () => exited);
  if (ready && child.pid !== undefined && started !== undefined) return { pid: child.pid, started };
  if (child.pid !== undefined && started !== undefined) await stopServer({ pid: child.pid, started }, layout);
  const said = (await readFile(layout.startLog, 'utf8').catch(() => ''))
    .trim()
    .split('\n')
    .slice(-8)
    .join('\n');
  if (!(await isPortFree(port))) {
    throw new DatabaseSetupError(
      'PORT_TAKEN',
      `Port ${port} on 127.0.0.1 is taken by another program. Choose another port for PostgreSQL, or none.`,
    );
  }
  throw new DatabaseSetupError(
    'START_FAILED',
    `PostgreSQL in ${layout.pgdata} did not start. ${failure?.message ?? said}\nMore in ${layout.logs}.`,
  );
}

/** Waits for the cluster's own server to answer with our password. False when it gave up or time ran out. */
export async function waitUntilReady(url: string, pgdata: string, gaveUp: () => boolean): Promise<boolean> {
  const deadline = performance.now() + START_TIMEOUT_MILLISECONDS;
  while (!gaveUp() && performance.now() < deadline) {
    try {
      // SCRAM proves both ways that this server knows our password; the folder tells it from a copy's server.
      const directory = await withClient(url, async (client) => {
        const { rows } = await client.query<{ data_directory: string }>('show data_directory');
        return rows[0]?.data_directory;
      });
      return directory === pgdata;
    } catch (error) {
      const code = errorCode((error as Error).cause);
      // 57P03: starting up or in recovery. Anything else that answers is not our server.
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') return false;
    }
    await delay(25);
  }
  return false;
}

/**
 * Stops the server: fast shutdown (SIGINT), and if that does not end in time, immediate shutdown (SIGQUIT), after
 * which the next start recovers from the log.
 *
 * @throws DatabaseSetupError STOP_FAILED
 */
export async function stopServer(server: ServerProcess, layout: Layout): Promise<void> {
  const phases = [
    ['SIGINT', FAST_SHUTDOWN_MILLISECONDS],
    ['SIGQUIT', IMMEDIATE_SHUTDOWN_MILLISECONDS],
  ] as const;
  for (const [name, milliseconds] of phases) {
    if ((await startedAt(server.pid)) !== server.started || !signal(server.pid, name)) return;
    if (await waitForExit(server.pid, server.started, milliseconds)) return;
  }
  throw new DatabaseSetupError(
    'STOP_FAILED',
    `PostgreSQL (pid ${server.pid}, ${layout.pgdata}) does not stop, its disk may hang. Look into ${layout.logs}.`,
  );
}

/** URL of the superuser on the maintenance database. */
export function adminUrl(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** Whether a port of 127.0.0.1 can be listened on. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenBriefly(port)) !== undefined;
}

/** A free port of 127.0.0.1, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await listenBriefly(0);
  if (port === undefined) throw new DatabaseSetupError('PORT_TAKEN', 'No port of 127.0.0.1 is free.');
  return port;
}

function listenBriefly(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
