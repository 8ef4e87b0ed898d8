import { gatewayCaller } from '@huitong/contract';
import { Ending, type Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { throwRefused } from './refused.js';
import type { UsageSpool } from './spool.js';

/** What one request read under one grant; never a value (政务数据共享条例 art. 29). */
export interface GrantUsage {
  readonly requestId: string;
  readonly grantId: string;
  /** ISO 8601 instant. */
  readonly at: string;
  readonly department: string;
  readonly subject: string;
  readonly coordinates: readonly string[];
  readonly divisions: readonly string[];
  readonly rows: number;
  readonly unmasked: number;
}

export interface UsageReporterOptions {
  readonly subgraph: string;
  readonly transport: Transport<FetchContext>;
  /** Where what was not yet reported survives the process. */
  readonly spool: UsageSpool;
  /** How often what has come together is sent, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  readonly logger: Logger;
}

/** Reports to `sharing` what was read under its grants, where the provider reads it. */
export interface UsageReporter {
  note(usage: GrantUsage): void;
  /** Sends what is there; resolves when that was tried. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Most records of one report. */
const batchSize = 500;
const mutation = `mutation HuitongUsage($records: [SharingUsageInput!]!) { recordSharingUsage(records: $records) }`;

/** Takes up what an earlier process left and goes on reporting until closed. At least once: `sharing` counts each record once. */
export async function startUsageReporter(options: UsageReporterOptions): Promise<UsageReporter> {
  const reporter = new Reporting(options);
  await reporter.begin();
  return reporter;
}

class Reporting implements UsageReporter {
  readonly #options: Required<UsageReporterOptions>;
  readonly #ending = new Ending();
  #waiting: GrantUsage[] = [];
  #sending: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failed = false;

  constructor(options: UsageReporterOptions) {
    this.#options = { everyMs: 1000, ...options };
  }

  async begin(): Promise<void> {
    this.#waiting = await this.#options.spool.left();
    this.#again();
  }

  note(usage: GrantUsage): void {
    this.#waiting.push(usage);
    this.#options.spool.keep(usage);
  }

  flush(): Promise<void> {
    this.#sending ??= this.#send().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.flush();
    this.#ending.abort(new Error('The gateway closes.'));
    await this.#options.spool.close();
  }

  #again(): void {
    this.#timer = setTimeout(() => void this.flush().then(() => this.#again()), this.#options.everyMs);
    this.#timer.unref();
  }

  async #send(): Promise<void> {
    const { subgraph, transport, spool, logger } = this.#options;
    while (this.#waiting.length > 0) {
      const records = this.#waiting.slice(0, batchSize);
      const requestId = `usage-${records[0]?.requestId ?? ''}`;
      try {
        const { errors = [] } = await transport.execute(
          { subgraph, query: mutation, variables: { records } },
          { context: { caller: gatewayCaller(requestId), requestId }, signal: this.#ending },
        );
        throwRefused(errors);
      } catch (error) {
        if (!this.#failed)
          logger.error({ err: error }, 'the use of grants could not be reported; it is kept');
        this.#failed = true;
        return;
      }
      if (this.#failed) logger.info('the use of grants is reported again');
      this.#failed = false;
      this.#waiting.splice(0, records.length);
      await spool.keepOnly(this.#waiting);
    }
  }
}
