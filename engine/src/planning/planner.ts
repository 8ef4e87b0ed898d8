import type { DocumentNode } from 'graphql';
import type { EndingSignal } from '../ending.js';
import type { Denials } from '../reduction/reduction.js';
import { BoundedCache } from './bounded-cache.js';
import { PlanningError } from './planning-error.js';
import type { PlanningPool } from './planning-pool.js';

/** A validated operation and the caller's key for everything that makes its plan what it is. */
export interface PlannableOperation {
  readonly document: DocumentNode;
  readonly operationName?: string;
  readonly key: string;
  /** Labels of progressive `@override` that are on for this request; all others are off. Default none. */
  readonly overrideLabels?: readonly string[];
  /**
   * What the caller may not read, as the supergraph's `authorization` gave it: says that the document was reduced by
   * it. A protected supergraph plans nothing without.
   */
  readonly denials?: Denials;
}

export interface PlannerOptions<Plan> {
  readonly pool: PlanningPool;
  readonly maxCachedPlans: number;
  readonly maxCachedBytes: number;
  /** How long a refused operation stays refused unasked, in milliseconds: a loaded machine may have been unjust. */
  readonly rememberRefusedMs: number;
  /** The document as it is planned. */
  readonly source: (document: DocumentNode) => string;
  /** Makes the cached thing of the JSON that the planning thread returned. `key` also tells labels apart. */
  readonly finish: (operation: PlannableOperation, json: string) => Plan;
}

interface Flight<Plan> {
  readonly result: Promise<Plan>;
  /** True when no thread had begun it: it is forgotten then. */
  readonly cancel: () => boolean;
  waiting: number;
}

/** A compiled plan takes about this many bytes per character of its JSON. */
const BYTES_PER_CHARACTER = 10;
const MAX_REFUSED = 10_000;

/** Plans by key: kept ones at once, refused ones at once, and one planning for all who ask for the same at a time. */
export class Planner<Plan> {
  readonly #options: PlannerOptions<Plan>;
  readonly #kept: BoundedCache<Plan>;
  readonly #refused = new BoundedCache<{ error: PlanningError; until: number }>({
    maxEntries: MAX_REFUSED,
    maxBytes: Infinity,
  });
  readonly #flights = new Map<string, Flight<Plan>>();

  constructor(options: PlannerOptions<Plan>) {
    this.#options = options;
    this.#kept = new BoundedCache({ maxEntries: options.maxCachedPlans, maxBytes: options.maxCachedBytes });
  }

  /** The plan if it is kept. */
  kept(asked: PlannableOperation): Plan | undefined {
    return this.#kept.get(withLabels(asked).key);
  }

  /**
   * @throws PlanningError
   * @throws the signal's reason when it aborts first.
   */
  async plan(asked: PlannableOperation, signal?: EndingSignal): Promise<Plan> {
    if (signal?.aborted) throw signal.reason;
    const operation = withLabels(asked);
    const { key } = operation;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const refused = this.#refused.get(key);
    if (refused !== undefined && performance.now() < refused.until) throw refused.error;
    const flight = this.#flights.get(key) ?? this.#takeOff(operation);
    flight.waiting += 1;
    try {
      return await (signal === undefined ? flight.result : untilAborted(flight.result, signal));
    } finally {
      flight.waiting -= 1;
      // Nobody waits any more: no thread need begin it. One that has begun goes on, for the next who asks.
      if (flight.waiting === 0 && flight.cancel()) this.#flights.delete(key);
    }
  }

  #takeOff(operation: PlannableOperation): Flight<Plan> {
    const { key, document, operationName, overrideLabels = [] } = operation;
    const { pool, source, finish, rememberRefusedMs } = this.#options;
    const planning = pool.plan({ source: source(document), operationName, overrideLabels });
    const land = async (): Promise<Plan> => {
      try {
        const json = await planning.result;
        const plan = finish(operation, json);
        this.#kept.set(key, plan, json.length * BYTES_PER_CHARACTER);
        return plan;
      } catch (error) {
        if (error instanceof PlanningError && error.kind !== 'QUEUE_FULL') {
          this.#refused.set(key, { error, until: performance.now() + rememberRefusedMs }, 0);
        }
        throw error;
      } finally {
        this.#flights.delete(key);
      }
    };
    const flight: Flight<Plan> = { waiting: 0, cancel: planning.cancel, result: land() };
    // Waiters may all have gone before it fails.
    flight.result.catch(() => undefined);
    this.#flights.set(key, flight);
    return flight;
  }
}

/** Labels make another plan of the same operation, so they are part of its key. */
function withLabels(operation: PlannableOperation): PlannableOperation {
  const { overrideLabels } = operation;
  if (overrideLabels === undefined || overrideLabels.length === 0) return operation;
  return { ...operation, key: `${operation.key}\n${JSON.stringify([...overrideLabels].sort())}` };
}

function untilAborted<T>(result: Promise<T>, signal: EndingSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const listener = { handleEvent: () => reject(signal.reason as Error) };
    signal.addEventListener('abort', listener);
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', listener));
  });
}
