import type { TransportFailure } from '@huitong/engine';

/** Remembers since when a subgraph has not answered, across requests and across versions of the supergraph. */
export class SubgraphHealth {
  readonly #failingSince = new Map<string, Date>();

  /**
   * Takes note of one fetch. A client that went away says nothing about the subgraph.
   * @param failure null when it answered.
   */
  note(subgraph: string, failure: TransportFailure | null, now?: Date): void {
    if (failure === 'ABORTED') return;
    if (failure === null) this.#failingSince.delete(subgraph);
    else if (!this.#failingSince.has(subgraph)) this.#failingSince.set(subgraph, now ?? new Date());
  }

  /** The instant of the first failure since the last success, or null. */
  failingSince(subgraph: string): Date | null {
    return this.#failingSince.get(subgraph) ?? null;
  }
}
