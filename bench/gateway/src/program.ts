import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './configuration.js';

/** A process of the bench that listens. */
export interface Program {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

/** Path of one of our programs, compiled. */
export const programPath = (name: string): string =>
  fileURLToPath(new URL(`programs/${name}.js`, import.meta.url));

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

const readySeconds = 60;
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill()));

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const fuse = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(fuse);
}

/**
 * Starts Node and waits until it serves HTTP.
 * @param args its arguments, given the port that it should listen on.
 * @throws Error with what it printed, when it ends or is not ready within a minute.
 */
export async function startProgram(args: (port: number) => readonly string[]): Promise<Program> {
  const port = await freePort();
  const child = spawn(process.execPath, args(port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: programEnvironment(),
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => (printed = (printed + text.toString()).slice(-4000)));
  }
  const until = performance.now() + readySeconds * 1000;
  const signal = () => AbortSignal.timeout(5000);
  while (performance.now() < until && child.exitCode === null) {
    const served = await fetch(`http://127.0.0.1:${port}/`, { signal: signal() }).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (served) return { pid: child.pid as number, port, stop: () => stop(child) };
    await delay(50);
  }
  await stop(child);
  throw new Error(`${args(port).join(' ')} did not start:\n${printed}`);
}
