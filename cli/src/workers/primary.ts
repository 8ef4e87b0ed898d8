import { createServer, type AddressInfo } from 'node:net';
import { refusal } from '@huitong/contract';
import { countsOf, type MetricsSnapshot } from '@huitong/gateway';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import { auditSignerOf } from '../runtime/auditLog.js';
import { identityOf, readSupergraph } from '../runtime/gateway.js';
import { Stack, stopRequested } from '../runtime/stopping.js';
import { Slot } from './slot.js';
import { swapAll } from './swapAll.js';

/**
 * Finds the port that the workers will share. Known beforehand, because a worker that comes back later must find the
 * same one, and refused before anything is started.
 */
function choosePort({ host, port }: Configuration): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? refusal('PORT_TAKEN', { at: `--port ${port}`, message: `Port ${port} is taken.`, cause })
          : cause,
      ),
    );
    probe.listen(port, host, () => {
      const chosen = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(chosen));
    });
  });
}

/** How often workers are asked what they have counted: so much is lost at most when one dies. */
const countEveryMs = 2_000;

/** The workers of a gateway and the supergraph that they all serve. */
class Workers {
  readonly #slots: readonly Slot[];
  readonly #log: Logger;
  #supergraph: string;
  /** Counts of workers that are gone, added up. */
  #departed: MetricsSnapshot | null = null;
  #keeping: Promise<void> = Promise.resolve();
  readonly #counting: NodeJS.Timeout;
  /** Swaps wait for each other, so that the last one asked for is the one in use. */
  #swapping: Promise<void> = Promise.resolve();

  constructor(configuration: Configuration, facts: { supergraph: string; port: number; log: Logger }) {
    this.#log = facts.log;
    this.#supergraph = facts.supergraph;
    const services = {
      log: facts.log,
      port: facts.port,
      graceMs: configuration.grace * 1000,
      current: () => this.#supergraph,
      gather: () => this.#gather(),
      departed: (counted: MetricsSnapshot) => this.#keep(counted),
    };
    this.#slots = Array.from({ length: configuration.workers }, (_, index) => new Slot(index + 1, services));
    this.#counting = setInterval(() => void this.#count(), countEveryMs).unref();
  }

  /** @throws the refusal of the first worker that could not start. */
  async start(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.start()));
  }

  async stop(): Promise<void> {
    clearInterval(this.#counting);
    await Promise.all(this.#slots.map((slot) => slot.stop()));
  }

  /** Brings in another supergraph in all workers or in none. */
  swap(read: () => Promise<string>): void {
    this.#swapping = this.#swapping
      .then(async () => this.#swap(await read()))
      .catch((error: unknown) => {
        this.#log.error({ err: error }, 'the supergraph was not swapped; the one in use stays');
      });
  }

  async #swap(supergraph: string): Promise<void> {
    const version = await swapAll(this.#slots, supergraph, () => (this.#supergraph = supergraph));
    this.#log.info({ version }, 'supergraph swapped');
  }

  async #gather(): Promise<readonly MetricsSnapshot[]> {
    const counted = await this.#count();
    return [...counted, ...(this.#departed ? [this.#departed] : [])];
  }

  async #count(): Promise<readonly MetricsSnapshot[]> {
    const counted = await Promise.all(
      this.#slots.filter(({ listening }) => listening).map((slot) => slot.count()),
    );
    return counted.filter((metrics) => metrics !== null);
  }

  /** What a worker had counted when it was asked last stays on the page: a counter must not fall. */
  #keep(counted: MetricsSnapshot): void {
    this.#keeping = this.#keeping
      .then(async () => {
        this.#departed = await countsOf([...(this.#departed ? [this.#departed] : []), counted]);
      })
      .catch((error: unknown) => this.#log.error({ err: error }, 'the counts of a worker were lost'));
  }
}

/**
 * Runs a gateway in several processes that share one port, until it is told to stop. The primary answers no request:
 * it starts workers, starts them again when they die, and sees to it that all serve the same supergraph.
 */
export async function runPrimary(configuration: Configuration, log: Logger): Promise<void> {
  const stack = new Stack(log);
  const stop = stopRequested();
  try {
    // The keys of development are made once, before several processes look for them.
    if (!configuration.open) {
      await identityOf(configuration);
      await auditSignerOf(configuration);
    }
    const supergraph = await readSupergraph(configuration);
    const port = await choosePort(configuration);
    const workers = new Workers(configuration, { supergraph, port, log });
    stack.push('workers', () => workers.stop());
    await workers.start();
    process.on('SIGHUP', () => workers.swap(() => readSupergraph(configuration)));
    process.stdout.write(
      `Huitong gateway listens on http://${configuration.host}:${port}/graphql (${configuration.workers} workers)\n`,
    );
    await stop;
  } finally {
    await stack.close();
  }
}
