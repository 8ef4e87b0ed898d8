import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { programEnvironment } from './configuration.js';

/** What the caller is told to send. */
export interface Job {
  readonly url: string;
  readonly bodies: readonly string[];
  /** Bytes of the right answer to each body. */
  readonly lengths: readonly number[];
  readonly requests: number;
  /** Requests under way at one time. */
  readonly callers: number;
}

/** What came of it. */
export interface Done {
  readonly seconds: number;
  /** Milliseconds of every request, sorted. */
  readonly latencies: readonly number[];
  /** Answers that were not 200 or not as long as the right one. */
  readonly wrong: number;
}

/** The process that sends requests. */
export interface Caller {
  run(job: Job): Promise<Done>;
  stop(): void;
}

export function startCaller(): Caller {
  const child: ChildProcess = fork(fileURLToPath(new URL('programs/load.js', import.meta.url)), {
    env: programEnvironment(),
  });
  return {
    async run(job) {
      const ended = new AbortController();
      child.send(job);
      try {
        const { signal } = ended;
        const died = once(child, 'exit', { signal }).then(() => {
          throw new Error('The process that sends requests ended.');
        });
        const [done] = (await Promise.race([once(child, 'message', { signal }), died])) as [Done];
        return done;
      } finally {
        ended.abort();
      }
    },
    stop: () => child.disconnect(),
  };
}
