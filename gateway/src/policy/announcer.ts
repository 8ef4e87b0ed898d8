import { type EmergencyAccessReport, gatewayCaller, type RecordedAccess } from '@huitong/contract';
import { Ending, type Transport } from '@huitong/engine';
import type { Logger } from 'pino';
import type { FetchContext } from '../options.js';
import type { EmergencyBook, Opening } from './emergency.js';
import { throwRefused } from './refused.js';

export interface AnnouncerOptions {
  /** Name of the subgraph that keeps the record. */
  readonly subgraph: string;
  readonly transport: Transport<FetchContext>;
  /** What is open now; null while that is not known for certain. */
  readonly open: () => EmergencyBook | null;
  /** What is on record as open. */
  readonly recorded: () => readonly RecordedAccess[];
  /** Has the record read again. */
  readonly reread: () => Promise<void>;
  /** How often what is open is held against the record, in milliseconds. Default 1,000. */
  readonly everyMs?: number;
  readonly logger: Logger;
}

/** Tells `sharing`, and through it each provider, which rules incidents hold open, and when they end. */
export interface Announcer {
  close(): Promise<void>;
}

const mutation = `mutation HuitongEmergencyAccess($records: [EmergencyAccessInput!]!) {
  recordEmergencyAccess(records: $records)
}`;
/** Looks after which what was reported, and is still not on record, is reported again. */
const looksBetween = 30;

/**
 * Holds what is open against what is on record, and reports the difference until there is none. Nothing has to be kept
 * for it: a gateway that starts finds what the last one left open, and what was not reported while `sharing` was away
 * is reported when it answers. Access does not wait for it (lives first); each decision is on the gateway's own record.
 */
export function startAnnouncer(options: AnnouncerOptions): Announcer {
  const announcing = new Announcing(options);
  announcing.again();
  return { close: () => announcing.close() };
}

class Announcing {
  readonly #options: AnnouncerOptions;
  readonly #ending = new Ending();
  /** When a difference was first seen, ISO 8601; what is reported late says when it was. */
  readonly #seen = new Map<string, string>();
  #last = '';
  #looks = 0;
  #failed = false;
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AnnouncerOptions) {
    this.#options = options;
  }

  again(): void {
    const { everyMs = 1000 } = this.#options;
    if (this.#ending.aborted) return;
    this.#timer = setTimeout(() => {
      this.#looking = this.#look().then(() => this.again());
    }, everyMs);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#ending.abort(new Error('The gateway closes.'));
    await this.#looking;
  }

  async #look(): Promise<void> {
    const records = this.#differences();
    if (records.length === 0) {
      this.#last = '';
      return;
    }
    const text = JSON.stringify(records);
    this.#looks = text === this.#last ? this.#looks + 1 : 0;
    this.#last = text;
    // Of what was taken and does not show, a rule that sharing no longer has for example, it hears now and then.
    if (!this.#failed && this.#looks % looksBetween !== 0) return;
    await this.#report(records);
  }

  async #report(records: readonly EmergencyAccessReport[]): Promise<void> {
    const { subgraph, transport, reread, logger } = this.#options;
    const requestId = `emergency-${Date.now()}`;
    try {
      const { errors = [] } = await transport.execute(
        { subgraph, query: mutation, variables: { records } },
        { context: { caller: gatewayCaller(requestId), requestId }, signal: this.#ending },
      );
      throwRefused(errors, subgraph);
    } catch (error) {
      if (this.#ending.aborted) return;
      if (!this.#failed)
        logger.error({ err: error }, 'emergency access could not be announced; it is tried again');
      this.#failed = true;
      return;
    }
    this.#failed = false;
    logger.info({ records: records.length }, 'emergency access is announced');
    await reread();
  }

  #differences(): EmergencyAccessReport[] {
    const book = this.#options.open();
    if (!book) return [];
    const keyOf = ({ rule, incident }: { rule: string; incident: string }) => `${rule} ${incident}`;
    const recorded = new Map(this.#options.recorded().map((one) => [keyOf(one), one]));
    const open = new Map(book.openings.map((one) => [`${one.rule.id} ${one.incident.id}`, one]));
    const opened = [...open].filter(([key, { terms }]) => recorded.get(key)?.terms !== terms);
    const ended = [...recorded].filter(([key]) => !open.has(key));
    const names = new Set([...opened.map(([key]) => key), ...ended.map(([key]) => key)]);
    for (const key of this.#seen.keys()) if (!names.has(key)) this.#seen.delete(key);
    return [
      ...opened.map(([key, opening]) => openedReport(opening, this.#firstSeen(key))),
      ...ended.map(([key, access]) => endedReport(access, this.#firstSeen(key))),
    ];
  }

  #firstSeen(key: string): string {
    const seen = this.#seen.get(key) ?? new Date().toISOString();
    this.#seen.set(key, seen);
    return seen;
  }
}

const openedReport = ({ rule, incident, terms }: Opening, openedAt: string): EmergencyAccessReport => ({
  ...{ rule: rule.id, incident: incident.id, level: incident.level, divisions: incident.divisions },
  ...{ coordinates: rule.coordinates, unmask: rule.unmask, terms, openedAt, endedAt: null },
});

const endedReport = ({ rule, incident, terms }: RecordedAccess, endedAt: string): EmergencyAccessReport => ({
  ...{ rule, incident, terms, level: 1, divisions: [], coordinates: [], unmask: false },
  ...{ openedAt: endedAt, endedAt },
});
