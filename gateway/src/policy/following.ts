import { gatewayCaller } from '@huitong/contract';
import { Ending, type Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { throwRefused } from './refused.js';

/** A state of a subgraph's that is asked for again and again, and told only when it has another revision. */
export interface FollowedFeed<Feed extends { readonly revision: string }> {
  /** What it is, for the log. */
  readonly what: string;
  readonly subgraph: string;
  readonly transport: Transport<FetchContext>;
  /** Takes the variable `since`. */
  readonly query: string;
  /** Reads an answer's `data`; null where the revision asked with still stands. Throws where it has no such shape. */
  readonly read: (data: unknown) => Feed | null;
  /** Takes in what is new. */
  readonly take: (feed: Feed) => void | Promise<void>;
  /** How often it is asked for, in milliseconds. */
  readonly everyMs: number;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Follows one feed until closed. Never rejects: without an answer what was known stands, and the silence is told. */
export class Following<Feed extends { readonly revision: string }> {
  readonly #feed: FollowedFeed<Feed>;
  readonly #ending = new Ending();
  #since: string | null = null;
  #heardAt = 0;
  #silent = false;
  #asking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(feed: FollowedFeed<Feed>) {
    this.#feed = feed;
  }

  /** Goes on from what an earlier process kept. */
  resume(revision: string, heardAt: number): void {
    this.#since = revision;
    this.#heardAt = heardAt;
  }

  /** Asks for the first time; resolves when that was tried. */
  async begin(): Promise<void> {
    await this.refresh();
    this.#again();
  }

  /** When the last answer came, in milliseconds since 1970-01-01T00:00:00Z; 0 where none ever did. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Asks at once, or waits for the question that is out. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Asks anew, for a question that is out may have been answered before what is to be learned happened. */
  async refreshAnew(): Promise<void> {
    await this.#asking;
    await this.refresh();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending.abort(new Error('The gateway closes.'));
    await this.#asking;
  }

  #again(): void {
    if (this.#ending.aborted) return;
    this.#timer = setTimeout(() => void this.refresh().then(() => this.#again()), this.#feed.everyMs);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    const { what, subgraph, transport, query, read, take, logger, now } = this.#feed;
    const requestId = `${subgraph}-${now()}`;
    try {
      const { data, errors = [] } = await transport.execute(
        { subgraph, query, variables: { since: this.#since } },
        { context: { caller: gatewayCaller(requestId), requestId }, signal: this.#ending },
      );
      throwRefused(errors, subgraph);
      const feed = read(data);
      if (feed) {
        await take(feed);
        this.#since = feed.revision;
        logger.info({ revision: feed.revision }, `${what} taken in`);
      }
      this.#heardAt = now();
      if (this.#silent) logger.info(`${what} is answered again`);
      this.#silent = false;
    } catch (error) {
      if (this.#ending.aborted) return;
      // Once for each silence; a line a second would bury everything else.
      if (!this.#silent) logger.error({ err: error }, `${what} could not be read; the last one stands`);
      this.#silent = true;
    }
  }
}
