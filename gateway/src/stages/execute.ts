import { setMaxListeners } from 'node:events';
import { type EngineError, ExecutionAborted, type Outcome } from '@huitong/engine';
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
  return { data: null, errors, fetches };
}

/**
 * Asks the subgraphs, and puts null where something was taken out. A client that goes away ends a query's fetches; a
 * mutation is finished, because half of one is worse than an answer nobody reads.
 * @throws ExecutionAborted when the client went away.
 */
export async function execute(decided: Decided, services: ExecuteServices): Promise<Executed> {
  const { served, plan, variables, caller, exchange, operation, reduction } = decided;
  const deadline = AbortSignal.timeout(services.deadlineMs);
  const signal = operation.operation === 'query' ? AbortSignal.any([exchange.signal, deadline]) : deadline;
  // One listener a fetch, and an operation may have many at once: that is no leak.
  setMaxListeners(0, signal);
  let outcome: Outcome;
  try {
    outcome = await served.supergraph.execute(plan, {
      variables: used(decided, variables),
      context: { caller, requestId: exchange.requestId },
      signal,
    });
  } catch (error) {
    if (!(error instanceof ExecutionAborted) || !deadline.aborted) throw error;
    outcome = overdue(decided, error);
  }
  const restored = reduction.shape
    ? restoreRefused(outcome.data, reduction.shape, variables)
    : { data: outcome.data, places: new Map() };
  return claim<Executed>({ ...decided, outcome, ...restored });
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
