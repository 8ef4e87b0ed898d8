import type { Grant, VerifiedCaller } from '@huitong/contract';
import type { Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import type { SharingPolicy } from '../sharing/policy.js';
import { startAnnouncer } from './announcer.js';
import { EmergencyBook } from './emergency.js';
import { startIncidentSource } from './incidents.js';
import type { PolicySource } from './source.js';

/** What incidents that are open let their command roles read, kept up to date. */
export interface Emergencies {
  grantsOf(caller: VerifiedCaller, rules: SharingPolicy | null, nowSeconds: number): readonly Grant[];
  /**
   * Looks again when a mutation of this gateway's went to the subgraph of incidents: one that was closed by it has
   * ended before the answer says that it is closed. Waits two seconds at most.
   */
  touched(subgraphs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Where nobody says which incidents are open, none is. */
export const noEmergencies: Emergencies = {
  grantsOf: () => [],
  touched: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

interface EmergencyOptions {
  /** Of the subgraph that knows the incidents. */
  readonly incidents: { readonly subgraph: string; readonly transport: Transport<FetchContext> };
  /** Of the subgraph that keeps rules and record. */
  readonly rules: {
    readonly subgraph: string;
    readonly transport: Transport<FetchContext>;
    readonly source: PolicySource;
  };
  readonly everyMs?: number;
  readonly graceMs?: number;
  readonly logger: Logger;
}

const longestWaitMs = 2000;

/** Starts to follow the open incidents, and to announce what they open. */
export async function startEmergencies({
  incidents,
  rules: { source: policy, ...record },
  ...often
}: EmergencyOptions): Promise<Emergencies> {
  const source = await startIncidentSource({ ...incidents, ...often });
  let book = new EmergencyBook([], []);
  let of: readonly unknown[] = [];
  const current = (): EmergencyBook => {
    const parts = [policy.current().emergencyRules, source.open()] as const;
    if (parts.some((part, index) => part !== of[index])) {
      book = new EmergencyBook(...parts);
      of = parts;
    }
    return book;
  };
  const announcer = startAnnouncer({
    ...{ ...record, ...often },
    open: () => (source.isFresh() ? current() : null),
    recorded: () => policy.current().emergencyAccesses,
    reread: () => policy.refresh(),
  });
  return {
    grantsOf: (caller, rules, nowSeconds) =>
      caller.incident === null ? [] : current().grantsOf(caller, { rules, nowSeconds }),
    async touched(subgraphs) {
      if (!subgraphs.includes(incidents.subgraph)) return;
      let timer: NodeJS.Timeout | undefined;
      const longest = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, longestWaitMs);
      });
      await Promise.race([source.refresh(), longest]);
      clearTimeout(timer);
    },
    async close() {
      await announcer.close();
      await source.close();
    },
  };
}
