import type { Denial, ErrorCode, Warning } from '@huitong/contract';

/** A place in the answer whose value is under verification, and the case. */
interface DisputedPlace {
  readonly path: readonly (string | number)[];
  readonly caseId: string;
}

/** What was read under one grant. */
interface GrantUse {
  readonly rows: Set<object>;
  values: number;
  unmasked: number;
}

const usesByGrant = (uses: ReadonlyMap<string, GrantUse>) =>
  Object.fromEntries(
    [...uses].map(([grant, { rows, values, unmasked }]) => [grant, { rows: rows.size, values, unmasked }]),
  );

/** What an answer says beside its data: refused coordinates, warnings, how many values left in clear. */
export class Notes {
  readonly #denied = new Map<string, Denial>();
  readonly #uses = new Map<string, GrantUse>();
  readonly #asked = new WeakSet<object>();
  readonly warnings: Warning[] = [];
  readonly disputed: DisputedPlace[] = [];
  masked = 0;
  unmasked = 0;
  /** Rows of other departments that lists gave. */
  listed = 0;
  /** Values given of fields that are dangerous together (`@joinRisk`), by coordinate; of other departments' rows. */
  readonly joined = new Map<string, number>();

  /** Records that a value of the answer is under verification. */
  dispute(disputed: DisputedPlace): void {
    if (this.disputed.length < 100) this.disputed.push(disputed);
  }

  /** Records a refusal once per coordinate, however many rows it touches. */
  deny(denial: Denial): void {
    const key = `${denial.code} ${denial.coordinate}`;
    if (!this.#denied.has(key)) this.#denied.set(key, denial);
  }

  warn(code: ErrorCode, message: string, where: Omit<Warning, 'code' | 'message'> = {}): void {
    if (this.warnings.length < 100) this.warnings.push({ code, message, ...where });
  }

  /**
   * Records that a value was read under a grant. Rows are counted once for each grant, by identity: what a request reads
   * of one row is one object.
   */
  granted(grant: string, row: unknown): void {
    this.#useOf(grant).values += 1;
    this.met(grant, row);
  }

  /** Whether a row is asked about for the first time: under which grant it was met is found once, not for each field. */
  isFirst(row: unknown): boolean {
    if (typeof row !== 'object' || row === null || this.#asked.has(row)) return false;
    this.#asked.add(row);
    return true;
  }

  /** Records that a row was met under a grant, whatever was read of it. */
  met(grant: string, row: unknown): void {
    if (typeof row === 'object' && row !== null) this.#useOf(grant).rows.add(row);
  }

  /** Records that a personal value left in clear under a grant. */
  cleared(grant: string): void {
    this.#useOf(grant).unmasked += 1;
  }

  #useOf(grant: string): GrantUse {
    let use = this.#uses.get(grant);
    if (!use) this.#uses.set(grant, (use = { rows: new Set(), values: 0, unmasked: 0 }));
    return use;
  }

  /** The `extensions` of the subgraph's answer. */
  toExtensions(statements: number): Record<string, unknown> {
    const denied = [...this.#denied.values()];
    return {
      ...(denied.length > 0 ? { denied } : {}),
      ...(this.warnings.length > 0 ? { warnings: this.warnings } : {}),
      ...(this.disputed.length > 0 ? { disputed: this.disputed } : {}),
      counts: { statements, masked: this.masked, unmasked: this.unmasked, listed: this.listed },
      ...(this.joined.size > 0 ? { joined: Object.fromEntries(this.joined) } : {}),
      ...(this.#uses.size > 0 ? { grants: usesByGrant(this.#uses) } : {}),
    };
  }
}
