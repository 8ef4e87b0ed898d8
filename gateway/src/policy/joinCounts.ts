import type { VerifiedCaller } from '@huitong/contract';
import type { CountedField } from '../sharing/joins.js';
import type { RiskyField } from '../sharing/joinRisks.js';

const dayMs = 86_400_000;
/** Beijing is eight hours ahead of UTC all year. */
const aheadMs = 8 * 3_600_000;

/** Rows of one department and group, by what was read of them. */
interface Tally {
  /** By grant that names the field, or by coordinate where none does. */
  readonly substance: Map<string, number>;
  readonly places: Map<string, number>;
  /** Keys of `substance` that no grant stands for. */
  readonly unweighed: Set<string>;
}

const keyOf = ({ field, grant }: CountedField) => grant ?? field.coordinate;

/** Most rows in which two of the counts can have met: all but the largest. */
function most(counts: readonly (readonly [string, number])[]): number {
  const rows = counts.map(([, count]) => count);
  return rows.reduce((sum, count) => sum + count, 0) - Math.max(0, ...rows);
}

const largest = (counts: readonly (readonly [string, number])[]): string | undefined =>
  [...counts].sort(([, left], [, right]) => right - left)[0]?.[0];

/** What of an operation is past its group's limit for today. */
export interface PastLimit {
  readonly field: RiskyField;
  /** Until midnight of Beijing. */
  readonly seconds: number;
}

/**
 * Counts what a department reads of groups that are dangerous together, request for request and day for day (in the time
 * of Beijing): who asks for one field at a time puts together what one operation was refused. The gateway does not
 * know which rows are the same, so it bounds how many can be: of two fields read of 1,000 and of 30 rows, 30 can
 * have met. Fields that one grant names were weighed together and count as one; a place and a field under a
 * grant that names it do not count against each other, for the place is open to everybody. In memory of one process.
 */
export class JoinCounts {
  readonly #now: () => number;
  #day = 0;
  readonly #tallies = new Map<string, Tally>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** What of the fields that an operation is about to read may not be read any more today; the one read most may be, for it adds nothing. */
  pastLimit(
    { department }: Pick<VerifiedCaller, 'department'>,
    fields: readonly CountedField[],
  ): PastLimit[] {
    if (fields.length === 0) return [];
    const now = this.#now() + aheadMs;
    this.#turn(now);
    const seconds = Math.ceil((dayMs - (now % dayMs)) / 1000);
    return fields.flatMap((counted) => {
      const { field, grant } = counted;
      const tally = this.#tallies.get(`${department} ${field.group}`);
      if (!tally) return [];
      const { substance, places, unweighed } = tally;
      const open = [...places, ...[...substance].filter(([key]) => unweighed.has(key))];
      const sides = [
        ...(field.isPlace ? [] : [[...substance]]),
        ...(field.isPlace || grant === null ? [open] : []),
      ];
      const isPast = sides.some(
        (counts) => most(counts) >= field.limit && largest(counts) !== keyOf(counted),
      );
      return isPast ? [{ field, seconds }] : [];
    });
  }

  /** Counts rows that were read, by coordinate. */
  add(
    { department }: Pick<VerifiedCaller, 'department'>,
    fields: readonly CountedField[],
    rows: ReadonlyMap<string, number>,
  ): void {
    if (rows.size === 0) return;
    this.#turn(this.#now() + aheadMs);
    // Several fields of one row that count as one are one row.
    const added = new Map<string, { readonly counted: CountedField; readonly rows: number }>();
    for (const counted of fields) {
      const { coordinate, group, isPlace } = counted.field;
      if (isPlace && counted.grant !== null) continue;
      const key = `${group} ${keyOf(counted)}`;
      const count = Math.max(added.get(key)?.rows ?? 0, rows.get(coordinate) ?? 0);
      if (count > 0) added.set(key, { counted, rows: count });
    }
    for (const one of added.values()) this.#count(department, one.counted, one.rows);
  }

  #count(department: string, counted: CountedField, rows: number): void {
    const name = `${department} ${counted.field.group}`;
    let tally = this.#tallies.get(name);
    if (!tally) {
      this.#tallies.set(name, (tally = { substance: new Map(), places: new Map(), unweighed: new Set() }));
    }
    const key = keyOf(counted);
    const counts = counted.field.isPlace ? tally.places : tally.substance;
    if (!counted.field.isPlace && counted.grant === null) tally.unweighed.add(key);
    counts.set(key, (counts.get(key) ?? 0) + rows);
  }

  #turn(now: number): void {
    const day = Math.floor(now / dayMs);
    if (day !== this.#day) this.#tallies.clear();
    this.#day = day;
  }
}
