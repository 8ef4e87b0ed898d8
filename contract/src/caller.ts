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
}

declare const verified: unique symbol;
/** A caller that came through a signed envelope or straight from the gateway's own verification. */
export type VerifiedCaller = Caller & { readonly [verified]: true };

const code = /^[0-9]{6}(?:[0-9]{3}){0,2}$/;
const text = (value: unknown, maximum = 200): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= maximum;
const codes = (value: unknown, maximum: number): value is string[] =>
  Array.isArray(value) && value.length <= maximum && value.every((item) => text(item, 12) && code.test(item));
const nullable = (value: unknown): value is string | null => value === null || text(value);

function isGrant(value: unknown): value is Grant {
  if (typeof value !== 'object' || value === null) return false;
  const grant = value as Record<string, unknown>;
  return (
    text(grant['id']) &&
    Array.isArray(grant['coordinates']) &&
    grant['coordinates'].every((item) => text(item)) &&
    codes(grant['divisions'], 1000) &&
    typeof grant['unmask'] === 'boolean' &&
    nullable(grant['incident']) &&
    Number.isSafeInteger(grant['expiresAt'])
  );
}

/**
 * Checks that a value has every part of a caller, of the right shape and bounded size.
 * @returns the problem in words, or null when the value is a caller.
 */
export function callerProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return 'caller is not an object';
  const caller = value as Record<string, unknown>;
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
  };
  const wrong = Object.entries(checks).find(([, holds]) => !holds);
  return wrong ? `caller.${wrong[0]} is missing or malformed` : null;
}

/**
 * Brands a caller whose origin has been proved: by a verified token in the gateway, or by a verified
 * envelope in a subgraph. Nothing else may call this.
 */
export function trustCaller(caller: Caller): VerifiedCaller {
  return Object.freeze({ ...caller }) as VerifiedCaller;
}
