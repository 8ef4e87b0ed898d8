/** A worker's place as a swap sees it. */
export interface Swappable {
  /** Whether its worker answers requests. */
  readonly listening: boolean;
  /** Has the worker load a supergraph without serving it. Rejects when it refuses, or dies meanwhile. */
  prepare(supergraph: string): Promise<Prepared>;
  /** Brings a worker that began on an older supergraph to the one in use. */
  catchUp(): Promise<void>;
}

export interface Prepared {
  readonly version: string;
  commit(): void;
  discard(): void;
}

/**
 * Brings a supergraph in in all workers or in none. One worker after the other loads it, because loading takes processor
 * time that the others answer requests with.
 *
 * @param inUse told that all have it, before any of them serves it: a worker that starts now begins with it.
 * @returns its version.
 * @throws the refusal of the first worker that refused; no worker serves it then.
 */
export async function swapAll(
  slots: readonly Swappable[],
  supergraph: string,
  inUse: () => void,
): Promise<string> {
  const ready: Prepared[] = [];
  for (const slot of slots) {
    if (!slot.listening) continue;
    try {
      ready.push(await slot.prepare(supergraph));
    } catch (error) {
      // A worker that died meanwhile has no say: it comes back on what the others serve.
      if (!slot.listening) continue;
      for (const { discard } of ready) discard();
      throw error;
    }
  }
  const [first] = ready;
  if (!first) throw new Error('No worker is there.');
  inUse();
  for (const { commit } of ready) commit();
  await Promise.all(slots.filter(({ listening }) => listening).map((slot) => slot.catchUp()));
  return first.version;
}
