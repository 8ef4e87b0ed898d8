import { feedIn, isText, isTexts, listOf, required, secondsOf } from './feedShape.js';

/** An incident that is open, as the gateway learns of it (突发事件应对法 arts 83–85). */
export interface OpenIncident {
  readonly id: string;
  /** 1 特别重大, the gravest, to 4 一般. */
  readonly level: number;
  /** Division codes of its area. */
  readonly divisions: readonly string[];
  /** Since when it is on record, in seconds since 1970-01-01T00:00:00Z. */
  readonly openedAt: number;
}

/** The incidents that may open emergency rules now. */
export interface IncidentFeed {
  readonly revision: string;
  readonly incidents: readonly OpenIncident[];
}

/** The question; `since` is the revision that is known, and the answer null while it stands. */
export const incidentFeedQuery = `query HuitongOpenIncidents($since: String) {
  openIncidents(since: $since) { revision incidents { id level divisions openedAt } }
}`;

const isLevel = (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 4;

/**
 * Reads the answer to {@link incidentFeedQuery}.
 * @param data the answer's `data`.
 * @returns null where the revision asked with still stands.
 * @throws Error when it has not the shape of a feed; what was known before goes on then.
 */
export function readIncidentFeed(data: unknown): IncidentFeed | null {
  const feed = feedIn(data, 'openIncidents');
  return (
    feed && {
      revision: required(feed['revision'], isText, 'revision'),
      incidents: listOf(feed['incidents'], 'incidents', (item) => ({
        id: required(item['id'], isText, 'incident.id'),
        level: required(item['level'], isLevel, 'incident.level'),
        divisions: required(item['divisions'], isTexts, 'incident.divisions'),
        openedAt: secondsOf(item['openedAt'], 'incident.openedAt'),
      })),
    }
  );
}

/** An emergency access that `sharing` has on record as open. */
export interface RecordedAccess {
  readonly rule: string;
  readonly incident: string;
  /** Digest of what it opens, as the gateway stated it. */
  readonly terms: string;
}

/** What the gateway reports of one rule and one incident. */
export interface EmergencyAccessReport {
  readonly rule: string;
  readonly incident: string;
  readonly level: number;
  readonly divisions: readonly string[];
  readonly coordinates: readonly string[];
  readonly unmask: boolean;
  readonly terms: string;
  /** ISO 8601 instants. */
  readonly openedAt: string;
  readonly endedAt: string | null;
}

const grantPrefix = 'emergency';

/** Id of the grant that a rule makes while an incident is open; the same at every gateway. */
export const emergencyGrantId = (rule: string, incident: string): string =>
  `${grantPrefix}:${rule}:${incident}`;

/** The rule and the incident of such a grant; null for any other grant's id. */
export function emergencyOf(grant: string): { readonly rule: string; readonly incident: string } | null {
  const [prefix, rule, incident] = grant.split(':');
  return prefix === grantPrefix && rule && incident ? { rule, incident } : null;
}
