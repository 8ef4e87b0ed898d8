import type { Caller, Grant } from '@huitong/contract';

interface Kept<Value> {
  readonly value: Value;
  /** Seconds since 1970-01-01T00:00:00Z at which one of the grants ends. */
  readonly until: number;
}

interface Held<Value> {
  /** Whether any of the grants is bound to an incident. */
  readonly isBound: boolean;
  readonly byCaller: Map<string, Kept<Value>>;
}

const heldUnder = <Value>(grants: readonly Grant[]): Held<Value> => ({
  isBound: grants.some(({ incident }) => incident !== null),
  byCaller: new Map(),
});

/**
 * Keeps what follows from a caller's grants, as long as the caller holds the same ones and none of them has ended: a
 * department's grants are one list from request to request, and working through it each time costs more than all else
 * of the sharing rules.
 * @returns the value for a caller: the one kept, or the one that `make` makes now.
 */
export function whileHeld<Value>(): (caller: Caller, make: () => Value) => Value {
  const byGrants = new WeakMap<readonly Grant[], Held<Value>>();
  return (caller, make) => {
    const { grants, line, purpose, incident } = caller;
    if (grants.length === 0) return make();
    const now = Date.now() / 1000;
    let held = byGrants.get(grants);
    if (!held) byGrants.set(grants, (held = heldUnder(grants)));
    const { isBound, byCaller } = held;
    // An incident is the caller's own word, and there may be any number of them.
    const key = `${line} ${purpose} ${isBound ? incident : ''}`;
    const known = byCaller.get(key);
    if (known && now < known.until) return known.value;
    if (byCaller.size >= 100) byCaller.clear();
    const ends = grants.map(({ expiresAt }) => expiresAt).filter((at) => at > now);
    const made = { value: make(), until: Math.min(...ends) };
    byCaller.set(key, made);
    return made.value;
  };
}

/** The same for each of several things, as long as the thing itself is there. */
export function whileHeldFor<Value>(): (thing: object, caller: Caller, make: () => Value) => Value {
  const byThing = new WeakMap<object, ReturnType<typeof whileHeld<Value>>>();
  return (thing, caller, make) => {
    let held = byThing.get(thing);
    if (!held) byThing.set(thing, (held = whileHeld()));
    return held(caller, make);
  };
}
