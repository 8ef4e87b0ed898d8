import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type FetchContext, signedHttpTransport } from '@huitong/gateway';
import type { Transport } from '@huitong/engine';
import { gatewayCertificateName } from '@huitong/kit';
import type { Logger } from 'pino';
import type { Configuration } from '../configuration.js';
import type { Backends } from './backends.js';
import { inData, readGatewayConnection } from './dataFolder.js';
import { indexing, subgraphNames } from './subgraphs.js';
import { signingKeysOf } from './envelopeKeys.js';
import { reread } from './reread.js';
import { isReady, openTls, tlsTo } from './tls.js';

const bin = fileURLToPath(new URL('../../bin/huitong.js', import.meta.url));
/** One that dies is noticed at once; this is for one that hangs. A busy machine may need a minute for six. */
const startWithinMilliseconds = 120_000;
const longestPauseMilliseconds = 5_000;

/** What a child tells its parent once it listens. */
export interface Listening {
  readonly listening: number;
}

/** One subgraph in a process of its own, started again when it dies. */
class SupervisedSubgraph {
  #child: ChildProcess | null = null;
  #port = 0;
  #stopping = false;
  #failures = 0;
  #siblings: string | null = null;

  constructor(
    readonly name: string,
    readonly configuration: Configuration,
    readonly log: Logger,
  ) {}

  /** Port on the loopback interface; stays the same across restarts. */
  get port(): number {
    return this.#port;
  }

  /** @param siblings where the subgraphs are that this one needs; see the setting `subgraphs`. */
  async start(siblings: string | null = this.#siblings): Promise<void> {
    this.#siblings = siblings;
    const { data, logLevel, tls } = this.configuration;
    const child = spawn(
      process.execPath,
      [
        ...[bin, 'subgraph', this.name, '--port', String(this.#port), '--log-level', logLevel],
        ...['--connection', inData(data).connection(this.name)],
        ...(siblings === null ? [] : ['--subgraphs', siblings]),
        ...(tls === undefined ? [] : ['--tls', join(tls, this.name)]),
      ],
      // Its own process group: Ctrl-C reaches the parent alone, which stops the children in order.
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
    );
    this.#child = child;
    child.once('exit', (code, signal) => void this.#died(code, signal));
    const gone = new AbortController();
    child.once('exit', (code, signal) => gone.abort(`it ended (${signal ?? `exit code ${code}`})`));
    const timeout = AbortSignal.timeout(startWithinMilliseconds);
    const ended = AbortSignal.any([timeout, gone.signal]);
    const [message] = (await once(child, 'message', { signal: ended }).catch((cause: unknown) => {
      const seconds = startWithinMilliseconds / 1000;
      const why = gone.signal.aborted ? String(gone.signal.reason) : `it was not there within ${seconds} s`;
      throw new Error(`The subgraph ${this.name} did not start: ${why}. What it logged stands above.`, {
        cause,
      });
    })) as [Listening];
    this.#port = message.listening;
    this.#failures = 0;
  }

  async #died(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    this.#child = null;
    if (this.#stopping || this.#port === 0) return;
    this.log.error({ subgraph: this.name, code, signal }, 'a subgraph ended and is started again');
    await pause(Math.min(longestPauseMilliseconds, 100 * 2 ** this.#failures++));
    if (this.#stopping) return;
    await this.start().catch((error: unknown) =>
      this.log.error({ err: error, subgraph: this.name }, 'did not start'),
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), this.configuration.grace * 1000 + 2000);
    await exited;
    clearTimeout(forced);
  }

  /** pid of the running process; null between two. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }
}

/** Runs each subgraph as a process of its own on a loopback port, supervised. */
export async function openChildren(configuration: Configuration, log: Logger): Promise<Backends> {
  const folder = configuration.tls;
  const tls = await openTls(folder && join(folder, gatewayCertificateName), gatewayCertificateName, { log });
  const protocol = tls ? 'https' : 'http';
  const children = subgraphNames.map((name) => new SupervisedSubgraph(name, configuration, log));
  try {
    // The holder of the index first: the others are told its address, which stays.
    const index = children.find(({ name }) => name === indexing) as SupervisedSubgraph;
    await index.start();
    const siblings = `${indexing}=${protocol}://127.0.0.1:${index.port}`;
    await Promise.all(children.filter((child) => child !== index).map((child) => child.start(siblings)));
  } catch (error) {
    await Promise.all(children.map((child) => child.stop()));
    throw error;
  }
  for (const { name, pid, port } of children) log.info({ subgraph: name, pid, port }, 'subgraph runs');
  const timeoutMs = configuration.subgraphTimeout * 1000;
  const path = inData(configuration.data).connection('gateway');
  const keys = await reread('envelope keys', async () => signingKeysOf(await readGatewayConnection(path)), {
    ...{ log, say: (map) => JSON.stringify([...map]) },
  });
  const transports = new Map<string, Transport<FetchContext>>(
    children.map(({ name, port }) => {
      const key = () => [keys.current().get(name) as Buffer];
      const url = `${protocol}://127.0.0.1:${port}/graphql`;
      const way = tlsTo(tls, name);
      return [
        name,
        signedHttpTransport({ subgraph: name, url, key, timeoutMs, ...(way ? { tls: way } : {}) }),
      ];
    }),
  );
  return {
    transports,
    async waiting() {
      const ready = await Promise.all(
        children.map(({ name, port }) => isReady(`${protocol}://127.0.0.1:${port}`, tlsTo(tls, name))),
      );
      return children.filter((_, index) => !ready[index]).map(({ name }) => name);
    },
    async close() {
      keys.close();
      tls?.close();
      await Promise.all([...transports.values()].map((transport) => transport.close()));
      await Promise.all(children.map((child) => child.stop()));
    },
  };
}
