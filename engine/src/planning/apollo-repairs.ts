import { MultiMap } from '@apollo/federation-internals';

/** What a repair uses of a fetch that is being planned. */
interface FetchGroup {
  isDescendantOf(other: FetchGroup): boolean;
  mergeInWithAllDependencies(other: FetchGroup): void;
}

function isFetchGroup(value: unknown): value is FetchGroup {
  const group = value as Partial<FetchGroup> | null | undefined;
  return (
    typeof group?.isDescendantOf === 'function' && typeof group.mergeInWithAllDependencies === 'function'
  );
}

/**
 * Apollo's planner merges fetches that ask a subgraph for the same objects, also where one of them waits for the other.
 * That one then waits for itself, and the planner follows the circle until its memory is full, which ends the whole
 * process: an interface object, and a requirement that needs it twice, are enough. So these two are left apart. What
 * to repair is not exported: it is met when the planner first puts fetches into a map to compare them, before it
 * merges any. Concerns the planning thread only.
 */
export function repairApollosPlanner(): void {
  const maps = MultiMap.prototype as MultiMap<unknown, unknown>;
  const add = maps.add;
  maps.add = function (key, value) {
    if (isFetchGroup(value)) {
      maps.add = add;
      leaveApart(Object.getPrototypeOf(value) as FetchGroup);
    }
    return add.call(this, key, value);
  };
}

function leaveApart(groups: FetchGroup): void {
  const merge = groups.mergeInWithAllDependencies;
  groups.mergeInWithAllDependencies = function (this: FetchGroup, other) {
    if (!other.isDescendantOf(this) && !this.isDescendantOf(other)) merge.call(this, other);
  };
}
