import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { refusal } from '@huitong/contract';
import type { MetricsSnapshot } from '@huitong/gateway';
import type { Logger } from 'pino';
import type { FromWorker, RefusedWords, ToWorker } from './protocol.js';

const longestPauseMs = 5_000;
/** A worker that lived this long did not fail at once: the next failure waits as briefly as the first. */
const settledMs = 10_000;

/** What a slot asks of whoever holds it. */
export interface SlotServices {
  readonly log: Logger;
  readonly port: number;
  readonly graceMs: number;
  /** SDL that all workers serve at this moment. */
  readonly current: () => string;
  /** Metrics of all workers, for one of them that was scraped. */
  readonly gather: () => Promise<readonly MetricsSnapshot[]>;
  /** Takes what a worker that is gone had counted when it was asked last. */
  readonly departed: (counted: MetricsSnapshot) => void;
}

interface Pending {
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: Error) => void;
}

const asError = (refused: RefusedWords | null): Error =>
  refused
    ? refusal(refused.code, {
        message: refused.message,
        ...(refused.at === undefined ? {} : { at: refused.at }),
      })
    : new Error('A worker failed; the log has the cause.');

/** The place of one worker, filled again when the worker in it dies. */
export class Slot {
  readonly #number: number;
  readonly #services: SlotServices;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #listening = false;
  /** What the worker in the slot serves, as far as it was told. */
  #serves = '';
  /** What the worker in the slot had counted when it was asked last. */
  #counted: MetricsSnapshot | null = null;
  #nextId = 0;
  #failures = 0;
  #stopping = false;

  constructor(number: number, services: SlotServices) {
    this.#number = number;
    this.#services = services;
  }

  /** Whether its worker answers requests. */
  get listening(): boolean {
    return this.#listening;
  }

  get pid(): number | undefined {
    return this.#worker?.process.pid;
  }

  /**
   * Starts a worker and waits until it listens.
   * @throws the worker's own refusal, or Error when it died without a word.
   */
  async start(): Promise<void> {
    const { log, port, current } = this.#services;
    const worker = cluster.fork();
    const bornAt = performance.now();
    this.#worker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'here') {
          this.#serves = current();
          this.#tell({ kind: 'begin', slot: this.#number, port, supergraph: this.#serves });
        } else if (message.kind === 'failed') reject(asError(message.refused));
        else if (message.kind === 'listening') {
          this.#listening = true;
          resolve();
        } else if (message.kind === 'gather') void this.#answerGather(message.id);
        else if ('id' in message) this.#settle(message.id, (pending) => pending.resolve(message));
      });
      worker.once('exit', (code, signal) => {
        reject(new Error(`Worker ${this.#number} ended (${signal ?? code}).`));
        if (performance.now() - bornAt > settledMs) this.#failures = 0;
        this.#gone(code, signal);
      });
    });
    log.info({ worker: this.#number, pid: this.pid }, 'a worker listens');
  }

  /** Brings a worker that began on an older supergraph to the one that the others serve. */
  async catchUp(): Promise<void> {
    const supergraph = this.#services.current();
    if (this.#serves === supergraph) return;
    const { commit } = await this.prepare(supergraph);
    commit();
  }

  /**
   * Has the worker load a supergraph without serving it.
   * @throws its refusal; Error when it dies meanwhile.
   */
  async prepare(
    supergraph: string,
  ): Promise<{ readonly version: string; commit: () => void; discard: () => void }> {
    const id = (this.#nextId += 1);
    const worker = this.#worker;
    const message = await this.#ask({ kind: 'prepare', id, supergraph });
    if (message.kind === 'refused') throw asError(message.refused);
    return {
      version: message.kind === 'prepared' ? message.version : '',
      commit: () => {
        // Another worker in the slot knows nothing of it, and is brought up by `catchUp`.
        if (this.#worker !== worker) return;
        this.#serves = supergraph;
        this.#tell({ kind: 'commit', id });
      },
      discard: () => this.#tell({ kind: 'discard', id }),
    };
  }

  /** What the worker has counted; null when it does not say within a second. */
  async count(): Promise<MetricsSnapshot | null> {
    const asked = this.#ask({ kind: 'count', id: (this.#nextId += 1) }).catch(() => null);
    const worker = this.#worker;
    const message = await Promise.race([asked, pause(1_000, null, { ref: false })]);
    if (message?.kind !== 'counted') return null;
    if (this.#worker === worker) this.#counted = message.metrics;
    return message.metrics;
  }

  /** Lets the worker end what is under way; ends it when that takes longer than the grace. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const worker = this.#worker;
    if (!worker || worker.isDead()) return;
    const exited = once(worker, 'exit');
    this.#tell({ kind: 'stop' });
    const forced = setTimeout(() => worker.process.kill('SIGKILL'), this.#services.graceMs + 2_000);
    await exited;
    clearTimeout(forced);
  }

  #gone(code: number, signal: string): void {
    const was = this.#listening;
    this.#worker = null;
    this.#listening = false;
    if (this.#counted) this.#services.departed(this.#counted);
    this.#counted = null;
    for (const id of [...this.#pending.keys()]) {
      this.#settle(id, (pending) => pending.reject(new Error('The worker ended.')));
    }
    // One that never listened is the concern of whoever started it.
    if (this.#stopping || !was) return;
    const { log } = this.#services;
    log.error({ worker: this.#number, code, signal }, 'a worker ended and is started again');
    void this.#revive();
  }

  async #revive(): Promise<void> {
    while (!this.#stopping && !this.#listening) {
      await pause(Math.min(longestPauseMs, 100 * 2 ** this.#failures++));
      if (this.#stopping) return;
      try {
        await this.start();
        await this.catchUp();
      } catch (error) {
        this.#services.log.error({ err: error, worker: this.#number }, 'a worker did not start');
        await this.#buried();
      }
    }
  }

  /** A worker that failed to start is on its way out; the next must not write the same files beside it. */
  async #buried(): Promise<void> {
    const worker = this.#worker;
    if (!worker || this.#listening) return;
    const exited = once(worker, 'exit');
    worker.process.kill('SIGKILL');
    await exited;
  }

  async #answerGather(id: number): Promise<void> {
    this.#tell({ kind: 'gathered', id, snapshots: await this.#services.gather() });
  }

  #tell(message: ToWorker): void {
    // A worker that is on its way out is not told anything; its requests are settled by its exit.
    if (this.#worker?.isConnected()) this.#worker.send(message, () => undefined);
  }

  #ask(
    message: Extract<ToWorker, { kind: 'prepare' | 'count' | 'commit' | 'discard' }>,
  ): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      if (!this.#worker?.isConnected()) return reject(new Error('The worker ended.'));
      this.#pending.set(message.id, { resolve, reject });
      this.#tell(message);
    });
  }

  #settle(id: number, finish: (pending: Pending) => void): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (pending) finish(pending);
  }
}
