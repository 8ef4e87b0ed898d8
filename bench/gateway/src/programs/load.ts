/**
 * The caller, a process of its own: keeps a fixed number of requests under way, each after the answer to the one before.
 * Takes a {@link Job} as a message and answers with what came of it.
 */
import { Pool } from 'undici';
import type { Done, Job } from '../load.js';

/** Sends one body and resolves with the bytes of the answer. */
function post(pool: Pool, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    let status = 0;
    pool.dispatch(
      {
        method: 'POST',
        path,
        body,
        headers: ['content-type', 'application/json', 'accept', 'application/json'],
      },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          bytes += chunk.byteLength;
        },
        onResponseEnd: () => resolve(status === 200 ? bytes : -status),
        onResponseError: (_, error) => reject(error),
      },
    );
  });
}

async function run({ url, bodies, lengths, requests, callers }: Job): Promise<Done> {
  const { origin, pathname } = new URL(url);
  // eslint-disable-next-line no-restricted-syntax -- undici's, not a database's.
  const pool = new Pool(origin, { connections: callers, pipelining: 1 });
  const latencies: number[] = [];
  let wrong = 0;
  let sent = 0;
  const started = performance.now();
  const caller = async () => {
    while (sent < requests) {
      const turn = sent % bodies.length;
      sent += 1;
      const before = performance.now();
      const bytes = await post(pool, pathname, bodies[turn] as string);
      latencies.push(performance.now() - before);
      if (bytes !== lengths[turn]) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return { seconds, latencies: latencies.sort((a, b) => a - b), wrong };
}

process.on('message', (job: Job) => {
  run(job).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      throw error;
    },
  );
});
