import { createHash } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { BoundedCache } from '../planning/bounded-cache.js';
import type { Denials, Denied } from '../reduction/reduction.js';
import { denyComputed, requiredCoordinates } from '../reduction/required.js';
import { type CompiledRules, compileRules } from './compile.js';
import { type Requirement, satisfies } from './requirement.js';
import type { CallerRights } from './rights.js';
import { statedBy } from './stated.js';

/** A coordinate that the supergraph's own directives keep from a caller. */
export interface Unauthorized extends Denied {
  readonly by: 'directives';
}

/**
 * `@authenticated`, `@requiresScopes` and `@policy` of one supergraph, compiled once: says what a caller with some
 * rights may not read. Taking it out of operations is {@link reduceOperation}'s part.
 */
export class Authorization {
  readonly #rules: CompiledRules;
  readonly #required: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names that any rule mentions; others make no difference and do not fill the cache. */
  readonly #scopes: ReadonlySet<string>;
  readonly #policies: ReadonlySet<string>;
  readonly #denials = new BoundedCache<Denials<Unauthorized>>({ maxEntries: 1000, maxBytes: Infinity });
  readonly #issued = new WeakSet<Denials>();

  /** @param schema the supergraph's schema with the composed directives on its nodes. */
  static of(schema: GraphQLSchema): Authorization | null {
    const stated = statedBy(schema);
    if (stated === null) return null;
    return new Authorization(compileRules(schema, stated), requiredCoordinates(schema));
  }

  private constructor(rules: CompiledRules, required: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#rules = rules;
    this.#required = required;
    const all = [...rules.fields.values(), ...rules.types.values()];
    const mentioned = (of: (requirement: Requirement) => Requirement['scopes']) =>
      new Set(all.flatMap(of).flat(2));
    this.#scopes = mentioned(({ scopes }) => scopes);
    this.#policies = mentioned(({ policies }) => policies);
  }

  /** Policies that the supergraph asks for, to be decided by whoever makes the rights of a request. */
  get policies(): ReadonlySet<string> {
    return this.#policies;
  }

  /** What a caller may not read. Callers whose rights make the same difference share it. */
  denialsFor(rights: CallerRights): Denials<Unauthorized> {
    const told = (names: readonly string[], mentioned: ReadonlySet<string>) =>
      [...new Set(names)].filter((name) => mentioned.has(name)).sort();
    const scopes = told(rights.scopes, this.#scopes);
    const policies = told(rights.policies, this.#policies);
    const { authenticated } = rights;
    const key = JSON.stringify([authenticated, scopes, policies]);
    let denials = this.#denials.get(key);
    if (denials === undefined) {
      denials = this.#deny({ authenticated, scopes, policies });
      this.#issued.add(denials);
      this.#denials.set(key, denials, 0);
    }
    return denials;
  }

  /** Whether denials came from here: whoever plans shows them, so that nobody forgets to ask. */
  issued(denials: Denials | undefined): boolean {
    return denials !== undefined && this.#issued.has(denials);
  }

  #deny(rights: CallerRights): Denials<Unauthorized> {
    const fields = new Map<string, Unauthorized>();
    const rows = new Map<string, Unauthorized>();
    const deny = (coordinate: string): Unauthorized => ({ coordinate, by: 'directives' });
    for (const [type, requirement] of this.#rules.types) {
      if (!satisfies(rights, requirement)) rows.set(type, deny(type));
    }
    for (const [coordinate, requirement] of this.#rules.fields) {
      if (!satisfies(rights, requirement)) fields.set(coordinate, deny(coordinate));
    }
    // Where nothing that can stand there may be met, not even its key is asked for.
    for (const [coordinate, possible] of this.#rules.abstractEdges) {
      if (possible.length > 0 && possible.every((type) => rows.has(type)))
        fields.set(coordinate, deny(coordinate));
    }
    denyComputed(fields, this.#required);
    const signature = createHash('sha256')
      .update([...fields.keys(), '/', ...rows.keys()].join('\n'))
      .digest('hex');
    return { signature, fields, rows };
  }
}
