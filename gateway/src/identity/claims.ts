import type { JWTPayload } from 'jose';
import {
  type Caller,
  callerProblem,
  gatewayDepartment,
  refusal,
  type Refusal,
  reservedRoles,
} from '@huitong/contract';

/** The parts of a caller that a token states; the rest belongs to the request. */
export type TokenCaller = Omit<Caller, 'requestId' | 'policyVersion'>;

/** Where one part of a caller is found in a token. */
export interface ClaimRule {
  /** Names from the payload inwards: `['realm_access', 'roles']`. */
  readonly claim: readonly string[];
  /** What a text is taken apart with, for claims such as `scope`; absent where a text is one word. */
  readonly separator?: string;
  /**
   * The issuer's words and what each is here. Of several that match a part with one value, the first in this order
   * counts; what is not listed is nothing. Without it the claim has our own words.
   */
  readonly words?: readonly (readonly [issuers: string, ours: string])[];
  /** Taken where the claim is absent or matches nothing. */
  readonly otherwise?: string;
}

/** A part that is the same in all tokens, or is found in a claim. */
export type PartRule = ClaimRule | { readonly value: string | readonly string[] };

/** Parts of a caller that have one value, and that have several. */
export const singleParts = ['subject', 'kind', 'department', 'line', 'role', 'purpose', 'incident'] as const;
export const listParts = ['departments', 'scope'] as const;
export type CallerPart = (typeof singleParts)[number] | (typeof listParts)[number];

/** How an issuer's claims say who asks. `incident` may be absent in a mapping and in a token; the others not. */
export type ClaimsMapping = Readonly<Record<Exclude<CallerPart, 'incident' | 'departments'>, PartRule>> & {
  readonly incident?: PartRule;
  /** The department alone where absent. It always belongs to them. */
  readonly departments?: PartRule;
};

const own = (name: string): ClaimRule => ({ claim: ['huitong', name] });

/** The claim `huitong` with our own words, and `sub`. */
export const defaultClaims: ClaimsMapping = {
  subject: { claim: ['sub'] },
  kind: own('kind'),
  department: own('department'),
  line: own('line'),
  departments: own('departments'),
  scope: own('scope'),
  role: own('role'),
  purpose: own('purpose'),
  incident: own('incident'),
};

const nameOf = (rule: ClaimRule) => rule.claim.join('.');

/** A message names the claim and the part, never what the token has there. */
const unmapped = (part: CallerPart, rule: PartRule, why: string): Refusal =>
  refusal('UNAUTHENTICATED', {
    message:
      'claim' in rule
        ? `The token does not describe a caller: its claim "${nameOf(rule)}" (${part}) ${why}.`
        : `The claims mapping does not describe a caller: its ${part} ${why}.`,
    cause: `${part}: ${why}`,
  });

/** What stands at a path, own properties only; undefined where there is nothing. */
function at(payload: JWTPayload, path: readonly string[]): unknown {
  let value: unknown = payload;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value ?? undefined;
}

/** The texts of a claim; null where it has anything else. Whole numbers are texts: a division code may come as one. */
function textsOf(value: unknown, separator: string | undefined): string[] | null {
  if (value === undefined) return [];
  const texts: string[] = [];
  for (const item of Array.isArray(value) ? value : [value]) {
    if (typeof item !== 'string' && !Number.isSafeInteger(item)) return null;
    const text = String(item);
    texts.push(...(separator === undefined ? [text] : text.split(separator)));
  }
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

/** All values that a rule finds, in the order of its table if it has one. Throws Refusal UNAUTHENTICATED. */
function found(payload: JWTPayload, part: CallerPart, rule: ClaimRule): readonly string[] {
  const texts = textsOf(at(payload, rule.claim), rule.separator);
  if (!texts) throw unmapped(part, rule, 'is neither a text nor a list of texts');
  const values = rule.words
    ? rule.words.filter(([issuers]) => texts.includes(issuers)).map(([, ours]) => ours)
    : texts;
  if (values.length > 0) return [...new Set(values)];
  if (rule.otherwise !== undefined) return [rule.otherwise];
  if (texts.length > 0) throw unmapped(part, rule, 'has no word that the mapping knows');
  return [];
}

function listOf(payload: JWTPayload, part: CallerPart, rule: PartRule | undefined): readonly string[] {
  if (!rule) return [];
  if ('value' in rule) return typeof rule.value === 'string' ? [rule.value] : rule.value;
  return found(payload, part, rule);
}

function singleOf(payload: JWTPayload, part: CallerPart, rule: PartRule | undefined): string | null {
  const values = listOf(payload, part, rule);
  // Two of our words, and nothing says which: better nobody than the wrong one.
  if (rule && values.length > 1 && !('claim' in rule && rule.words))
    throw unmapped(part, rule, 'has several values, and no table of words says which one counts');
  return values[0] ?? null;
}

function required(payload: JWTPayload, part: Exclude<CallerPart, 'incident'>, rule: PartRule): string {
  const value = singleOf(payload, part, rule);
  if (value === null) throw unmapped(part, rule, 'is missing');
  return value;
}

/**
 * Reads who asks out of a verified token's claims; grants are never taken from a token.
 * @throws Refusal UNAUTHENTICATED; its message names the claim that is missing or does not fit, not what it holds.
 */
export function callerOfClaims(payload: JWTPayload, mapping: ClaimsMapping = defaultClaims): TokenCaller {
  const department = required(payload, 'department', mapping.department);
  const caller = {
    subject: required(payload, 'subject', mapping.subject),
    kind: required(payload, 'kind', mapping.kind),
    department,
    line: required(payload, 'line', mapping.line),
    departments: [...new Set([department, ...listOf(payload, 'departments', mapping.departments)])],
    scope: listOf(payload, 'scope', mapping.scope),
    role: required(payload, 'role', mapping.role),
    purpose: required(payload, 'purpose', mapping.purpose),
    grants: [],
    incident: singleOf(payload, 'incident', mapping.incident),
  };
  if (caller.scope.length === 0) throw unmapped('scope', mapping.scope, 'is missing');
  const problem = callerProblem({ ...caller, requestId: 'none', policyVersion: 'none' });
  if (problem) {
    const part = [...singleParts, ...listParts].find((name) => problem.includes(`caller.${name} `));
    const rule = part && mapping[part];
    throw part && rule
      ? unmapped(part, rule, 'has a value that does not fit')
      : refusal('UNAUTHENTICATED', { message: 'The token does not describe a caller.', cause: problem });
  }
  if (reservedRoles.includes(caller.role) || caller.departments.includes(gatewayDepartment)) {
    throw refusal('UNAUTHENTICATED', { cause: 'the token claims to be the house itself' });
  }
  return caller as TokenCaller;
}
