import { readFile } from 'node:fs/promises';
import { type PolicyFeed, readPolicyFeed, statedPolicyFeed } from '@huitong/contract';
import type { Logger } from 'pino';
import { writeDurably } from '../records/durably.js';

/** A policy and when it was last heard to hold, in milliseconds since 1970-01-01T00:00:00Z. */
export interface KeptPolicy {
  readonly feed: PolicyFeed;
  readonly heardAt: number;
}

/** Where the last policy is kept. */
export interface PolicyStore {
  /** Null when there is none, or none that can be read. */
  read(): Promise<KeptPolicy | null>;
  write(kept: KeptPolicy): Promise<void>;
}

/** Throws where the file holds no policy, or one of another version's shape. */
function keptIn(text: string): KeptPolicy {
  const { heardAt, answer } = JSON.parse(text) as { readonly heardAt?: unknown; readonly answer?: unknown };
  const feed = readPolicyFeed(answer);
  if (!feed || typeof heardAt !== 'number') throw new Error('It holds no policy.');
  return { feed, heardAt };
}

/**
 * Keeps the last policy in a file (mode 0600), so that a gateway that starts while `sharing` is away refuses whom it
 * refused before. It is read with the care that an answer of `sharing` is read with. Neither reading nor writing fails
 * the gateway: the log says what could not be kept.
 */
export function filePolicyStore(path: string, logger: Logger): PolicyStore {
  return {
    async read() {
      try {
        return keptIn(await readFile(path, 'utf8'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
          logger.error({ err: error }, 'the kept sharing policy cannot be read');
        }
        return null;
      }
    },
    async write({ feed, heardAt }) {
      try {
        await writeDurably(path, JSON.stringify({ heardAt, answer: statedPolicyFeed(feed) }));
      } catch (error) {
        logger.error({ err: error }, 'the sharing policy cannot be kept');
      }
    },
  };
}
