/** What is known of a caller, for the rules that a supergraph states itself. */
export interface CallerRights {
  /** Whether it is known who asks (`@authenticated`). */
  readonly authenticated: boolean;
  /** Scopes of the token (`@requiresScopes`). */
  readonly scopes: readonly string[];
  /** Policies that were found to hold for this request (`@policy`). */
  readonly policies: readonly string[];
}

/** Of somebody who has not said who he is. */
export const anonymous: CallerRights = Object.freeze({
  authenticated: false,
  scopes: Object.freeze([]),
  policies: Object.freeze([]),
});

/** Names in a claim: a list of texts, or one text with spaces between (RFC 8693 §4.2 `scope`; `scp` elsewhere). */
export function namesIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(/\s+/).filter((name) => name !== '');
  return Array.isArray(claim) ? claim.filter((name): name is string => typeof name === 'string') : [];
}

/**
 * Rights stated by the claims of a verified token: scopes in `scope` and `scp`, policies in the claim named.
 *
 * @param claims null for a caller without a token
 */
export function rightsOfClaims(
  claims: Readonly<Record<string, unknown>> | null,
  { policiesClaim = 'policies' }: { readonly policiesClaim?: string } = {},
): CallerRights {
  if (claims === null) return anonymous;
  const claim = (name: string) => (Object.hasOwn(claims, name) ? namesIn(claims[name]) : []);
  return {
    authenticated: true,
    scopes: [...new Set([...claim('scope'), ...claim('scp')])],
    policies: claim(policiesClaim),
  };
}
