import { gatewayCaller } from '@huitong/contract';
import { Ending, type Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import { GatewayRefused, throwRefused } from './refused.js';
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
  /** Reported, and still in the spool. */
  #done = 0;
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
    while (this.#waiting.length > 0) {
      const records = this.#waiting.slice(0, batchSize);
      const reported = await this.#report(records);
      if (reported === 'AWAY') return;
      if (reported === 'TAKEN') await this.#forget(records.length);
      else if (!(await this.#sendSingly(records))) return;
    }
  }

  /** One by one, so that what `sharing` refuses holds up nothing else; false where it does not answer. */
  async #sendSingly(records: readonly GrantUsage[]): Promise<boolean> {
    for (const record of records) {
      const reported = await this.#report([record]);
      if (reported === 'AWAY') return false;
      if (reported === 'REFUSED') {
        const { requestId, grantId } = record;
        // The decision log has it; here it could only be refused for ever.
        this.#options.logger.error({ requestId, grantId }, 'a use of a grant is refused and left out');
      }
      await this.#forget(1);
    }
    return true;
  }

  async #report(records: readonly GrantUsage[]): Promise<'TAKEN' | 'REFUSED' | 'AWAY'> {
    const { subgraph, transport, logger } = this.#options;
    const requestId = `usage-${records[0]?.requestId ?? ''}`;
    try {
      const { errors = [] } = await transport.execute(
        { subgraph, query: mutation, variables: { records } },
        { context: { caller: gatewayCaller(requestId), requestId }, signal: this.#ending },
      );
      throwRefused(errors);
    } catch (error) {
      if (error instanceof GatewayRefused && error.isOfContent) return 'REFUSED';
      if (!this.#failed) logger.error({ err: error }, 'the use of grants could not be reported; it is kept');
      this.#failed = true;
      return 'AWAY';
    }
    if (this.#failed) logger.info('the use of grants is reported again');
    this.#failed = false;
    return 'TAKEN';
  }

  /**
   * The spool is written anew when at least half of it is done, so that a long backlog costs no more than a few times
   * its length; what a crash leaves in it too much is counted once by `sharing`.
   */
  async #forget(count: number): Promise<void> {
    this.#waiting.splice(0, count);
    this.#done += count;
    if (this.#done < this.#waiting.length) return;
    this.#done = 0;
    await this.#options.spool.keepOnly(this.#waiting);
  }
}
