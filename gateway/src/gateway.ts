import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { refusal } from '@huitong/contract';
import { contractOf, loadSupergraph } from '@huitong/engine';
import { Admission } from './admission.js';
import { loadPages } from './http/pages.js';
import { createHttpServer } from './http/server.js';
import { type RunningPolicy, runPolicy } from './policy/policy.js';
import { AutomaticOperations, automaticLimits } from './persisted/automatic.js';
import { warmUp } from './persisted/warmUp.js';
import { tokenVerifier } from './identity/tokens.js';
import { createMetrics, pageOf, type Metrics, type MetricsSnapshot } from './metrics.js';
import {
  defaultCompression,
  defaultLimits,
  type FetchContext,
  type GatewayOptions,
  type Readiness,
} from './options.js';
import { answer, type PipelineServices, refuse } from './pipeline.js';
import { serve, type Served } from './served.js';
import { SubgraphHealth } from './subgraphHealth.js';

/** What a gateway is doing. */
export type GatewayState =
  | { readonly phase: 'ready'; readonly version: string; readonly port: number | null }
  | { readonly phase: 'closing'; readonly version: string }
  | { readonly phase: 'closed' };

/** A supergraph that is loaded and answers nobody yet. Either function ends it; the other does nothing then. */
export interface PreparedSwap {
  readonly version: string;
  /** Brings it in; the one in use until now is closed behind its last request. */
  commit(): void;
  /** Lets go of it. */
  discard(): Promise<void>;
}

/** A gateway that has loaded its supergraph. */
export interface Gateway {
  readonly state: GatewayState;
  /**
   * Begins to listen.
   * @param address port 0 takes a free one.
   * @throws Refusal PORT_TAKEN.
   */
  listen(address: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>;
  /**
   * Brings in another supergraph. Requests under way end on the one they began with.
   * @throws Refusal SUPERGRAPH_INVALID; the one in use stays.
   */
  swap(supergraph: string): Promise<{ readonly version: string }>;
  /**
   * Loads another supergraph beside the one in use and warms it up, to be brought in at once when every gateway of
   * several has one.
   * @throws Refusal SUPERGRAPH_INVALID.
   */
  prepare(supergraph: string): Promise<PreparedSwap>;
  /** This process's metrics, to be added up with those of its siblings. */
  metrics(): Promise<MetricsSnapshot>;
  /** Lets nobody in any more, waits for those inside, then closes. Default grace 10,000 ms. */
  close(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * Loads the supergraph and makes the gateway around it; it listens when told to.
 * @throws Refusal SUPERGRAPH_INVALID.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  if (options.sharing && (options.identity.mode !== 'jwt' || !options.decisionLog)) {
    throw refusal('SETTING_INVALID', {
      message: 'Sharing rules need an identity and a decision log.',
      at: 'sharing',
    });
  }
  if (options.persisted?.safelist && !options.persisted.manifest) {
    throw refusal('SETTING_INVALID', { message: 'A safelist needs a list of operations.', at: 'safelist' });
  }
  const policy = await startPolicy(options);
  try {
    return new RunningGateway(options, { served: await load(options, options.supergraph), policy });
  } catch (error) {
    await policy?.close();
    throw error;
  }
}

async function startPolicy({ policy, transports, logger }: GatewayOptions): Promise<RunningPolicy | null> {
  if (!policy) return null;
  const transportOf = (subgraph: string) => {
    const transport = typeof transports === 'function' ? undefined : transports.get(subgraph);
    if (transport) return transport;
    throw refusal('SETTING_INVALID', {
      message: `The sharing rules come from subgraph ${subgraph}, to which there is no way.`,
      at: 'policy',
    });
  };
  return runPolicy(policy, { transportOf, logger });
}

const defaultWarmUpMs = 10_000;

async function load(options: GatewayOptions, sdl: string): Promise<Served> {
  const { transports, planning, engineKind, sharing, contract } = options;
  try {
    const supergraph = await loadSupergraph<FetchContext>(contract ? contractOf(sdl, contract) : sdl, {
      transports,
      ...(planning ? { planning } : {}),
      ...(engineKind ? { engineKind } : {}),
    });
    try {
      // Rules are compiled in a turn of their own: requests on the version in use are answered meanwhile.
      await nextTurn();
      const served = serve(supergraph, sharing);
      await nextTurn();
      await warmUp(served, {
        limits: { ...defaultLimits, ...options.limits },
        production: options.production,
        manifest: options.persisted?.manifest ?? null,
        warmUpMs: options.persisted?.warmUpMs ?? defaultWarmUpMs,
        logger: options.logger,
      });
      return served;
    } catch (error) {
      await supergraph.close();
      throw error;
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
    throw refusal('SUPERGRAPH_INVALID', {
      message: `The supergraph cannot be used: ${reason}`,
      cause: error,
    });
  }
}

class RunningGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #admission: Admission;
  readonly #metrics: Metrics;
  readonly #server: Server;
  #served: Served;
  readonly #policy: RunningPolicy | null;
  #looking: Promise<Readiness> | null = null;
  #port: number | null = null;
  #closed: Promise<void> | null = null;
  #phase: GatewayState['phase'] = 'ready';
  /** Swaps wait for each other, so that the last one asked for is the one in use. */
  #swapping: Promise<unknown> = Promise.resolve();
  readonly #draining = new Set<Promise<void>>();

  constructor(
    options: GatewayOptions,
    { served, policy }: { readonly served: Served; readonly policy: RunningPolicy | null },
  ) {
    const { identity, sharing, production, logger, persisted = {} } = options;
    const limits = { ...defaultLimits, ...options.limits };
    this.#options = options;
    this.#served = served;
    this.#policy = policy;
    this.#admission = new Admission(limits.inFlight);
    this.#metrics = createMetrics(() => this.#admission.inFlight);
    const services: PipelineServices = {
      admission: this.#admission,
      current: () => this.#served,
      tokens: identity.mode === 'jwt' ? tokenVerifier(identity) : null,
      decisions: options.decisionLog,
      limits,
      sharing,
      policy,
      unauthorized: options.unauthorized ?? 'filter',
      cost: options.cost ?? 'estimate',
      production,
      introspection: options.introspection ?? !production,
      persisted: {
        manifest: persisted.manifest ?? null,
        safelist: persisted.safelist ?? false,
        automatic: new AutomaticOperations(
          persisted.safelist
            ? null
            : persisted.automatic === undefined
              ? automaticLimits
              : persisted.automatic,
        ),
      },
      departments: new Map(options.departments.map((department) => [department.name, department])),
      health: new SubgraphHealth(),
      metrics: this.#metrics,
      logger,
    };
    this.#server = createHttpServer({
      answer: (exchange) => answer(exchange, services),
      refuse: (exchange, thrown) => refuse(exchange, thrown, services),
      readiness: () => this.#readiness(),
      metrics: async () => (options.siblings ? pageOf(await options.siblings()) : this.#metrics.page()),
      compression: options.compression === undefined ? defaultCompression : options.compression,
      pages: loadPages(options.pages),
      logger,
    });
  }

  get state(): GatewayState {
    if (this.#phase === 'closed') return { phase: 'closed' };
    const { version } = this.#served.supergraph;
    return this.#phase === 'closing'
      ? { phase: 'closing', version }
      : { phase: 'ready', version, port: this.#port };
  }

  /** One look at a time, however many ask: a stranger may ask, and each look costs every department a statement. */
  async #readiness(): Promise<Readiness> {
    if (this.#phase !== 'ready') return { ready: false, waiting: ['gateway'] };
    if (!this.#options.ready) return { ready: true, waiting: [] };
    this.#looking ??= this.#options.ready().finally(() => (this.#looking = null));
    return this.#looking;
  }

  async listen({ host, port }: { host: string; port: number }): Promise<{ port: number }> {
    await new Promise<void>((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE' ? refusal('PORT_TAKEN', { at: `port ${port}`, cause: error }) : error,
        );
      this.#server.once('error', failed);
      this.#server.listen(port, host, () => {
        this.#server.off('error', failed);
        resolve();
      });
    });
    this.#port = (this.#server.address() as AddressInfo).port;
    return { port: this.#port };
  }

  swap(supergraph: string): Promise<{ version: string }> {
    const swapped = this.#swapping.then(() => this.#swap(supergraph));
    this.#swapping = swapped.catch(() => undefined);
    return swapped;
  }

  async #swap(sdl: string): Promise<{ version: string }> {
    const prepared = await this.prepare(sdl);
    prepared.commit();
    return { version: prepared.version };
  }

  metrics(): Promise<MetricsSnapshot> {
    return this.#metrics.snapshot();
  }

  async prepare(sdl: string): Promise<PreparedSwap> {
    if (this.#phase !== 'ready') throw refusal('SHUTTING_DOWN');
    let next: Served | null;
    try {
      next = await load(this.#options, sdl);
    } catch (error) {
      this.#metrics.swapped('refused');
      throw error;
    }
    const { version } = next.supergraph;
    const take = () => {
      const taken = next;
      next = null;
      return taken;
    };
    return {
      version,
      commit: () => {
        const taken = take();
        if (!taken) return;
        const previous = this.#served;
        this.#served = taken;
        this.#metrics.swapped('done');
        this.#options.logger.info({ version }, 'the supergraph was swapped');
        this.#drain(previous);
      },
      discard: async () => {
        const taken = take();
        if (!taken) return;
        this.#metrics.swapped('refused');
        await taken.supergraph.close();
      },
    };
  }

  /** Closes a version behind the requests that still hold a lease on it. */
  #drain(served: Served): void {
    const { logger } = this.#options;
    const done = served.supergraph
      .close()
      .catch((error: unknown) => logger.error({ err: error }, 'an old supergraph did not close'))
      .finally(() => this.#draining.delete(done));
    this.#draining.add(done);
  }

  close({ graceMs = 10_000 }: { graceMs?: number } = {}): Promise<void> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  async #close(graceMs: number): Promise<void> {
    this.#phase = 'closing';
    this.#admission.stop();
    // Still listening: who comes now is told so with 503, which a balancer understands, and not with a reset.
    const drained = await this.#admission.drained(graceMs);
    if (!drained) this.#options.logger.warn('requests were still under way when the grace ended');
    const stopped = new Promise<void>((resolve) => {
      if (this.#port === null) resolve();
      else this.#server.close(() => resolve());
    });
    // The last answers are on their way out; connections kept open for more are not.
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), drained ? 500 : 0);
    await stopped;
    clearTimeout(cut);
    await this.#swapping;
    await this.#policy?.close();
    this.#drain(this.#served);
    await Promise.all(this.#draining);
    await this.#options.decisionLog?.close();
    this.#phase = 'closed';
  }
}
