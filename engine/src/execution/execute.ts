import type { CompiledPlan } from '../compile/compile-plan.js';
import type { Transport } from '../transport/transport.js';
import { CompiledOutcome } from './compiled-outcome.js';
import { Execution, type ExecutionRun } from './execution.js';
import type { Outcome } from './outcome.js';

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * compile → execute → shape: checks the variables, runs the batches, and leaves completion to the outcome.
 *
 * @throws VariablesError when the variables do not fit the operation
 * @throws ExecutionAborted when the signal ends it
 */
export async function executeCompiled<Context>(
  plan: CompiledPlan,
  transports: ReadonlyMap<string, Transport<Context>>,
  run: ExecutionRun<Context>,
): Promise<Outcome> {
  plan.check(run.variables);
  const decided = plan.decide(run.variables);
  const { completer, introspect } = plan.variant(decided);
  const execution = new Execution(plan, decided, transports, run);
  await execution.start();
  const { root, shared, errors, fetches, isPlain } = execution;
  const introspection = introspect === null ? NOTHING : introspect(run.variables);
  return new CompiledOutcome({ completer, root, introspection, shared, isPlain, errors, fetches });
}
