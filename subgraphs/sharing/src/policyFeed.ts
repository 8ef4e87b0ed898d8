import { type LoaderScope, refuseUnlessGateway } from '@huitong/kit';
import type {
  PolicyDisputedValue,
  PolicyEmergencyAccess,
  PolicyEmergencyRule,
  PolicyGrant,
  PolicyRevocation,
} from './generated/resolvers.js';

/** The schema's `SharingPolicyFeed`. */
export interface PolicyFeed {
  readonly revision: string;
  readonly grants: PolicyGrant[];
  readonly revocations: PolicyRevocation[];
  readonly disputed: PolicyDisputedValue[];
  readonly emergencyRules: PolicyEmergencyRule[];
  readonly emergencyAccesses: PolicyEmergencyAccess[];
}

const list = (columns: string, from: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_object(${columns}) order by id), '[]') from ${from})`;
/** ISO 8601, as every other instant of the graph. */
const instant = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// One statement, hence one snapshot: a revision never comes with rows of another one.
const text = `select value || '-' || mark as revision,
  ${list(
    `'id', id, 'department', department, 'purpose', purpose, 'coordinates', coordinates, 'divisions', divisions,
     'unmask', unmask, 'incident', incident, 'startsAt', ${instant('starts_at')},
     'expiresAt', ${instant('expires_at')}, 'ratePerMinute', rate_per_minute, 'rowsPerDay', rows_per_day`,
    `sharing_grant where state = 'ACTIVE' and expires_at > now()`,
  )} as grants,
  ${list(`'kind', kind, 'value', value, 'since', ${instant('since')}`, 'revocation where lifted_at is null')}
    as revocations,
  ${list(
    `'caseId', id, 'coordinate', coordinate, 'key', entity_key`,
    `verification_case where state = 'OPEN'`,
  )} as disputed,
  ${list(
    `'id', id, 'incidentLevelAtLeast', incident_level_at_least, 'roles', roles, 'lines', lines,
     'coordinates', coordinates, 'unmask', unmask`,
    'emergency_rule where active',
  )} as "emergencyRules",
  ${list(
    `'rule', rule, 'incident', incident, 'terms', terms`,
    `(select rule_id || ' ' || incident as id, rule_id as rule, incident, min(terms) as terms
      from emergency_access where ended_at is null group by rule_id, incident) as open`,
  )} as "emergencyAccesses"
  from policy_revision where value || '-' || mark is distinct from $1`;

/**
 * Everything that the gateway enforces beyond the schema's own rules.
 * @param since revision of the answer before; null for the first.
 * @returns null while the revision is still that.
 * @throws Refusal FORBIDDEN for anybody but the gateway.
 */
export async function policySince(scope: LoaderScope, since: string | null): Promise<PolicyFeed | null> {
  refuseUnlessGateway(scope.caller);
  const [feed] = await scope.database.query<PolicyFeed>(text, [since], { planned: 'ONCE' });
  return feed ?? null;
}
