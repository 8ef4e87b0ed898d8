import { refusal, type VerifiedCaller } from '@huitong/contract';
import type { PolicyBook } from './book.js';
import type { CountedField } from '../sharing/joins.js';
import type { RiskyField } from '../sharing/joinRisks.js';
import { JoinCounts } from './joinCounts.js';
import { Windows } from './windows.js';

/** What one caller may ask for. Zero bounds nothing. */
export interface QuotaLimits {
  /** Requests in a minute. */
  readonly requestsPerMinute: number;
  /** Rows of other departments that lists may give in an hour: who pages through all mines of a city is stopped there. */
  readonly rowsPerHour: number;
}

/** Whoever reads everything does it in bulk exchange, on an agreement of its own. */
export const defaultQuotas: QuotaLimits = Object.freeze({ requestsPerMinute: 12_000, rowsPerHour: 20_000 });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const exceeded = (what: string, seconds: number) =>
  refusal('QUOTA_EXCEEDED', {
    message: `${what} is used up; it begins again in ${seconds} s.`,
    facts: { retryAfterSeconds: seconds },
  });

/** Counts what callers and grants have used, and refuses what is past their bounds. */
export class Quotas {
  readonly #limits: QuotaLimits;
  readonly #requests: Windows;
  readonly #rows: Windows;
  readonly #grantRequests: Windows;
  readonly #grantRows: Windows;
  readonly #joins: JoinCounts;

  constructor(limits: QuotaLimits, now: () => number = Date.now) {
    this.#limits = limits;
    this.#requests = new Windows(minuteMs, now);
    this.#rows = new Windows(hourMs, now);
    this.#grantRequests = new Windows(minuteMs, now);
    this.#grantRows = new Windows(dayMs, now);
    this.#joins = new JoinCounts(now);
  }

  /**
   * Lets a caller's request in. Whoever acts in an incident is not held up for the rows it has read.
   * @throws Refusal QUOTA_EXCEEDED.
   */
  enter(caller: VerifiedCaller): void {
    const { requestsPerMinute, rowsPerHour } = this.#limits;
    const key = `${caller.department} ${caller.subject}`;
    if (requestsPerMinute > 0) {
      const wait = this.#requests.waitFor(key, requestsPerMinute);
      if (wait !== null) throw exceeded(`The quota of ${requestsPerMinute} requests a minute`, wait);
      this.#requests.add(key, 1);
    }
    if (rowsPerHour > 0 && caller.purpose !== 'INCIDENT_RESPONSE') {
      const wait = this.#rows.waitFor(key, rowsPerHour);
      if (wait !== null)
        throw exceeded(`The quota of ${rowsPerHour} rows of other departments an hour`, wait);
    }
  }

  /**
   * Lets a request read under grants.
   * @throws Refusal QUOTA_EXCEEDED.
   */
  allot(grants: readonly string[], book: PolicyBook): void {
    for (const id of grants) {
      const terms = book.terms(id);
      if (!terms) continue;
      const { ratePerMinute, rowsPerDay } = terms;
      const rate = ratePerMinute === null ? null : this.#grantRequests.waitFor(id, ratePerMinute);
      if (rate !== null) throw exceeded(`Grant ${id}: its ${ratePerMinute} requests a minute`, rate);
      const rows = rowsPerDay === null ? null : this.#grantRows.waitFor(id, rowsPerDay);
      if (rows !== null) throw exceeded(`Grant ${id}: its ${rowsPerDay} rows a day`, rows);
    }
    for (const id of grants) this.#grantRequests.add(id, 1);
  }

  /**
   * Lets a request read fields that are dangerous together, as long as its department has not put together as many rows
   * of the group today as the schema allows.
   * @returns places that are rounded from now on, instead of being refused.
   * @throws Refusal QUOTA_EXCEEDED.
   */
  join(caller: VerifiedCaller, fields: readonly CountedField[]): readonly RiskyField[] {
    const past = this.#joins.pastLimit(caller, fields);
    for (const { field, seconds } of past) {
      if (!field.isPlace) {
        throw exceeded(`${field.coordinate}: ${field.limit} rows a day of the group ${field.group}`, seconds);
      }
    }
    return past.map(({ field }) => field);
  }

  /** Counts rows of which fields that are dangerous together were read, by coordinate. */
  joined(caller: VerifiedCaller, fields: readonly CountedField[], rows: ReadonlyMap<string, number>): void {
    this.#joins.add(caller, fields, rows);
  }

  /** Counts rows of other departments that lists gave a caller. */
  listed({ department, subject }: VerifiedCaller, rows: number): void {
    if (rows > 0) this.#rows.add(`${department} ${subject}`, rows);
  }

  /** Counts rows that were read under a grant. */
  readUnder(grant: string, rows: number): void {
    if (rows > 0) this.#grantRows.add(grant, rows);
  }
}
