import {
  Ending,
  type EndingSignal,
  type EngineError,
  ExecutionAborted,
  type Outcome,
  outcomeOf,
  restoreRefused,
} from '@huitong/engine';
import { type Decided, type Executed, widen } from '../contexts.js';
import { variablesOf } from '../documents.js';
import type { PermittedOperation } from '../sharing/reductions.js';

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

/** How the fetches of an operation are ended. */
interface End {
  readonly signal: EndingSignal;
  readonly abort: (reason: Error) => void;
}

/** A query shares the signal of its exchange, which the client's going away aborts too. */
function endingOf({ operation, exchange }: Decided): End {
  if (operation.operation === 'query') return { signal: exchange.signal, abort: exchange.end };
  const alone = new Ending();
  return { signal: alone, abort: (reason) => alone.abort(reason) };
}

/**
 * Asks the subgraphs, and puts null where something was taken out. A client that goes away ends a query's fetches; a
 * mutation is finished, because half of one is worse than an answer nobody reads.
 * @throws ExecutionAborted when the client went away.
 */
export async function execute(decided: Decided, services: ExecuteServices): Promise<Executed> {
  const { served, plan, variables, caller, exchange, reduction } = decided;
  const ending = endingOf(decided);
  let overtime = false;
  const timer = setTimeout(() => {
    overtime = true;
    ending.abort(new DOMException('The deadline of the operation has passed.', 'TimeoutError'));
  }, services.deadlineMs);
  let outcome: Outcome;
  try {
    outcome = await served.supergraph.execute(plan, {
      variables: used(decided, variables),
      context: { caller, requestId: exchange.requestId },
      signal: ending.signal,
    });
  } catch (error) {
    if (!(error instanceof ExecutionAborted) || !overtime) throw error;
    outcome = overdue(decided, error);
  } finally {
    clearTimeout(timer);
  }
  const restored = reduction.shape
    ? restoreRefused(outcome.data, reduction, variables)
    : { data: null, places: new Map() };
  return widen<Decided, Executed>(decided, { outcome, ...restored });
}

/**
 * Without a prototype, for a variable may be called __proto__; made by a constructor, since what `Object.create(null)`
 * makes is a hash table.
 */
const Plain = function () {} as unknown as new () => Record<string, unknown>;
Plain.prototype = Object.create(null) as object;

/** Names of the variables of a reduced operation, found once: the reduction is kept, and its document with it. */
const namesIn = new WeakMap<PermittedOperation, readonly string[]>();

/** A variable that only a refused field used is not sent to anybody. */
function used(
  { reduction }: Decided,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let names = namesIn.get(reduction);
  if (!names) {
    names = variablesOf(reduction.document, reduction.operationName);
    namesIn.set(reduction, names);
  }
  const sent = new Plain();
  for (const name of names) if (Object.hasOwn(variables, name)) sent[name] = variables[name];
  return sent;
}
