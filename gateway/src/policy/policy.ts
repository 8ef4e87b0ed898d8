import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext, PolicyOptions } from '../options.js';
import { type Emergencies, noEmergencies, startEmergencies } from './emergencies.js';
import { defaultQuotas, Quotas } from './quotas.js';
import { type PolicySource, startPolicySource } from './source.js';
import { fileUsageSpool, noSpool } from './spool.js';
import { filePolicyStore } from './store.js';
import { startUsageReporter, type UsageReporter } from './usage.js';

/** The running side of the sharing rules: who holds what now, what was used of it, and where that is reported. */
export interface RunningPolicy {
  readonly source: PolicySource;
  readonly emergencies: Emergencies;
  readonly quotas: Quotas;
  readonly usage: UsageReporter;
  /** Reports what is left, then stops. */
  close(): Promise<void>;
}

/** What following the rules takes. */
interface PolicyServices {
  /** The way to a subgraph. Throws Refusal SETTING_INVALID where there is none. */
  readonly transportOf: (subgraph: string) => Transport<FetchContext>;
  readonly logger: Logger;
}

/** Starts to follow the sharing rules of today. */
export async function runPolicy(
  { subgraph, incidents, directory, everyMs, graceMs, quotas }: PolicyOptions,
  { transportOf, logger }: PolicyServices,
): Promise<RunningPolicy> {
  const transport = transportOf(subgraph);
  if (directory !== null) await mkdir(directory, { recursive: true, mode: 0o700 });
  const way = { subgraph, transport, logger, ...(everyMs === undefined ? {} : { everyMs }) };
  const store = directory === null ? null : filePolicyStore(join(directory, 'policy.json'), logger);
  const spool = directory === null ? noSpool : await fileUsageSpool(join(directory, 'usage.jsonl'), logger);
  const grace = graceMs === undefined ? {} : { graceMs };
  const source = await startPolicySource({ ...way, store, ...grace });
  const emergencies =
    incidents === undefined
      ? noEmergencies
      : await startEmergencies({
          incidents: { subgraph: incidents, transport: transportOf(incidents) },
          rules: { subgraph, transport, source },
          ...{ logger, ...(everyMs === undefined ? {} : { everyMs }), ...grace },
        });
  const usage = await startUsageReporter({ ...way, spool });
  return {
    source,
    emergencies,
    quotas: new Quotas({ ...defaultQuotas, ...quotas }),
    usage,
    async close() {
      await emergencies.close();
      await source.close();
      await usage.close();
    },
  };
}
