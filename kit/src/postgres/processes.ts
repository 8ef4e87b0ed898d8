import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './errors.js';

const run = promisify(execFile);

/** Answer of `startedAt` for a process that is there but may not be looked at (another user's, hidden /proc). */
export const UNKNOWN_START = 'unknown';

/**
 * When a process started, as an opaque text: process ids are reused, a pid together with this is not.
 * Undefined when there is no such process, or only its zombie.
 */
export async function startedAt(pid: number): Promise<string | undefined> {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return undefined;
  }
  return process.platform === 'linux' ? startedAtFromProc(pid) : startedAtFromPs(pid);
}

async function startedAtFromProc(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command name (field 2) may contain spaces and brackets: count from its last closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Field 22 counts ticks since boot, so it only identifies together with the boot.
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
    return `${boot.trim()}:${fields[19]}`;
  } catch {
    try {
      process.kill(pid, 0);
      return UNKNOWN_START;
    } catch (error) {
      return errorCode(error) === 'EPERM' ? UNKNOWN_START : undefined;
    }
  }
}

async function startedAtFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { env: { LC_ALL: 'C' } });
    const [state = '', ...started] = stdout.trim().split(/\s+/);
    return state === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone or replaced by another under its pid. True when it went in time. */
export async function waitForExit(pid: number, started: string, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while ((await startedAt(pid)) === started) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** Signals a process; false when it is gone already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
    throw error;
  }
}

/**
 * Whether the process is a PostgreSQL process of this data folder. A pid file is only a claim, written by a less
 * privileged user than we may be: before anything is signalled on its word the process itself is looked at.
 * PostgreSQL changes into its data folder on start, so the working directory tells.
 */
export async function isPostgresOf(pid: number, pgdata: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const [directory, executable] = await Promise.all([
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
      readlink(`/proc/${pid}/exe`).catch(() => ''),
    ]);
    return directory === pgdata && basename(executable.replace(/ \(deleted\)$/, '')) === 'postgres';
  }
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres') && stdout.includes(pgdata);
}

/** The program file of a process with ` (deleted)` behind it when it was replaced, or undefined if unknown. */
export async function executableOf(pid: number): Promise<string | undefined> {
  return readlink(`/proc/${pid}/exe`).catch(() => undefined);
}

/** All PostgreSQL processes of a data folder, backends left behind by a killed postmaster included. Linux only. */
export async function postgresProcessesOf(pgdata: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const ours = await Promise.all(pids.map((pid) => isPostgresOf(pid, pgdata)));
  return pids.filter((_, index) => ours[index]);
}
