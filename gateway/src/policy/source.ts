import { gatewayCaller, type PolicyFeed, policyFeedQuery, readPolicyFeed } from '@huitong/contract';
import type { Transport } from '@huitong/engine';
import { Ending } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { throwRefused } from './refused.js';
import { PolicyBook } from './book.js';
import type { PolicyStore } from './store.js';

export interface PolicySourceOptions {
  /** Name of the subgraph that holds grants and revocations. */
  readonly subgraph: string;
  readonly transport: Transport<FetchContext>;
  /** Where the last policy survives a restart; null keeps none. */
  readonly store: PolicyStore | null;
  /** How often it is asked whether anything changed, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  /**
   * How long the last answer holds when `sharing` no longer answers, in milliseconds. Default 900,000. Own and
   * unconditional data are read on; grants are not, because a revocation could not be learned.
   */
  readonly graceMs?: number;
  readonly logger: Logger;
  readonly now?: () => number;
}

/** What the gateway knows of grants and revocations, kept up to date. */
export interface PolicySource {
  /** The book that holds now; without grants where none was ever read, or the last is too old. */
  current(): PolicyBook;
  /** Asks at once; resolves when the answer is taken in, whether or not it came. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const nothing = new PolicyBook({ revision: 'none', grants: [], revocations: [], disputed: [] });

/** Reads the policy the first time and goes on asking until closed. Never rejects: without an answer nothing is granted. */
export async function startPolicySource(options: PolicySourceOptions): Promise<PolicySource> {
  const source = new Polling(options);
  await source.begin();
  return source;
}

class Polling implements PolicySource {
  readonly #options: Required<PolicySourceOptions>;
  readonly #ending = new Ending();
  #book = nothing;
  /** Grants of the last book no longer count; its revocations do. */
  #stale: PolicyBook | null = null;
  #heardAt = 0;
  #silent = false;
  #asking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PolicySourceOptions) {
    this.#options = { everyMs: 1000, graceMs: 900_000, now: Date.now, ...options };
  }

  async begin(): Promise<void> {
    const { store } = this.#options;
    const kept = await store?.read();
    if (kept) this.#take(kept.feed, kept.heardAt);
    await this.refresh();
    this.#again();
  }

  current(): PolicyBook {
    const { graceMs, now } = this.#options;
    return this.#stale && now() - this.#heardAt > graceMs ? this.#stale : this.#book;
  }

  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending.abort(new Error('The gateway closes.'));
    await this.#asking;
  }

  #again(): void {
    if (this.#ending.aborted) return;
    this.#timer = setTimeout(() => void this.refresh().then(() => this.#again()), this.#options.everyMs);
    this.#timer.unref();
  }

  #take(feed: PolicyFeed, heardAt: number): void {
    this.#book = new PolicyBook(feed);
    this.#stale = new PolicyBook({ ...feed, revision: `${feed.revision} stale`, grants: [] });
    this.#heardAt = heardAt;
  }

  async #ask(): Promise<void> {
    const { subgraph, transport, store, logger, now } = this.#options;
    const requestId = `policy-${now()}`;
    const since = this.#stale ? this.#book.revision : null;
    try {
      const { data, errors = [] } = await transport.execute(
        { subgraph, query: policyFeedQuery, variables: { since } },
        { context: { caller: gatewayCaller(requestId), requestId }, signal: this.#ending },
      );
      throwRefused(errors);
      const feed = readPolicyFeed(data);
      if (feed) {
        this.#take(feed, now());
        await store?.write({ feed, heardAt: now() });
        logger.info({ revision: feed.revision, grants: feed.grants.length }, 'sharing policy taken in');
      }
      this.#heardAt = now();
      if (this.#silent) logger.info('the sharing subgraph answers again');
      this.#silent = false;
    } catch (error) {
      if (this.#ending.aborted) return;
      // Once for each silence; a line a second would bury everything else.
      if (!this.#silent)
        logger.error({ err: error }, 'the sharing policy could not be read; the last one stands');
      this.#silent = true;
    }
  }
}
