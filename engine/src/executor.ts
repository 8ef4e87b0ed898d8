import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import type { ExecutionRun } from './execution/execution.js';
import type { Outcome } from './execution/outcome.js';
import type { Plan } from './plan.js';
import type { Transport } from './transport/transport.js';

/** Whose executor runs the plans: ours, or Apollo's as the reference. */
export type EngineKind = 'compiled' | 'stock';

/** A planned operation, as it comes from the planning thread. */
export interface PlannedOperation {
  readonly id: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  /** JSON of what the thread made for this kind of executor. */
  readonly json: string;
}

/** Turns what the planning thread made into a plan, and runs it. */
export interface Executor<Context> {
  /** The document as it is planned. */
  source(document: DocumentNode): string;
  finish(planned: PlannedOperation): Plan;
  /**
   * @throws VariablesError
   * @throws ExecutionAborted
   */
  execute(
    plan: Plan,
    transports: ReadonlyMap<string, Transport<Context>>,
    run: ExecutionRun<Context>,
  ): Promise<Outcome>;
}
