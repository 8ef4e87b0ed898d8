import cluster from 'node:cluster';
import { join } from 'node:path';
import { refusalOf } from '@huitong/contract';
import type { Gateway, MetricsSnapshot, PreparedSwap } from '@huitong/gateway';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { openConfigured } from '../runtime/configuredGateway.js';
import { inData } from '../runtime/dataFolder.js';
import { Stack, stopRequested } from '../runtime/stopping.js';
import type { FromWorker, RefusedWords, ToWorker } from './protocol.js';

/** How long a scrape waits for the primary; the worker's own numbers are given after that. */
const gatherWithinMs = 2_000;

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

function wordsOf(error: unknown): RefusedWords | null {
  const known = refusalOf(error);
  if (!known) return null;
  const { at } = known.extensions as { at?: string };
  return { code: known.code, message: known.message, ...(at === undefined ? {} : { at }) };
}

/** Asks the primary for the metrics of all workers. */
class Siblings {
  readonly #waiting = new Map<number, (snapshots: readonly MetricsSnapshot[]) => void>();
  #next = 0;

  gathered(id: number, snapshots: readonly MetricsSnapshot[]): void {
    this.#waiting.get(id)?.(snapshots);
    this.#waiting.delete(id);
  }

  async gather(own: () => Promise<MetricsSnapshot>): Promise<readonly MetricsSnapshot[]> {
    const id = (this.#next += 1);
    const all = await new Promise<readonly MetricsSnapshot[] | null>((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        resolve(null);
      }, gatherWithinMs);
      this.#waiting.set(id, (snapshots) => {
        clearTimeout(timer);
        resolve(snapshots);
      });
      tell({ kind: 'gather', id });
    });
    return all ?? [await own()];
  }
}

/** Supergraphs that are loaded and wait for the primary's word. */
class Swaps {
  readonly #gateway: Gateway;
  readonly #prepared = new Map<number, PreparedSwap>();
  readonly #log: Logger;

  constructor(gateway: Gateway, log: Logger) {
    this.#gateway = gateway;
    this.#log = log;
  }

  async prepare(id: number, supergraph: string): Promise<void> {
    try {
      const prepared = await this.#gateway.prepare(supergraph);
      this.#prepared.set(id, prepared);
      tell({ kind: 'prepared', id, version: prepared.version });
    } catch (error) {
      tell({ kind: 'refused', id, refused: wordsOf(error) });
    }
  }

  end(id: number, how: 'commit' | 'discard'): void {
    const prepared = this.#prepared.get(id);
    this.#prepared.delete(id);
    if (how === 'commit') prepared?.commit();
    else {
      prepared
        ?.discard()
        .catch((error: unknown) => this.#log.error({ err: error }, 'a refused supergraph did not close'));
    }
  }
}

/** The first message: which worker this is, and what it serves. */
function begun(): Promise<Extract<ToWorker, { kind: 'begin' }>> {
  return new Promise((resolve) => {
    process.once('message', (message) => resolve(message as Extract<ToWorker, { kind: 'begin' }>));
    tell({ kind: 'here' });
  });
}

/**
 * Runs one worker of a gateway: the same gateway, with its own decision log, on the supergraph and the port that the
 * primary names. It ends when it is told to, by a signal, or when the primary is gone.
 */
export async function runWorker(configuration: Configuration, log: Logger): Promise<void> {
  const stack = new Stack(log);
  const stop = stopRequested();
  // The primary's business; a worker must not die of it when a terminal goes away.
  process.on('SIGHUP', () => undefined);
  const { slot, port, supergraph } = await begun();
  const workerLog = log.child({ worker: slot });
  try {
    const siblings = new Siblings();
    const gateway = await openConfigured(configuration, {
      log: workerLog,
      supergraph,
      records: join(inData(configuration.data).records, `worker-${slot}`),
      policy: join(inData(configuration.data).policy, `worker-${slot}`),
      siblings: () => siblings.gather(() => gateway.metrics()),
    });
    stack.push('gateway', () => gateway.close({ graceMs: configuration.grace * 1000 }));
    const swaps = new Swaps(gateway, workerLog);
    const told = new Promise<void>((resolve) => {
      process.on('message', (message: ToWorker) => {
        if (message.kind === 'stop') resolve();
        else if (message.kind === 'prepare') void swaps.prepare(message.id, message.supergraph);
        else if (message.kind === 'gathered') siblings.gathered(message.id, message.snapshots);
        else if (message.kind === 'count') {
          const { id } = message;
          void gateway.metrics().then((metrics) => tell({ kind: 'counted', id, metrics }));
        } else if (message.kind !== 'begin') swaps.end(message.id, message.kind);
      });
    });
    await gateway.listen({ host: configuration.host, port });
    tell({ kind: 'listening' });
    await Promise.race([stop, told]);
  } catch (error) {
    workerLog.error({ err: error }, 'a worker could not start');
    tell({ kind: 'failed', refused: wordsOf(error) });
  } finally {
    await stack.close();
    cluster.worker?.disconnect();
  }
}
