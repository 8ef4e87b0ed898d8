import type { FetchContext } from '@huitong/gateway';
import type { Transport } from '@huitong/engine';

/** The subgraphs as the gateway reaches them, in this process or in others. */
export interface Backends {
  readonly transports: ReadonlyMap<string, Transport<FetchContext>>;
  /** Names of subgraphs that do not answer at the moment. */
  waiting(): Promise<string[]>;
  close(): Promise<void>;
}
