import { type DirectiveNode, Kind } from 'graphql';
import type { Condition, Denied, Position, Slot } from './reduction.js';

/**
 * Adds what a field's @include and @skip demand to what was demanded above it.
 * @returns null where a constant rules the field out.
 */
export function conditionsOf(
  outer: readonly Condition[] | null,
  directives: readonly DirectiveNode[] | undefined,
): readonly Condition[] | null {
  let conditions = outer;
  for (const directive of directives ?? []) {
    const wanted = { include: true, skip: false }[directive.name.value];
    const given = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
    if (wanted === undefined || !given || !conditions) continue;
    if (given.kind === Kind.VARIABLE)
      conditions = [...conditions, { variable: given.name.value, value: wanted }];
    if (given.kind === Kind.BOOLEAN && given.value !== wanted) conditions = null;
  }
  return conditions;
}

/** A position about which nothing has been said yet. */
export function emptyPosition<D extends Denied>(): Position<D> {
  return { slots: new Map(), possible: new Set(), deniedRows: new Map(), altered: false };
}

/** Adds what another spelling says about a position: types that can stand there, and types that may not be met. */
export function widen<D extends Denied>(
  position: Position<D>,
  possible: ReadonlySet<string>,
  rows: readonly D[],
): Position<D> {
  for (const type of possible) position.possible.add(type);
  for (const denied of rows) {
    position.altered = true;
    if (!position.deniedRows.has(denied.coordinate)) {
      position.deniedRows.set(denied.coordinate, { denied, conditions: [] });
    }
  }
  return position;
}

/** The slot of a response key, made when it is first spelled. */
export function slotOf<D extends Denied>(position: Position<D>, key: string): Slot<D> {
  const known = position.slots.get(key);
  if (known) return known;
  const slot: Slot<D> = { holes: [], child: null, type: null };
  position.slots.set(key, slot);
  return slot;
}
