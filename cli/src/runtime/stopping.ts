import type { Logger } from 'pino';

/** Things to close, last opened first. */
export class Stack {
  readonly #closers: { readonly what: string; readonly close: () => Promise<unknown> }[] = [];
  #closing: Promise<void> | null = null;

  constructor(readonly log: Logger) {}

  push(what: string, close: () => Promise<unknown>): void {
    this.#closers.push({ what, close });
  }

  /** Closes everything once, also what comes after a failure. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    for (const { what, close } of this.#closers.reverse()) {
      await close().catch((error: unknown) =>
        this.log.error({ err: error, what }, 'could not be closed in order'),
      );
    }
  }
}

/** Resolves when the operator asks to stop: Ctrl-C, SIGTERM, or a parent that is gone. */
export function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('parent gone'));
  });
}
