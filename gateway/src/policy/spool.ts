import { type FileHandle, open } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { GrantUsage } from './usage.js';

/** Where usage waits that was not yet reported. */
export interface UsageSpool {
  /** What an earlier process left; asked once, first. */
  left(): Promise<GrantUsage[]>;
  keep(usage: GrantUsage): void;
  /** Forgets everything but these. */
  keepOnly(usages: readonly GrantUsage[]): Promise<void>;
  close(): Promise<void>;
}

/** Keeps nothing: what is not reported when the process ends stands in the decision log alone. */
export const noSpool: UsageSpool = {
  left: () => Promise.resolve([]),
  keep: () => undefined,
  keepOnly: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const lineOf = (usage: GrantUsage) => `${JSON.stringify(usage)}\n`;

/**
 * Keeps usage in a file of JSON lines (mode 0600), written one after the other behind the answers. It survives the
 * process; the decision log, which survives a loss of power too, holds the same counts.
 */
export async function fileUsageSpool(path: string, logger: Logger): Promise<UsageSpool> {
  const file: FileHandle = await open(path, 'a+', 0o600);
  let writing: Promise<unknown> = Promise.resolve();
  let together: GrantUsage[] | null = null;
  const inTurn = (write: () => Promise<unknown>) => {
    writing = writing
      .then(write)
      .catch((error: unknown) => logger.error({ err: error }, 'usage cannot be kept'));
    return writing;
  };
  return {
    async left() {
      const text = await file.readFile('utf8');
      return text.split('\n').flatMap((line) => {
        try {
          return line === '' ? [] : [JSON.parse(line) as GrantUsage];
        } catch {
          // The last line of a process that was killed while it wrote.
          logger.warn({ bytes: line.length }, 'a torn line of usage is left out');
          return [];
        }
      });
    },
    keep(usage) {
      if (together) {
        together.push(usage);
        return;
      }
      // What comes while the disk is busy is written in one go.
      const batch = [usage];
      together = batch;
      void inTurn(() => {
        if (together === batch) together = null;
        return file.appendFile(batch.map(lineOf).join(''));
      });
    },
    async keepOnly(usages) {
      const lines = usages.map(lineOf).join('');
      // What comes from now on is written behind these.
      together = null;
      await inTurn(async () => {
        await file.truncate(0);
        if (lines !== '') await file.appendFile(lines);
      });
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}
