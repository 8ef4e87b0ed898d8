import { Worker } from 'node:worker_threads';
import { PlanningError } from './planning-error.js';
import type { PlanJob } from './plan-source.js';
import type { PlanningJob, PlanningReply, PlanningThreadData } from './protocol.js';
import type { SupergraphFacts } from './supergraph-facts.js';
import { SupergraphError } from '../supergraph-error.js';

export interface PlanningPoolOptions {
  readonly thread: PlanningThreadData;
  /** How many threads plan at the same time. */
  readonly workers: number;
  /** How many operations may wait for a thread. */
  readonly queue: number;
  /** How long one operation may be planned by a thread, in milliseconds. */
  readonly deadlineMs: number;
  /** The same for a thread's first operation, when nothing is compiled yet and a process may just be starting. */
  readonly coldDeadlineMs: number;
}

interface Ticket {
  readonly job: PlanJob;
  readonly resolve: (plan: string) => void;
  readonly reject: (error: PlanningError) => void;
}

/** One thread's life. A stopped slot is filled again as soon as somebody waits. */
type Slot =
  | { state: 'stopped' }
  | { state: 'starting'; worker: Worker }
  | { state: 'idle'; worker: Worker; warm: boolean }
  | { state: 'busy'; worker: Worker; ticket: Ticket; timer: NodeJS.Timeout };

/** A planner that explores too much also allocates; it must die before the process does. */
const MAX_HEAP_MEGABYTES = 512;

/**
 * Threads that plan. Apollo's query planner is synchronous and cannot be interrupted, so the only deadline that holds is to
 * end the thread; its replacement starts at once.
 */
export class PlanningPool {
  readonly #options: PlanningPoolOptions;
  readonly #slots: Slot[];
  readonly #waiting: Ticket[] = [];
  #closed = false;

  constructor(options: PlanningPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.workers }, () => ({ state: 'stopped' }));
  }

  /**
   * Starts the threads, and hands on what they have read in the supergraph.
   *
   * @throws SupergraphError when the supergraph cannot be planned on; no thread is left then.
   */
  async start(): Promise<SupergraphFacts> {
    try {
      const [facts] = await Promise.all(this.#slots.map((_, index) => this.#fill(index)));
      return facts!;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /**
   * Plans one operation, waiting for a thread if need be. `cancel` forgets it if no thread has begun, and says whether
   * it did; `result` then never settles.
   */
  plan(job: PlanJob): { result: Promise<string>; cancel: () => boolean } {
    let ticket: Ticket | undefined;
    const result = new Promise<string>((resolve, reject) => {
      if (this.#closed) throw new PlanningError('FAILED', new Error('The supergraph is closed.'));
      const full = this.#waiting.length >= this.#options.queue;
      if (full && !this.#slots.some(({ state }) => state === 'idle')) throw new PlanningError('QUEUE_FULL');
      ticket = { job, resolve, reject };
      this.#waiting.push(ticket);
    });
    this.#dispatch();
    const cancel = () => {
      const index = ticket === undefined ? -1 : this.#waiting.indexOf(ticket);
      if (index >= 0) this.#waiting.splice(index, 1);
      return index >= 0;
    };
    return { result, cancel };
  }

  /** Ends the threads; whoever waits is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    const closed = new PlanningError('FAILED', new Error('The supergraph is closed.'));
    for (const ticket of this.#waiting.splice(0)) ticket.reject(closed);
    await Promise.all(
      this.#slots.map(async (slot, index) => {
        if (slot.state === 'busy') slot.ticket.reject(closed);
        await this.#stop(index);
      }),
    );
  }

  #dispatch(): void {
    for (const [index, slot] of this.#slots.entries()) {
      if (this.#waiting.length === 0) return;
      if (slot.state === 'stopped') this.#refill(index);
      if (slot.state !== 'idle') continue;
      const ticket = this.#waiting.shift()!;
      const { worker } = slot;
      const deadlineMs = slot.warm ? this.#options.deadlineMs : this.#options.coldDeadlineMs;
      const timer = this.#deadline(index, ticket, deadlineMs);
      worker.ref();
      this.#slots[index] = { state: 'busy', worker, ticket, timer };
      const job: PlanningJob = { ...ticket.job, deadlineMs };
      worker.postMessage(job);
    }
  }

  #deadline(index: number, ticket: Ticket, milliseconds: number): NodeJS.Timeout {
    // The immediate lets a reply in that arrived while this thread was busy with something else.
    return setTimeout(() => setImmediate(() => this.#expire(index, ticket)), milliseconds);
  }

  async #fill(index: number): Promise<SupergraphFacts> {
    const worker = new Worker(new URL('./planning-thread.js', import.meta.url), {
      workerData: this.#options.thread,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    });
    this.#slots[index] = { state: 'starting', worker };
    let facts: SupergraphFacts;
    try {
      const reply = await firstReply(worker);
      if (reply.kind === 'refused') throw new SupergraphError(`The supergraph is refused: ${reply.reason}`);
      if (reply.kind !== 'ready') throw new Error('The planning thread spoke out of turn.');
      facts = reply.facts;
    } catch (error) {
      await this.#stop(index);
      throw error;
    }
    // Whatever ends a thread, its operation is to blame: it is refused, and the thread replaced.
    worker.on('error', (error) => this.#abandon(index, worker, new PlanningError('FAILED', error)));
    worker.on('message', (reply: PlanningReply) => this.#finish(index, worker, reply));
    worker.unref();
    this.#slots[index] = { state: 'idle', worker, warm: false };
    this.#dispatch();
    return facts;
  }

  #refill(index: number): void {
    if (this.#closed || this.#slots[index]!.state !== 'stopped') return;
    this.#fill(index).catch((error: unknown) => {
      // The same supergraph was good before, so this is the machine's trouble. Nobody is left waiting for it; the next
      // operation tries again.
      if (this.#slots.some(({ state }) => state !== 'stopped')) return;
      for (const ticket of this.#waiting.splice(0)) ticket.reject(new PlanningError('QUEUE_FULL', error));
    });
  }

  #finish(index: number, worker: Worker, reply: PlanningReply): void {
    const slot = this.#slots[index]!;
    // A reply that was under way when its thread was ended must not answer the next thread's operation.
    if (slot.state !== 'busy' || slot.worker !== worker) return;
    clearTimeout(slot.timer);
    if (reply.kind === 'building') {
      slot.timer = this.#deadline(index, slot.ticket, this.#options.coldDeadlineMs);
      return;
    }
    worker.unref();
    this.#slots[index] = { state: 'idle', worker, warm: true };
    if (reply.kind === 'planned') slot.ticket.resolve(reply.plan);
    else if (reply.kind === 'expired') slot.ticket.reject(new PlanningError('TIMEOUT'));
    else if (reply.kind === 'failed')
      slot.ticket.reject(new PlanningError('FAILED', new Error(reply.reason)));
    this.#dispatch();
  }

  #expire(index: number, ticket: Ticket): void {
    const slot = this.#slots[index]!;
    if (slot.state === 'busy' && slot.ticket === ticket) {
      this.#abandon(index, slot.worker, new PlanningError('TIMEOUT'));
    }
  }

  #abandon(index: number, worker: Worker, error: PlanningError): void {
    const slot = this.#slots[index]!;
    if (slot.state === 'stopped' || slot.worker !== worker) return;
    if (slot.state === 'busy') slot.ticket.reject(error);
    void this.#stop(index).then(() => this.#refill(index));
  }

  async #stop(index: number): Promise<void> {
    const slot = this.#slots[index]!;
    if (slot.state === 'busy') clearTimeout(slot.timer);
    this.#slots[index] = { state: 'stopped' };
    if (slot.state !== 'stopped') await slot.worker.terminate();
  }
}

/** The thread's first word, or why it never spoke. */
function firstReply(worker: Worker): Promise<PlanningReply> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('The planning thread ended before it was ready.')));
  });
}
