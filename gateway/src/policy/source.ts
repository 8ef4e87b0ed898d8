import { type PolicyFeed, policyFeedQuery, readPolicyFeed } from '@huitong/contract';
import type { Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { PolicyBook } from './book.js';
import { Following } from './following.js';
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

const nothing = new PolicyBook({
  revision: 'none',
  grants: [],
  revocations: [],
  disputed: [],
  emergencyRules: [],
  emergencyAccesses: [],
});

/** Reads the policy the first time and goes on asking until closed. Never rejects: without an answer nothing is granted. */
export async function startPolicySource(options: PolicySourceOptions): Promise<PolicySource> {
  const { store, everyMs = 1000, graceMs = 900_000, now = Date.now } = options;
  let book = nothing;
  /** Grants of the last book no longer count; its revocations and its rules for emergencies do. */
  let stale = nothing;
  let last: PolicyFeed | null = null;
  const take = (feed: PolicyFeed) => {
    last = feed;
    book = new PolicyBook(feed);
    stale = new PolicyBook({ ...feed, revision: `${feed.revision} stale`, grants: [] });
  };
  const following = new Following<PolicyFeed>({
    ...{ ...options, what: 'the sharing policy', query: policyFeedQuery, read: readPolicyFeed, everyMs, now },
    async take(feed) {
      take(feed);
      await store?.write({ feed, heardAt: now() });
    },
  });
  const kept = await store?.read();
  if (kept) {
    take(kept.feed);
    following.resume(kept.feed.revision, kept.heardAt);
  }
  await following.begin();
  return {
    current: () => (now() - following.heardAt > graceMs ? stale : book),
    refresh: () => following.refresh(),
    async close() {
      await following.close();
      // What stood unchanged for days was heard a moment ago, and holds for the grace where the next process finds nobody.
      if (store && last) await store.write({ feed: last, heardAt: following.heardAt });
    },
  };
}
