import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stackEnvironment } from './configuration.js';
import { developmentToken } from './token.js';
import type { Target } from './load.js';

/** A graph that runs in processes of its own. */
export interface Stack {
  readonly name: string;
  readonly pid: number;
  target(persona: string): Promise<Target>;
  stop(): Promise<void>;
}

/** Our own house with its database, which the other stack reads too. */
export interface House extends Stack {
  /** The database server's administrator. */
  readonly administrator: string;
  /** Process id of the database server. */
  readonly postgres: number;
}

const command = join(createRequire(import.meta.url).resolve('@huitong/cli'), '../../bin/huitong.js');
const recipe = fileURLToPath(new URL('peer/main.js', import.meta.url));

/** Starts a Node process and waits until it prints the address of its graph. */
async function launch(args: readonly string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: stackEnvironment(),
  });
  const stdout = child.stdout as Readable;
  stdout.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let output = '';
    stdout.on('data', (text: string) => {
      output += text;
      const [, url] = /graph +(http:\S+)/.exec(output) ?? [];
      if (url) resolve({ child, url });
    });
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended:\n${output}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/**
 * Starts our house on a new data folder with the usual demo data.
 * @param processes a process for each subgraph.
 * @param settings by default none that refuses: one caller asks as fast as it can.
 */
export async function startHouse(
  processes: boolean,
  settings: readonly string[] = ['--quotas', 'requests-per-minute=0,rows-per-hour=0'],
): Promise<House> {
  const data = await mkdtemp(join(tmpdir(), 'huitong-bench-'));
  const { child, url } = await launch([
    ...[command, 'start', '--data', data, '--port', '0', '--subgraph-timeout', '20'],
    ...settings,
    ...(processes ? ['--processes'] : []),
  ]);
  const [password, pidFile] = await Promise.all([
    readFile(join(data, 'postgres/superuser.password'), 'utf8'),
    readFile(join(data, 'postgres/pgdata/postmaster.pid'), 'utf8'),
  ]);
  const lines = pidFile.split('\n');
  return {
    name: processes ? 'huitong, a process each' : 'huitong, one process',
    pid: child.pid as number,
    administrator: `postgres://postgres:${encodeURIComponent(password.trim())}@127.0.0.1:${lines[3]}/postgres`,
    postgres: Number(lines[0]),
    target: async (persona) => ({
      url,
      headers: { authorization: `Bearer ${await developmentToken(data, persona)}` },
    }),
    async stop() {
      await stop(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Starts the common recipe over the same databases. */
export async function startRecipe(administrator: string): Promise<Stack> {
  const { child, url } = await launch([recipe, administrator]);
  return {
    name: 'common recipe',
    pid: child.pid as number,
    target: () => Promise.resolve({ url, headers: {} }),
    stop: () => stop(child),
  };
}
