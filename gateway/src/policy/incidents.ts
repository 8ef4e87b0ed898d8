import { type IncidentFeed, incidentFeedQuery, type OpenIncident, readIncidentFeed } from '@huitong/contract';
import type { Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { Following } from './following.js';

export interface IncidentSourceOptions {
  /** Name of the subgraph that knows which incidents are open. */
  readonly subgraph: string;
  readonly transport: Transport<FetchContext>;
  /** How often it is asked whether anything changed, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  /** How long what was open stays open when it does not answer, in milliseconds. Default 900,000. */
  readonly graceMs?: number;
  readonly logger: Logger;
  readonly now?: () => number;
}

/** Which incidents are open, kept up to date. */
export interface IncidentSource {
  /** Those that are open; none where none were ever read, or the last answer is too old. */
  open(): readonly OpenIncident[];
  /** Whether the last answer is of now: only then is an end an end, and not a silence. */
  isFresh(): boolean;
  /** Asks anew; resolves when the answer is taken in, whether or not it came. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

const none: readonly OpenIncident[] = Object.freeze([]);
/** Looks that may fail before an answer is no longer of now. */
const freshLooks = 10;

/** Asks for the open incidents the first time and goes on asking until closed. Never rejects. */
export async function startIncidentSource(options: IncidentSourceOptions): Promise<IncidentSource> {
  const { everyMs = 1000, graceMs = 900_000, now = Date.now } = options;
  let incidents = none;
  const following = new Following<IncidentFeed>({
    ...{ ...options, what: 'the list of open incidents', query: incidentFeedQuery, read: readIncidentFeed },
    ...{ everyMs, now },
    take(feed) {
      incidents = feed.incidents;
    },
  });
  await following.begin();
  const silence = () => now() - following.heardAt;
  return {
    open: () => (silence() > graceMs ? none : incidents),
    isFresh: () => silence() <= freshLooks * everyMs,
    refresh: () => following.refreshAnew(),
    close: () => following.close(),
  };
}
