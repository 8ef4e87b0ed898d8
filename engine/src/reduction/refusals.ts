import type { GraphQLField } from 'graphql';
import type { Condition, Denied, Position, Refused, Slot } from './reduction.js';

interface RefusedField<D extends Denied> {
  readonly denied: D;
  /** Concrete type of the parent. */
  readonly type: string;
  readonly slot: Slot<D>;
  readonly position: Position<D>;
  readonly definition: GraphQLField<unknown, unknown>;
  /** Null where a constant @include or @skip rules the field out: nobody asked for it. */
  readonly conditions: readonly Condition[] | null;
}

/** Collects what is taken out of an operation. */
export class Refusals<D extends Denied> {
  readonly #byCoordinate = new Map<string, { denied: D; alternatives: (readonly Condition[])[] }>();
  /** Whether anything was taken out, be it only what a constant condition ruled out anyway. */
  any = false;

  get byCoordinate(): ReadonlyMap<string, Refused<D>> {
    return this.#byCoordinate;
  }

  /** Objects of a type may not be met at a position. */
  rows(
    row: { denied: D; conditions: (readonly Condition[])[] },
    conditions: readonly Condition[] | null,
  ): void {
    this.any = true;
    if (!conditions) return;
    row.conditions.push(conditions);
    this.#note(row.denied, conditions);
  }

  /** A field was taken out for one concrete type of its parent. */
  field({ denied, type, slot, position, definition, conditions }: RefusedField<D>): void {
    this.any = true;
    position.altered = true;
    if (!conditions) return;
    slot.holes.push({ denied, types: new Set([type]), conditions, type: definition.type });
    this.#note(denied, conditions);
  }

  #note(denied: D, conditions: readonly Condition[]): void {
    const known = this.#byCoordinate.get(denied.coordinate);
    if (known) known.alternatives.push(conditions);
    else this.#byCoordinate.set(denied.coordinate, { denied, alternatives: [conditions] });
  }
}
