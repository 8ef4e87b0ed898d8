import { setMaxListeners } from 'node:events';
import { type EngineError, ExecutionAborted, type Outcome, outcomeOf } from '@huitong/engine';
import { claim, type Decided, type Executed } from '../contexts.js';
import { restoreRefused } from '../sharing/restore.js';

export interface ExecuteServices {
  /** Time for all fetches of an operation together, in milliseconds. */
  readonly deadlineMs: number;
}

/** The answer when the deadline ended the operation: every subgraph that had not answered was too slow. */
function overdue({ plan }: Decided, { fetches }: ExecutionAborted): Outcome {
  const answered = new Set(fetches.filter(({ failure }) => failure === null).map(({ subgraph }) => subgraph));
  const late = plan.subgraphs.filter((subgraph) => !answered.has(subgraph));
  const errors = (late.length > 0 ? late : plan.subgraphs).map((subgraph): EngineError => ({
    kind: 'TRANSPORT',
    code: 'TIMEOUT',
    subgraph,
    message: `Subgraph "${subgraph}" did not answer in time.`,
  }));
  return outcomeOf(null, errors, fetches);
}

/**
 * Asks the subgraphs, and puts null where something was taken out. A client that goes away ends a query's fetches; a
 * mutation is finished, because half of one is worse than an answer nobody reads.
 * @throws ExecutionAborted when the client went away.
 */
export async function execute(decided: Decided, services: ExecuteServices): Promise<Executed> {
  const { served, plan, variables, caller, exchange, operation, reduction } = decided;
  const bounds = new Bounds(services.deadlineMs, operation.operation === 'query' ? exchange.signal : null);
  let outcome: Outcome;
  try {
    outcome = await served.supergraph.execute(plan, {
      variables: used(decided, variables),
      context: { caller, requestId: exchange.requestId },
      signal: bounds.signal,
    });
  } catch (error) {
    if (!(error instanceof ExecutionAborted) || !bounds.isOverdue) throw error;
    outcome = overdue(decided, error);
  } finally {
    bounds.release();
  }
  const restored = reduction.shape
    ? restoreRefused(outcome.data, reduction.shape, variables)
    : { data: null, places: new Map() };
  return claim<Executed>({ ...decided, outcome, ...restored });
}

/** One signal for the deadline and the client: a timer and a listener, both gone when the operation has ended. */
class Bounds {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #client: AbortSignal | null;
  readonly #onGone = () => this.#controller.abort(this.#client?.reason);
  isOverdue = false;

  constructor(deadlineMs: number, client: AbortSignal | null) {
    this.#client = client;
    this.#timer = setTimeout(() => {
      this.isOverdue = true;
      this.#controller.abort();
    }, deadlineMs);
    // One listener a fetch, and an operation may have many at once: that is no leak.
    setMaxListeners(0, this.#controller.signal);
    if (client?.aborted) this.#onGone();
    else client?.addEventListener('abort', this.#onGone);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  release(): void {
    clearTimeout(this.#timer);
    this.#client?.removeEventListener('abort', this.#onGone);
  }
}

/** A variable that only a refused field used is not sent to anybody. */
function used(decided: Decided, variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { document, operationName } = decided.reduction;
  const operation = document.definitions.find(
    (definition) =>
      definition.kind === 'OperationDefinition' &&
      (operationName === null || definition.name?.value === operationName),
  );
  const definitions = operation?.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
  const names = definitions.map((definition) => definition.variable.name.value);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  );
}
