import type { Logger } from 'pino';

/** How often files are looked at again. Not by watching: a mounted folder or a link tells nobody of its changes. */
const everyMs = 2_000;

/** What a file says at this moment, for as long as a process runs. */
export interface Reread<T> {
  current(): T;
  /** Looks at once. Never rejects: what cannot be taken is logged, and what was in use stays. */
  now(): Promise<void>;
  close(): void;
}

/**
 * Reads files now and again and again, so that keys and certificates change without a restart.
 * @param what for the log.
 * @param read must give values that JSON can tell apart, and reject what must not be brought into use.
 * @throws what the first reading throws.
 */
export async function reread<T>(
  what: string,
  read: () => Promise<T>,
  {
    log,
    say = JSON.stringify,
    changed,
  }: {
    readonly log: Logger;
    readonly say?: (value: T) => string;
    /** Called with what is new, before it counts as read. */
    readonly changed?: ((value: T) => void) | undefined;
  },
): Promise<Reread<T>> {
  let current = await read();
  let said = say(current);
  /** Logged once, not every two seconds. */
  let failure = '';
  let looking: Promise<void> | null = null;

  const look = async () => {
    try {
      const value = await read();
      failure = '';
      if (say(value) === said) return;
      changed?.(value);
      [current, said] = [value, say(value)];
      log.info({ what }, 'read anew');
    } catch (error) {
      const text = String(error);
      if (text !== failure) log.error({ err: error, what }, 'could not be read anew; what was in use stays');
      failure = text;
    }
  };
  const now = () => (looking ??= look().finally(() => (looking = null)));
  const timer = setInterval(() => void now(), everyMs).unref();
  return { current: () => current, now, close: () => clearInterval(timer) };
}
