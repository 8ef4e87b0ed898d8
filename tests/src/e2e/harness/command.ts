import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { operatorEnvironment } from './configuration.js';

export { operatorEnvironment };

/** The command as a user runs it. */
export const bin = fileURLToPath(new URL('../../../../cli/bin/huitong.js', import.meta.url));

/** A command under way, and what it has written so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  output(): string;
  errors(): string;
  /** Resolves when the process has ended and its output is complete. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Resolves with the match once the output holds it; rejects when the process ends before. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
}

/** Runs `huitong` with arguments, without waiting for its end. */
export function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [bin, ...args], {
    env: operatorEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { out: '', err: '' };
  const listeners = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.err += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  return {
    child,
    pid: child.pid as number,
    output: () => written.out,
    errors: () => written.err,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(written.out);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(({ code, signal }) =>
          reject(
            new Error(`huitong ${args.join(' ')} ended (${code ?? signal}):\n${written.out}${written.err}`),
          ),
        );
      }),
  };
}

/** Runs `huitong` to its end. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const running = launch(args, env);
  const { code } = await running.ended;
  return { code, output: running.output(), errors: running.errors() };
}
