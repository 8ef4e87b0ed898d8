import {
  type DisputedValue,
  freezeGrants,
  type Grant,
  mostDisputed,
  type PolicyEmergencyRule,
  type PolicyFeed,
  type PolicyGrant,
  type PolicyRevocation,
  type RecordedAccess,
  type RevocationKind,
  type VerifiedCaller,
} from '@huitong/contract';

/** What a token says of itself, beside whom it names. */
export interface Credential {
  /** `kid` of the key that signed it; null when it names none. */
  readonly key: string | null;
  /** `jti`; null when it has none. */
  readonly token: string | null;
}

/** The grants of one department for one purpose, as they hold until a moment. */
interface Held {
  readonly grants: readonly Grant[];
  /** Seconds since 1970-01-01T00:00:00Z at which one of them begins or ends. */
  readonly until: number;
}

const none: readonly Grant[] = freezeGrants([]);

const keyOf = ({ department, purpose }: Pick<PolicyGrant, 'department' | 'purpose'>) =>
  `${department} ${purpose}`;

const asGrant = ({ id, coordinates, divisions, unmask, incident, expiresAt }: PolicyGrant): Grant => ({
  id,
  coordinates,
  divisions,
  unmask,
  incident,
  expiresAt,
});

/**
 * The grants and revocations of one revision, laid out for looking up: a request asks for what its department holds
 * for its purpose, which is worked out anew only when a grant begins or ends.
 */
export class PolicyBook {
  readonly revision: string;
  /** What incidents open; the same list while the revision is. */
  readonly emergencyRules: readonly PolicyEmergencyRule[];
  /** What `sharing` has on record as open. */
  readonly emergencyAccesses: readonly RecordedAccess[];
  readonly #grants = new Map<string, PolicyGrant[]>();
  readonly #byId = new Map<string, PolicyGrant>();
  readonly #held = new Map<string, Held>();
  readonly #revoked: ReadonlySet<string>;
  readonly #disputed: readonly DisputedValue[];

  constructor({ revision, grants, revocations, disputed, ...emergency }: PolicyFeed) {
    this.revision = revision;
    // A copy that an earlier version kept may lack them.
    this.emergencyRules = emergency.emergencyRules ?? [];
    this.emergencyAccesses = emergency.emergencyAccesses ?? [];
    this.#disputed = disputed;
    for (const grant of grants) {
      const key = keyOf(grant);
      const others = this.#grants.get(key);
      if (others) others.push(grant);
      else this.#grants.set(key, [grant]);
      this.#byId.set(grant.id, grant);
    }
    this.#revoked = new Set(revocations.map(({ kind, value }: PolicyRevocation) => `${kind} ${value}`));
  }

  /** The terms of a grant; undefined when there is none of that id. */
  terms(id: string): PolicyGrant | undefined {
    return this.#byId.get(id);
  }

  /** The grants that a department holds now for a purpose (政务数据共享条例 art. 25: no other purpose). */
  grantsOf(caller: Pick<VerifiedCaller, 'department' | 'purpose'>, nowSeconds: number): readonly Grant[] {
    const key = keyOf(caller);
    const known = this.#held.get(key);
    if (known && nowSeconds < known.until) return known.grants;
    const all = this.#grants.get(key);
    if (!all) return none;
    const turns = all
      .flatMap(({ startsAt, expiresAt }) => [startsAt, expiresAt])
      .filter((at) => at > nowSeconds);
    const current = all.filter(({ startsAt, expiresAt }) => startsAt <= nowSeconds && nowSeconds < expiresAt);
    const held = { grants: freezeGrants(current.map(asGrant)), until: Math.min(...turns) };
    this.#held.set(key, held);
    return held.grants;
  }

  /** The values under verification that an operation may meet; not all, if there should be very many. */
  disputedIn(reads: ReadonlySet<string>): readonly DisputedValue[] {
    if (this.#disputed.length === 0) return this.#disputed;
    return this.#disputed.filter(({ coordinate }) => reads.has(coordinate)).slice(0, mostDisputed);
  }

  /** Whether the caller, his department, or what he shows is cut off, and which of these it is. */
  revokedBy(caller: VerifiedCaller, { key, token }: Credential): RevocationKind | null {
    if (this.#revoked.size === 0) return null;
    if (this.#revoked.has(`DEPARTMENT ${caller.department}`)) return 'DEPARTMENT';
    if (this.#revoked.has(`SUBJECT ${caller.subject}`)) return 'SUBJECT';
    if (key !== null && this.#revoked.has(`KEY ${key}`)) return 'KEY';
    return token !== null && this.#revoked.has(`TOKEN ${token}`) ? 'TOKEN' : null;
  }
}
