import type { GraphQLSchema } from 'graphql';
import type { Authorization } from './authorization/authorization.js';
import type { EndingSignal } from './ending.js';
import type { ExecutionRun } from './execution/execution.js';
import type { Outcome } from './execution/outcome.js';
import type { EngineKind } from './executor.js';
import type { Plan } from './plan.js';
import type { PlannableOperation } from './planning/planner.js';
import type { Transport } from './transport/transport.js';

export interface SubgraphAddress {
  readonly name: string;
  /** As written in the supergraph; may be empty. */
  readonly url: string;
}

/** Bounds on planning. Each has a default that suits a gateway on two cores. */
export interface PlanningOptions {
  /** A thread is ended when one operation takes longer to plan. Default 500 ms. */
  readonly deadlineMs?: number;
  /** The same for the first operation of a fresh thread, which is several times slower. Default 4 × `deadlineMs`. */
  readonly coldDeadlineMs?: number;
  /** Threads that plan; each holds a planner of its own. Default 1. */
  readonly workers?: number;
  /** Operations that may wait for a thread. Default 50. */
  readonly queue?: number;
  /** Default 1,000 plans. */
  readonly maxCachedPlans?: number;
  /** Estimated memory of the kept plans. Default 64 MiB. */
  readonly maxCachedBytes?: number;
  /** How long a refused key is refused unasked. Default 60,000 ms. */
  readonly rememberRefusedMs?: number;
  /**
   * URL of a module that brings another query planner: it exports `createPlanSource` (`PlanSourceModule` of
   * `@huitong/engine/planning`) and is imported in each planning thread. Default Apollo's planner. Not with `stock`,
   * whose executor takes Apollo's plans only.
   */
  readonly source?: URL;
}

export interface SupergraphOptions<Context> {
  /**
   * A map stays its maker's: it can serve several supergraphs. What a function makes belongs to this supergraph and is
   * closed with it.
   */
  readonly transports:
    ReadonlyMap<string, Transport<Context>> | ((subgraph: SubgraphAddress) => Transport<Context>);
  readonly planning?: PlanningOptions;
  /** Features linked `for: SECURITY` or `for: EXECUTION` that the caller enforces itself, as versioned URLs. */
  readonly enforcedFeatures?: readonly string[];
  /** `stock` runs the plans by Apollo's executor, for comparison. Default `compiled`. */
  readonly engineKind?: EngineKind;
}

/**
 * A loaded supergraph of one version. To swap: load the new one, send new requests to it, `close` the old one; requests
 * under way on the old one, which hold a lease, end there.
 */
export interface Supergraph<Context> {
  /** First 12 hexadecimal digits of the SHA-256 of the SDL. */
  readonly version: string;
  /** What callers see: parse, validate and introspect against this. */
  readonly apiSchema: GraphQLSchema;
  /** The whole supergraph, with `@inaccessible` elements and composed directives on the `astNode`s. */
  readonly schema: GraphQLSchema;
  readonly subgraphs: readonly SubgraphAddress[];
  /** Rules that the supergraph states by `@authenticated`, `@requiresScopes` and `@policy`; null where it has none. */
  readonly authorization: Authorization | null;
  /** Labels of progressive `@override` in the supergraph; whoever plans says which are on. */
  readonly overrideLabels: readonly string[];
  /** The plan of an operation that was planned before, as `plan` finds it, but at once. */
  kept(operation: PlannableOperation): Plan | undefined;
  /**
   * Plans a document that is valid against `apiSchema`, or finds its plan. `key` must differ whenever the document or
   * the operation name does. Where there is an `authorization`, `denials` are those that the document was reduced by.
   *
   * @throws PlanningError
   * @throws the signal's reason when it aborts first
   */
  plan(operation: PlannableOperation, options?: { readonly signal?: EndingSignal }): Promise<Plan>;
  /**
   * Executes a plan of this supergraph. Failures of subgraphs are in the outcome, not thrown.
   *
   * @throws VariablesError
   * @throws ExecutionAborted within 100 ms of the signal's abort
   */
  execute(plan: Plan, run: ExecutionRun<Context>): Promise<Outcome>;
  /** Keeps the supergraph open until the returned function is called: a request takes one for all its stages. */
  lease(): () => void;
  /** Waits for leases, plannings and executions, then stops planning and closes the transports it made itself. */
  close(): Promise<void>;
}
