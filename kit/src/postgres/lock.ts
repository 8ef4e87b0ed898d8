import { createHash, randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './errors.js';
import { startedAt, UNKNOWN_START } from './processes.js';

/** A held lock; `release` is idempotent and never removes a lock that is not ours. */
export interface FileLock {
  release(): Promise<void>;
}

/** Another living process (or this one, already) holds the lock. */
export class LockHeldError extends Error {
  override readonly name = 'LockHeldError';

  constructor(
    readonly path: string,
    readonly pid: number,
  ) {
    super(`${path} is held by ${pid === process.pid ? 'this same process' : 'process'} (pid ${pid})`);
  }
}

interface Holder {
  pid: number;
  /** see `startedAt` */
  started: string;
  /** names this one acquisition: a stale lock is taken over by at most one rival */
  nonce: string;
}

/**
 * Takes a lock file, or takes over one whose process is dead (or whose pid belongs to another process by now).
 *
 * The file appears with its content in one step (`link` fails if the name exists), so there is no moment in which
 * a rival sees an empty lock. A stale lock is only replaced under a second lock named after the stale one's nonce
 * and after a second look, so two rivals that both saw it stale cannot both win.
 *
 * Processes of other pid namespaces look dead: one data folder must not be shared by two running containers.
 *
 * @param options.waitMilliseconds how long to wait for a living holder; 0 (default) refuses at once
 * @throws LockHeldError
 */
export async function acquireLock(
  path: string,
  options: { waitMilliseconds?: number } = {},
): Promise<FileLock> {
  const mine: Holder = {
    pid: process.pid,
    started: (await startedAt(process.pid)) ?? UNKNOWN_START,
    nonce: randomBytes(8).toString('hex'),
  };
  const deadline = performance.now() + (options.waitMilliseconds ?? 0);
  for (;;) {
    const holder = await tryAcquire(path, mine);
    if (!holder) return { release: () => release(path, mine) };
    if (performance.now() >= deadline) throw new LockHeldError(path, holder.pid);
    await delay(25);
  }
}

/** Undefined when taken, else the living holder. */
async function tryAcquire(path: string, mine: Holder): Promise<Holder | undefined> {
  for (;;) {
    if (await create(path, mine)) return undefined;
    const holder = await read(path);
    if (!holder) continue;
    if (await isAlive(holder)) return holder;

    const claim = `${path}.${holder.nonce}`;
    const rival = await tryAcquire(claim, mine);
    if (rival) return rival;
    try {
      if ((await read(path))?.nonce === holder.nonce) {
        await replace(path, mine);
        return undefined;
      }
    } finally {
      await release(claim, mine);
    }
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  const started = await startedAt(holder.pid);
  if (started === undefined) return false;
  return started === holder.started || started === UNKNOWN_START || holder.started === UNKNOWN_START;
}

async function read(path: string): Promise<Holder | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { pid, started, nonce } = JSON.parse(text) as Partial<Holder>;
    if (typeof pid === 'number' && typeof started === 'string' && /^[0-9a-f]{16}$/.test(nonce ?? '')) {
      return { pid, started, nonce: nonce! };
    }
  } catch {
    // not JSON: as below
  }
  // Locks appear complete, so a broken one was left by a power cut: nobody holds it.
  return { pid: 0, started: '', nonce: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

async function create(path: string, mine: Holder): Promise<boolean> {
  const temporary = await writeTemporary(path, mine);
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function replace(path: string, mine: Holder): Promise<void> {
  await rename(await writeTemporary(path, mine), path);
}

async function writeTemporary(path: string, mine: Holder): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await writeFile(temporary, `${JSON.stringify(mine)}\n`, { flag: 'wx', mode: 0o644 });
  return temporary;
}

async function release(path: string, mine: Holder): Promise<void> {
  if ((await read(path))?.nonce === mine.nonce) await rm(path, { force: true });
}
