import type { CallerRights } from './rights.js';

/** Any one of the lists is enough; of a list, everything is needed. `[]` admits nobody, `[[]]` everybody. */
export type AnyOf = readonly (readonly string[])[];

/** What it takes to read something: everything stated here together. */
export interface Requirement {
  readonly authenticated: boolean;
  readonly scopes: readonly AnyOf[];
  readonly policies: readonly AnyOf[];
}

export const nothingRequired: Requirement = { authenticated: false, scopes: [], policies: [] };

export function isNothing({ authenticated, scopes, policies }: Requirement): boolean {
  return !authenticated && scopes.length === 0 && policies.length === 0;
}

/** What all the given requirements ask together. */
export function together(requirements: readonly Requirement[]): Requirement {
  const asked = requirements.filter((one) => !isNothing(one));
  if (asked.length <= 1) return asked[0] ?? nothingRequired;
  return {
    authenticated: asked.some(({ authenticated }) => authenticated),
    scopes: asked.flatMap(({ scopes }) => scopes),
    policies: asked.flatMap(({ policies }) => policies),
  };
}

const holdsOf = (alternatives: AnyOf, held: ReadonlySet<string>): boolean =>
  alternatives.some((all) => all.every((name) => held.has(name)));

/** Whether a caller's rights are enough. */
export function satisfies(rights: CallerRights, { authenticated, scopes, policies }: Requirement): boolean {
  if (authenticated && !rights.authenticated) return false;
  const heldScopes = new Set(rights.scopes);
  const heldPolicies = new Set(rights.policies);
  return (
    scopes.every((alternatives) => holdsOf(alternatives, heldScopes)) &&
    policies.every((alternatives) => holdsOf(alternatives, heldPolicies))
  );
}

/** Combinations looked at before giving up; composition multiplies the alternatives of all implementations. */
const maximumCombinations = 4096;

/** Whether who satisfies all of `given` satisfies `asked`; false also where that is too much to find out. */
function implied(given: readonly AnyOf[], asked: AnyOf): boolean {
  let held: string[][] = [[]];
  for (const alternatives of given) {
    if (held.length * alternatives.length > maximumCombinations) return false;
    held = held.flatMap((names) => alternatives.map((all) => [...names, ...all]));
  }
  return held.every((names) => holdsOf(asked, new Set(names)));
}

/** What a requirement asks beyond what others, all satisfied together, already ask. */
export function beyond(asked: Requirement, others: Requirement): Requirement {
  return {
    authenticated: asked.authenticated && !others.authenticated,
    scopes: asked.scopes.filter((alternatives) => !implied(others.scopes, alternatives)),
    policies: asked.policies.filter((alternatives) => !implied(others.policies, alternatives)),
  };
}
