import {
  type DepartmentLine,
  departmentLines,
  type DisputedValue,
  type Purpose,
  purposes,
  trustCaller,
  type VerifiedCaller,
} from './caller.js';
import {
  feedIn,
  isCount,
  isOneOf,
  isText,
  isTexts,
  listOf,
  type Plain,
  required,
  secondsOf,
} from './feedShape.js';
import type { RecordedAccess } from './incidentFeed.js';

/** Role under which the gateway itself asks a subgraph; no token may claim it. */
export const gatewayRole = 'GATEWAY';
/** Roles of the house itself: the gateway's, and that under which demo rows are written. No token may claim one. */
export const reservedRoles: readonly string[] = [gatewayRole, 'seed'];
/** Department of the gateway's own requests: no USCC, so that no department can be it. */
export const gatewayDepartment = 'HUITONG-GATEWAY';

/** The gateway as a caller of its own: it owns no row and stands in no division. */
export function gatewayCaller(requestId: string): VerifiedCaller {
  return trustCaller({
    subject: 'gateway',
    kind: 'SYSTEM',
    department: gatewayDepartment,
    line: 'DATA',
    departments: [gatewayDepartment],
    scope: [],
    role: gatewayRole,
    purpose: 'SHARING_ADMINISTRATION',
    grants: [],
    incident: null,
    policyVersion: 'none',
    requestId,
  });
}

/** Whether it is the gateway that asks, and not somebody through it. */
export const isGateway = ({ role, department, kind }: VerifiedCaller): boolean =>
  role === gatewayRole && department === gatewayDepartment && kind === 'SYSTEM';

/** A grant (授权) as the gateway learns of it. Instants are in seconds since 1970-01-01T00:00:00Z. */
export interface PolicyGrant {
  readonly id: string;
  /** USCC of the department that holds it. */
  readonly department: string;
  readonly purpose: Purpose;
  readonly coordinates: readonly string[];
  readonly divisions: readonly string[];
  readonly unmask: boolean;
  readonly incident: string | null;
  readonly startsAt: number;
  readonly expiresAt: number;
  /** Requests in a minute; null without bound. */
  readonly ratePerMinute: number | null;
  /** Rows in a day of Asia/Shanghai; null without bound. */
  readonly rowsPerDay: number | null;
}

export const revocationKinds = ['DEPARTMENT', 'SUBJECT', 'KEY', 'TOKEN'] as const;
export type RevocationKind = (typeof revocationKinds)[number];

/** Somebody or something that is cut off until the revocation is lifted. */
export interface PolicyRevocation {
  readonly kind: RevocationKind;
  /** USCC, subject of a token, `kid` of its key, or its `jti`. */
  readonly value: string;
}

/** What command roles read while an incident is open (突发事件应对法). */
export interface PolicyEmergencyRule {
  readonly id: string;
  /** Level 1 is the gravest; the rule holds for this level and graver ones. */
  readonly incidentLevelAtLeast: number;
  readonly roles: readonly string[];
  readonly lines: readonly DepartmentLine[];
  readonly coordinates: readonly string[];
  readonly unmask: boolean;
}

/** What the gateway must know of `sharing` to decide; asked for anew whenever the revision changes. */
export interface PolicyFeed {
  readonly revision: string;
  readonly grants: readonly PolicyGrant[];
  readonly revocations: readonly PolicyRevocation[];
  readonly disputed: readonly DisputedValue[];
  readonly emergencyRules: readonly PolicyEmergencyRule[];
  /** What `sharing` has on record of rules that incidents hold open. */
  readonly emergencyAccesses: readonly RecordedAccess[];
}

/** The question; `since` is the revision that is known, and the answer null while it stands. */
export const policyFeedQuery = `query HuitongSharingPolicy($since: String) {
  sharingPolicy(since: $since) {
    revision
    grants {
      id department purpose coordinates divisions unmask incident startsAt expiresAt ratePerMinute rowsPerDay
    }
    revocations { kind value }
    disputed { caseId coordinate key }
    emergencyRules { id incidentLevelAtLeast roles lines coordinates unmask }
    emergencyAccesses { rule incident terms }
  }
}`;

const grantOf = (item: Plain): PolicyGrant => ({
  id: required(item['id'], isText, 'grant.id'),
  department: required(item['department'], isText, 'grant.department'),
  purpose: required(item['purpose'], isOneOf(purposes), 'grant.purpose'),
  coordinates: required(item['coordinates'], isTexts, 'grant.coordinates'),
  divisions: required(item['divisions'], isTexts, 'grant.divisions'),
  unmask: required(item['unmask'], (value) => typeof value === 'boolean', 'grant.unmask'),
  incident: required(item['incident'], (value) => value === null || isText(value), 'grant.incident'),
  startsAt: secondsOf(item['startsAt'], 'grant.startsAt'),
  expiresAt: Math.floor(secondsOf(item['expiresAt'], 'grant.expiresAt')),
  ratePerMinute: required(item['ratePerMinute'], isCount, 'grant.ratePerMinute'),
  rowsPerDay: required(item['rowsPerDay'], isCount, 'grant.rowsPerDay'),
});

/**
 * Reads the answer to {@link policyFeedQuery}.
 * @param data the answer's `data`.
 * @returns null where the revision asked with still stands.
 * @throws Error when it has not the shape of a feed; what was known before goes on then.
 */
export function readPolicyFeed(data: unknown): PolicyFeed | null {
  const feed = feedIn(data, 'sharingPolicy');
  if (feed === null) return null;
  const { revision, grants, revocations, disputed, emergencyRules, emergencyAccesses } = feed;
  return {
    revision: required(revision, isText, 'revision'),
    grants: listOf(grants, 'grants', grantOf),
    revocations: listOf(revocations, 'revocations', (item) => ({
      kind: required(item['kind'], isOneOf(revocationKinds), 'revocation.kind'),
      value: required(item['value'], isText, 'revocation.value'),
    })),
    disputed: listOf(disputed, 'disputed', (item) => ({
      caseId: required(item['caseId'], isText, 'disputed.caseId'),
      coordinate: required(item['coordinate'], isText, 'disputed.coordinate'),
      key: required(item['key'], isText, 'disputed.key'),
    })),
    emergencyRules: listOf(emergencyRules, 'emergencyRules', (item) => ({
      id: required(item['id'], isText, 'emergencyRule.id'),
      incidentLevelAtLeast: required(
        item['incidentLevelAtLeast'],
        Number.isSafeInteger,
        'emergencyRule.incidentLevelAtLeast',
      ),
      roles: required(item['roles'], isTexts, 'emergencyRule.roles'),
      lines: required(
        item['lines'],
        (value) => Array.isArray(value) && value.every(isOneOf(departmentLines)),
        'emergencyRule.lines',
      ),
      coordinates: required(item['coordinates'], isTexts, 'emergencyRule.coordinates'),
      unmask: required(item['unmask'], (value) => typeof value === 'boolean', 'emergencyRule.unmask'),
    })),
    emergencyAccesses: listOf(emergencyAccesses, 'emergencyAccesses', (item) => ({
      rule: required(item['rule'], isText, 'emergencyAccess.rule'),
      incident: required(item['incident'], isText, 'emergencyAccess.incident'),
      terms: required(item['terms'], isText, 'emergencyAccess.terms'),
    })),
  };
}

const instantOf = (seconds: number) => new Date(seconds * 1000).toISOString();

/** A feed as an answer to {@link policyFeedQuery} states it, which {@link readPolicyFeed} reads back. */
export function statedPolicyFeed(feed: PolicyFeed): { readonly sharingPolicy: unknown } {
  const grants = feed.grants.map((grant) => ({
    ...grant,
    startsAt: instantOf(grant.startsAt),
    expiresAt: instantOf(grant.expiresAt),
  }));
  return { sharingPolicy: { ...feed, grants } };
}
