import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import type { PolicyFeed } from '@huitong/contract';
import type { Logger } from 'pino';

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

/**
 * Keeps the last policy in a file (mode 0600), so that a gateway that starts while `sharing` is away refuses whom it
 * refused before. Neither reading nor writing fails the gateway: the log says what could not be kept.
 */
export function filePolicyStore(path: string, logger: Logger): PolicyStore {
  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as KeptPolicy;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
          logger.error({ err: error }, 'the kept sharing policy cannot be read');
        }
        return null;
      }
    },
    async write(kept) {
      const draft = `${path}.${randomUUID()}`;
      try {
        const file = await open(draft, 'wx', 0o600);
        try {
          await file.writeFile(JSON.stringify(kept));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } catch (error) {
        logger.error({ err: error }, 'the sharing policy cannot be kept');
      }
    },
  };
}
