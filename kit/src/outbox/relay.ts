import type { Logger } from 'pino';
import { runAsNobody } from '../database/caller.js';
import type { Database } from '../database/database.js';
import { ScopedClient } from '../database/pools.js';
import { withoutValues } from '../subgraph/errors.js';
import { indexChannel } from './entryTable.js';
import type { FeedState, IndexFeed } from './protocol.js';
import { OutboxSource } from './source.js';

/** How often the outbox is looked at when nothing wakes the relay: a notification may be lost. */
const sweepMilliseconds = 1000;
/** How often the index is told that it is up to date. */
const freshMilliseconds = 5000;
/** How often tombstones are looked for; seldom, because an outbox with a few more of them works as well. */
const purgeMilliseconds = 3_600_000;
const firstPauseMilliseconds = 100;
const longestPauseMilliseconds = 5000;

/** A running relay. */
export interface Relay {
  /** Stops; a batch that nobody answers is given up. */
  close(): Promise<void>;
}

export interface RelayOptions {
  readonly subgraph: string;
  /** The owner's database. */
  readonly database: Database;
  /** Address of the owner's app role, for listening. */
  readonly databaseUrl: string;
  readonly feed: IndexFeed;
  readonly log: Logger;
  /** Seconds that a tombstone stays once the index has passed it; seven days unless said. */
  readonly retentionSeconds?: number;
}

/** A pause that can be cut short. */
class Alarm {
  #ring: (() => void) | null = null;
  #rung = false;

  ring(): void {
    this.#rung = true;
    this.#ring?.();
  }

  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#ring = null;
    this.#rung = false;
  }
}

/** Sends one owner's entries on, one batch after another. Knows no time: see {@link startRelay}. */
export class RelaySteps {
  readonly #source: OutboxSource;
  readonly #feed: IndexFeed;
  #state: FeedState | null = null;
  readonly #retentionSeconds: number;
  #freshAt = 0;
  #purgedAt = 0;

  constructor(
    {
      database,
      subgraph,
      feed,
      retentionSeconds = 7 * 86_400,
    }: Pick<RelayOptions, 'database' | 'subgraph' | 'feed' | 'retentionSeconds'>,
    readonly signal?: AbortSignal,
  ) {
    this.#source = new OutboxSource(database, subgraph);
    this.#feed = feed;
    this.#retentionSeconds = retentionSeconds;
  }

  /** Sends what is next. Returns whether there may be more at once. Throws when either side cannot be reached. */
  async step(nowMilliseconds = Date.now()): Promise<boolean> {
    const state = this.#state ?? (await this.#begin());
    // Until it is answered nobody knows whether the batch was applied.
    this.#state = null;
    const { batch, more } = await this.#source.next(state);
    const idle = batch.entries.length === 0 && !batch.ends;
    if (idle && nowMilliseconds - this.#freshAt < freshMilliseconds) {
      this.#state = state;
      return false;
    }
    const answered = await this.#feed.apply(batch, this.signal);
    // Somebody else moved the cursor: a rebuild, or a second relay.
    if (!answered) return true;
    this.#state = answered;
    if (idle) await this.#purge(answered, nowMilliseconds);
    if (batch.upTo || idle) this.#freshAt = nowMilliseconds;
    return more;
  }

  /** Where the index stands has just been answered, so whatever lies at or before it has been passed. */
  async #purge(state: FeedState, nowMilliseconds: number): Promise<void> {
    if (nowMilliseconds - this.#purgedAt < purgeMilliseconds) return;
    await this.#source.purge(state, this.#retentionSeconds);
    this.#purgedAt = nowMilliseconds;
  }

  async #begin(): Promise<FeedState> {
    const state = await this.#feed.state(this.signal);
    return state.position && (await this.#source.knows(state)) ? state : { ...state, position: null };
  }
}

/**
 * Keeps one owner's part of the index up to date for as long as it runs: woken by a notification, looking each
 * second in any case. When the index or the database is away it tries again, at most five seconds apart; the owner's
 * own work never waits for it.
 */
export function startRelay(options: RelayOptions): Relay {
  const { subgraph, log, databaseUrl } = options;
  const stopping = new AbortController();
  const steps = new RelaySteps(options, stopping.signal);
  const alarm = new Alarm();
  const listener = keepListening(databaseUrl, () => alarm.ring());

  const run = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const more = await steps.step();
        if (failures > 0) log.info({ subgraph }, 'the index is fed again');
        failures = 0;
        if (!more && !stopping.signal.aborted) await alarm.wait(sweepMilliseconds);
      } catch (error) {
        if (failures === 0 && !stopping.signal.aborted)
          log.warn({ subgraph, failure: withoutValues(error) }, 'the index is not fed');
        const pause = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** failures);
        failures = Math.min(failures + 1, 10);
        if (!stopping.signal.aborted) await alarm.wait(pause);
      }
    }
  };
  const running = run();
  return {
    async close() {
      stopping.abort();
      alarm.ring();
      await running;
      await listener.close();
    },
  };
}

/** A connection that listens; a lost one is made anew, and meanwhile the sweep does its work. */
function keepListening(databaseUrl: string, wake: () => void) {
  let client: ScopedClient | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const connect = () => {
    const made = new ScopedClient({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 2000,
      keepAlive: true,
    });
    client = made;
    const lost = () => {
      if (client !== made || closed) return;
      client = null;
      retry = setTimeout(connect, longestPauseMilliseconds).unref();
    };
    made.on('notification', wake);
    made.once('end', lost);
    runAsNobody(async () => {
      await made.connect();
      await (made as { query(text: string): Promise<unknown> }).query(`listen ${indexChannel}`);
    }).catch(() => {
      lost();
      void made.end().catch(() => undefined);
    });
  };
  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
