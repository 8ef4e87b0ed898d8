import { createHash } from 'node:crypto';
import { Kind, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { buildOperationContext } from './apollo.js';
import { executePlan, type ExecutionRun, type ExecutionSchemas } from './execution/execute.js';
import type { Outcome } from './execution/outcome.js';
import type { ExecutablePlan, Plan } from './plan.js';
import type { CompiledPlan } from './planning/compile-plan.js';
import { Planner, type PlannableOperation } from './planning/planner.js';
import { PlanningPool } from './planning/planning-pool.js';
import { buildSupergraph, SupergraphError } from './supergraph-schema.js';
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
}

export interface SupergraphOptions<Context> {
  /**
   * A map stays its maker's: it can serve several supergraphs. What a function makes belongs to this supergraph and is
   * closed with it.
   */
  readonly transports:
    | ReadonlyMap<string, Transport<Context>>
    | ((subgraph: SubgraphAddress) => Transport<Context>);
  readonly planning?: PlanningOptions;
  /** Features linked `for: SECURITY` or `for: EXECUTION` that the caller enforces itself, as versioned URLs. */
  readonly enforcedFeatures?: readonly string[];
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
  /**
   * Plans a document that is valid against `apiSchema`, or finds its plan. `key` must differ whenever the document or
   * the operation name does.
   *
   * @throws PlanningError
   * @throws the signal's reason when it aborts first
   */
  plan(operation: PlannableOperation, options?: { readonly signal?: AbortSignal }): Promise<Plan>;
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

/**
 * Reads a Federation 2 supergraph and makes it ready: when this resolves, a planner runs in its own thread.
 *
 * @param sdl the supergraph schema as composition wrote it
 * @throws SupergraphError when it cannot be read, planned on, or reached (a subgraph without transport); nothing is
 * left running then.
 */
export async function loadSupergraph<Context>(
  sdl: string,
  { transports, planning = {}, enforcedFeatures = [] }: SupergraphOptions<Context>,
): Promise<Supergraph<Context>> {
  const { deadlineMs = 500, coldDeadlineMs = 4 * deadlineMs, workers = 1, queue = 50 } = planning;
  const thread = { sdl, enforcedFeatures };
  const pool = new PlanningPool({ thread, workers, queue, deadlineMs, coldDeadlineMs });
  const made: Transport<Context>[] = [];
  try {
    // First in the planning thread: a bad supergraph then costs this one nothing.
    await pool.start();
    const built = buildSupergraph(sdl, enforcedFeatures);
    const subgraphs = built.subgraphsMetadata().map(({ name, url }) => ({ name, url }));
    const reached = new Map<string, Transport<Context>>();
    for (const subgraph of subgraphs) {
      const transport =
        typeof transports === 'function' ? transports(subgraph) : transports.get(subgraph.name);
      if (transport === undefined) throw new SupergraphError(`Subgraph "${subgraph.name}" has no transport.`);
      if (typeof transports === 'function') made.push(transport);
      reached.set(subgraph.name, transport);
    }
    const plannerApiSchema = built.apiSchema();
    const schemas: ExecutionSchemas = {
      supergraphSchema: built.schema.toGraphQLJSSchema(),
      apiSchema: plannerApiSchema.toGraphQLJSSchema(),
      plannerApiSchema,
    };
    const version = createHash('sha256').update(sdl).digest('hex').slice(0, 12);
    return new LoadedSupergraph({ version, subgraphs, schemas, transports: reached, made, pool, planning });
  } catch (error) {
    await Promise.all([pool.close(), ...made.map((transport) => transport.close())]);
    if (error instanceof SupergraphError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SupergraphError(`The supergraph is refused: ${reason}`, { cause: error });
  }
}

interface Parts<Context> {
  readonly version: string;
  readonly subgraphs: readonly SubgraphAddress[];
  readonly schemas: ExecutionSchemas;
  readonly transports: ReadonlyMap<string, Transport<Context>>;
  readonly made: readonly Transport<Context>[];
  readonly pool: PlanningPool;
  readonly planning: PlanningOptions;
}

class LoadedSupergraph<Context> implements Supergraph<Context> {
  readonly #parts: Parts<Context>;
  readonly #planner: Planner<ExecutablePlan>;
  /** The plans it made, so that another version's plan cannot be executed here. */
  readonly #plans = new WeakSet<Plan>();
  #users = 0;
  #closing: { readonly whenUnused: () => void; readonly done: Promise<void> } | undefined;

  constructor(parts: Parts<Context>) {
    this.#parts = parts;
    const { maxCachedPlans = 1000, maxCachedBytes = 64 * 1024 * 1024, rememberRefusedMs = 60_000 } = parts.planning;
    this.#planner = new Planner({
      pool: parts.pool,
      maxCachedPlans,
      maxCachedBytes,
      rememberRefusedMs,
      finish: (operation, compiled) => this.#finish(operation, compiled),
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

  get subgraphs(): readonly SubgraphAddress[] {
    return this.#parts.subgraphs;
  }

  async plan(operation: PlannableOperation, { signal }: { signal?: AbortSignal } = {}): Promise<Plan> {
    return this.#using(() => this.#planner.plan(operation, signal));
  }

  async execute(plan: Plan, run: ExecutionRun<Context>): Promise<Outcome> {
    if (!this.#plans.has(plan)) throw new Error('The plan was made by another supergraph, or by none.');
    const { schemas, transports } = this.#parts;
    return this.#using(() => executePlan(schemas, transports, plan as ExecutablePlan, run));
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

  #finish({ document, operationName, key }: PlannableOperation, compiled: CompiledPlan): ExecutablePlan {
    const operation = document.definitions.find(
      (node): node is OperationDefinitionNode =>
        node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
    )!;
    const plan: ExecutablePlan = {
      id: createHash('sha256').update(this.version).update(key).digest('hex').slice(0, 16),
      subgraphs: [...new Set(compiled.fetches.map(({ subgraph }) => subgraph))],
      fetches: compiled.fetches.map(({ subgraph, path, entities, operation: text }) => ({
        subgraph,
        path,
        entities,
        operation: text,
      })),
      queryPlan: compiled.queryPlan,
      operation,
      operationContext: buildOperationContext({
        schema: this.apiSchema,
        operationDocument: document,
        ...(operationName ? { operationName } : {}),
      }),
      shapes: new Map(compiled.fetches.map(({ operation: text, shape }) => [text, shape])),
    };
    this.#plans.add(plan);
    return plan;
  }
}
