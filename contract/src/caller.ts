/** The lines of departments (条线) of the prelude's `DepartmentLine`. */
export const departmentLines = [
  'SAFETY_COMMITTEE',
  'EMERGENCY',
  'ENERGY',
  'FIRE',
  'WATER',
  'ECOLOGY',
  'NATURAL_RESOURCES',
  'CIVIL_AFFAIRS',
  'PUBLIC_SECURITY',
  'FORESTRY',
  'DATA',
  'AUDIT',
  'TOWNSHIP',
] as const;
export type DepartmentLine = (typeof departmentLines)[number];

/** The purposes of the prelude's `Purpose`: part of every token and every record (政务数据共享条例 art. 20). */
export const purposes = [
  'INCIDENT_RESPONSE',
  'SUPERVISION',
  'RISK_CONTROL',
  'JOINT_INSPECTION',
  'PRE_PLANNING',
  'RELIEF',
  'SITUATION_DISPLAY',
  'ECOLOGY',
  'SHARING_ADMINISTRATION',
  'AUDIT',
  'ADMINISTRATION',
] as const;
export type Purpose = (typeof purposes)[number];

/** What one grant (授权) lets its holder read beyond its own and unconditional data. */
export interface Grant {
  readonly id: string;
  /** Schema coordinates, `Type.field` or `Type`. */
  readonly coordinates: readonly string[];
  /** Division codes within which the grant holds. */
  readonly divisions: readonly string[];
  /** Whether masked values may be asked for in clear. */
  readonly unmask: boolean;
  /** The incident to which the grant is bound, if any. */
  readonly incident: string | null;
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly expiresAt: number;
}

/**
 * Who asks, for which department, over which divisions and for what purpose. Made by the gateway from a
 * verified token and carried to subgraphs inside the signed body, never in headers.
 */
export interface Caller {
  /** Pseudonymous id of the officer or the system. */
  readonly subject: string;
  readonly kind: 'OFFICER' | 'SYSTEM';
  /** USCC of the caller's department. */
  readonly department: string;
  readonly line: DepartmentLine;
  /** USCCs of the departments of the caller's own line whose rows count as its own, itself included. */
  readonly departments: readonly string[];
  /** Division codes at the top of the caller's area. */
  readonly scope: readonly string[];
  readonly role: string;
  readonly purpose: Purpose;
  readonly grants: readonly Grant[];
  readonly incident: string | null;
  /** Version of the sharing rules under which the gateway decided. */
  readonly policyVersion: string;
  readonly requestId: string;
  /** Values that this request may meet and that are under verification; their departments mark them in the answer. */
  readonly disputed?: readonly DisputedValue[];
  /** Places, as `Type.field`, that leave rounded to about a kilometre, because they are read beside what is dangerous with them. */
  readonly coarse?: readonly string[];
}

/** A value under verification (校核, 政务数据共享条例 art. 26). */
export interface DisputedValue {
  readonly caseId: string;
  /** `Type.field`. */
  readonly coordinate: string;
  /** The entity's key fields as JSON, names sorted. */
  readonly key: string;
}

declare const verified: unique symbol;
/** A caller that came through a signed envelope or straight from the gateway's own verification. */
export type VerifiedCaller = Caller & { readonly [verified]: true };

const code = /^[0-9]{6}(?:[0-9]{3}){0,2}$/;
// A control character would break a log line, and NUL no PostgreSQL setting can hold.
const control = /[\u0000-\u001f\u007f]/;
const text = (value: unknown, maximum = 200): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= maximum && !control.test(value);
const codes = (value: unknown, maximum: number): value is string[] =>
  Array.isArray(value) && value.length <= maximum && value.every((item) => text(item, 12) && code.test(item));
const nullable = (value: unknown): value is string | null => value === null || text(value);

/** The value's own properties only: what it inherits, a forger's prototype for example, says nothing. */
function ownProperties(value: unknown): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

function isGrant(value: unknown): value is Grant {
  const grant = ownProperties(value);
  if (!grant) return false;
  return (
    text(grant['id']) &&
    Array.isArray(grant['coordinates']) &&
    grant['coordinates'].length <= 1000 &&
    grant['coordinates'].every((item) => text(item)) &&
    codes(grant['divisions'], 1000) &&
    typeof grant['unmask'] === 'boolean' &&
    nullable(grant['incident']) &&
    Number.isSafeInteger(grant['expiresAt'])
  );
}

function isDisputedValue(value: unknown): value is DisputedValue {
  const disputed = ownProperties(value);
  return (
    disputed !== null &&
    text(disputed['caseId']) &&
    text(disputed['coordinate']) &&
    text(disputed['key'], 400)
  );
}

/** Most values under verification that travel with one request. */
export const mostDisputed = 500;

const isDisputed = (value: unknown) =>
  value === undefined ||
  (Array.isArray(value) && value.length <= mostDisputed && value.every(isDisputedValue));

/** Most places that are rounded for one request; the whole graph has fewer. */
const mostCoarse = 100;

const isCoarse = (value: unknown) =>
  value === undefined ||
  (Array.isArray(value) && value.length <= mostCoarse && value.every((item) => text(item)));

/**
 * Checks that a value has every part of a caller, of the right shape and bounded size.
 * @returns the problem in words, or null when the value is a caller.
 */
export function callerProblem(value: unknown): string | null {
  const caller = ownProperties(value);
  if (!caller) return 'caller is not an object';
  const checks: Record<string, boolean> = {
    subject: text(caller['subject']),
    kind: caller['kind'] === 'OFFICER' || caller['kind'] === 'SYSTEM',
    department: text(caller['department'], 18),
    line: (departmentLines as readonly unknown[]).includes(caller['line']),
    departments:
      Array.isArray(caller['departments']) &&
      caller['departments'].length <= 500 &&
      caller['departments'].every((item) => text(item, 18) && !item.includes(',')) &&
      caller['departments'].includes(caller['department']),
    scope: codes(caller['scope'], 1000),
    role: text(caller['role']),
    purpose: (purposes as readonly unknown[]).includes(caller['purpose']),
    grants:
      Array.isArray(caller['grants']) && caller['grants'].length <= 1000 && caller['grants'].every(isGrant),
    incident: nullable(caller['incident']),
    policyVersion: text(caller['policyVersion']),
    requestId: text(caller['requestId']),
    disputed: isDisputed(caller['disputed']),
    coarse: isCoarse(caller['coarse']),
  };
  const wrong = Object.entries(checks).find(([, holds]) => !holds);
  return wrong ? `caller.${wrong[0]} is missing or malformed` : null;
}

/**
 * Brands a caller whose origin has been proved: by a verified token in the gateway, or by a verified
 * envelope in a subgraph. Nothing else may call this. Takes the parts that {@link callerProblem} has checked and
 * no others, and freezes them all, lists and grants included: rights do not change while a request runs.
 */
export function trustCaller(caller: Caller): VerifiedCaller {
  const { subject, kind, department, line, role, purpose, incident, policyVersion, requestId } = caller;
  const { disputed = [], coarse = [] } = caller;
  const trusted: Caller = {
    subject,
    kind,
    department,
    line,
    departments: Object.freeze([...caller.departments]),
    scope: Object.freeze([...caller.scope]),
    role,
    purpose,
    grants: freezeGrants(caller.grants),
    incident,
    policyVersion,
    requestId,
    ...(disputed.length > 0 ? { disputed: Object.freeze(disputed.map(frozenDispute)) } : {}),
    ...(coarse.length > 0 ? { coarse: Object.freeze([...coarse]) } : {}),
  };
  return Object.freeze(trusted) as VerifiedCaller;
}

const frozenDispute = ({ caseId, coordinate, key }: DisputedValue): DisputedValue =>
  Object.freeze({ caseId, coordinate, key });

const frozenGrant = ({ id, coordinates, divisions, unmask, incident, expiresAt }: Grant): Grant =>
  Object.freeze({
    id,
    coordinates: Object.freeze([...coordinates]),
    divisions: Object.freeze([...divisions]),
    unmask,
    incident,
    expiresAt,
  });

const frozenLists = new WeakSet<readonly Grant[]>();

/**
 * Copies grants and freezes them, once: a list that this made is given back as it is, so that whoever holds it for many
 * requests is not copied for each.
 */
export function freezeGrants(grants: readonly Grant[]): readonly Grant[] {
  if (frozenLists.has(grants)) return grants;
  const frozen = Object.freeze(grants.map(frozenGrant));
  frozenLists.add(frozen);
  return frozen;
}

/**
 * Whether a grant holds at a moment: it has not expired, and where it is bound to an incident the caller acts in
 * that one, because it ends with it (DESIGN, sharing rules).
 * @param nowSeconds seconds since 1970-01-01T00:00:00Z.
 */
export const grantHolds = (caller: Caller, grant: Grant, nowSeconds: number): boolean =>
  grant.expiresAt > nowSeconds && (grant.incident === null || grant.incident === caller.incident);
