import { createHash } from 'node:crypto';
import { Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { Authorization } from './authorization/authorization.js';
import { endedBy, type EndingSignal } from './ending.js';
import type { ExecutionRun } from './execution/execution.js';
import type { Outcome } from './execution/outcome.js';
import type { Executor } from './executor.js';
import type { Plan } from './plan.js';
import { Planner, type PlannableOperation } from './planning/planner.js';
import type { PlanningPool } from './planning/planning-pool.js';
import type { PlanningOptions, SubgraphAddress, Supergraph } from './supergraph.js';
import type { Transport } from './transport/transport.js';

/** What loading hands over: everything is built and running. */
export interface SupergraphParts<Context> {
  readonly version: string;
  readonly subgraphs: readonly SubgraphAddress[];
  readonly schemas: { readonly apiSchema: GraphQLSchema; readonly supergraphSchema: GraphQLSchema };
  readonly overrideLabels: readonly string[];
  readonly authorization: Authorization | null;
  readonly executor: Executor<Context>;
  readonly transports: ReadonlyMap<string, Transport<Context>>;
  readonly made: readonly Transport<Context>[];
  readonly pool: PlanningPool;
  readonly planning: PlanningOptions;
}

/** A supergraph in use: counts its users, and ends when it is closing and the last has left. */
export class LoadedSupergraph<Context> implements Supergraph<Context> {
  readonly #parts: SupergraphParts<Context>;
  readonly #planner: Planner<Plan>;
  /** The plans it made, so that another version's plan cannot be executed here. */
  readonly #plans = new WeakSet<Plan>();
  #users = 0;
  #closing: { readonly whenUnused: () => void; readonly done: Promise<void> } | undefined;

  constructor(parts: SupergraphParts<Context>) {
    this.#parts = parts;
    const {
      maxCachedPlans = 1000,
      maxCachedBytes = 64 * 1024 * 1024,
      rememberRefusedMs = 60_000,
    } = parts.planning;
    this.#planner = new Planner({
      pool: parts.pool,
      maxCachedPlans,
      maxCachedBytes,
      rememberRefusedMs,
      source: (document) => parts.executor.source(document),
      finish: (operation, json) => this.#finish(operation, json),
    });
  }

  get version(): string {
    return this.#parts.version;
  }

  get apiSchema(): GraphQLSchema {
    return this.#parts.schemas.apiSchema;
  }

  get schema(): GraphQLSchema {
    return this.#parts.schemas.supergraphSchema;
  }

  get overrideLabels(): readonly string[] {
    return this.#parts.overrideLabels;
  }

  get authorization(): Authorization | null {
    return this.#parts.authorization;
  }

  get subgraphs(): readonly SubgraphAddress[] {
    return this.#parts.subgraphs;
  }

  kept(operation: PlannableOperation): Plan | undefined {
    this.#mustBeReduced(operation);
    return this.#planner.kept(operation);
  }

  async plan(operation: PlannableOperation, { signal }: { signal?: EndingSignal } = {}): Promise<Plan> {
    this.#mustBeReduced(operation);
    return this.#using(() => this.#planner.plan(operation, signal));
  }

  async execute(plan: Plan, run: ExecutionRun<Context>): Promise<Outcome> {
    if (!this.#plans.has(plan)) throw new Error('The plan was made by another supergraph, or by none.');
    const { executor, transports } = this.#parts;
    const { signal } = run;
    if (!(signal instanceof AbortSignal)) return this.#using(() => executor.execute(plan, transports, run));
    return endedBy(signal, (ending) =>
      this.#using(() => executor.execute(plan, transports, { ...run, signal: ending })),
    );
  }

  #mustBeReduced({ denials }: PlannableOperation): void {
    const { authorization } = this.#parts;
    if (!authorization || authorization.issued(denials)) return;
    throw new Error(
      'The supergraph is protected: reduce the operation by its authorization, and name the denials.',
    );
  }

  lease(): () => void {
    // While others still use it, a closing supergraph is as good as ever.
    if (this.#closing && this.#users === 0) throw new Error('The supergraph is closed.');
    this.#users += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#users -= 1;
      if (this.#users === 0) this.#closing?.whenUnused();
    };
  }

  close(): Promise<void> {
    if (this.#closing === undefined) {
      let whenUnused = (): void => undefined;
      const unused = new Promise<void>((resolve) => (whenUnused = resolve));
      this.#closing = { whenUnused, done: unused.then(() => this.#release()) };
      if (this.#users === 0) whenUnused();
    }
    return this.#closing.done;
  }

  async #release(): Promise<void> {
    const { pool, made } = this.#parts;
    await Promise.all([pool.close(), ...made.map((transport) => transport.close())]);
  }

  async #using<T>(work: () => Promise<T>): Promise<T> {
    const release = this.lease();
    try {
      return await work();
    } finally {
      release();
    }
  }

  #finish({ document, operationName, key }: PlannableOperation, json: string): Plan {
    const operation = document.definitions.find(
      (node): node is OperationDefinitionNode =>
        node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
    )!;
    const id = createHash('sha256').update(this.version).update(key).digest('hex').slice(0, 16);
    const plan = this.#parts.executor.finish({ id, document, operation, operationName, json });
    this.#plans.add(plan);
    return plan;
  }
}
