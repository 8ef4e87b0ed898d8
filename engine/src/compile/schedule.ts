import type { ConditionIr, FetchIr, NodeIr, PlanIr } from '../ir.js';

/** Fetches that go to one subgraph in one request, and the batches that must have ended before. */
export interface Batch {
  readonly subgraph: string;
  /** A fetch is made only if its guards hold. */
  readonly fetches: readonly { readonly index: number; readonly guards: readonly ConditionIr[] }[];
  readonly after: readonly number[];
}

interface Scheduled {
  readonly index: number;
  readonly guards: readonly ConditionIr[];
  readonly after: readonly number[];
  readonly level: number;
}

/**
 * Turns the tree of a plan into batches. A fetch's level is the length of the longest chain of fetches before it;
 * entity fetches of one level to one subgraph become one request. A batch so waits for all that its parts wait for:
 * a part may be asked later than it could, but never later than the level before has ended, and the answer as a whole
 * is not later than one round trip a level. Against that, each request saved is saved twice, here and in the subgraph.
 * Root fetches stay alone: the planner has already made one of those that can be, and mutations have an order.
 */
export function schedule({ node, fetches }: PlanIr): Batch[] {
  const scheduled = new Map<number, Scheduled>();
  if (node !== null) place(node, { after: [], guards: [] }, scheduled);
  const groups = new Map<string, Scheduled[]>();
  for (const each of scheduled.values()) {
    const fetch = fetches[each.index]!;
    const group = groupName(fetch, each);
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  // By level, so that every batch stands behind those it waits for.
  const ordered = [...groups.values()].sort(([left], [right]) => left!.level - right!.level);
  const batchOf = new Map(
    ordered.flatMap((group, batch) => group.map(({ index }) => [index, batch] as const)),
  );
  return ordered.map((group) => ({
    subgraph: fetches[group[0]!.index]!.subgraph,
    fetches: group.map(({ index, guards }) => ({ index, guards })),
    after: [...new Set(group.flatMap(({ after }) => after.map((index) => batchOf.get(index)!)))],
  }));
}

function groupName({ subgraph, part }: FetchIr, { level, index }: Scheduled): string {
  return part === undefined ? `root ${index}` : `${level} ${subgraph}`;
}

/** Places the fetches of a node; returns those that must have ended for the node to have ended. */
function place(
  node: NodeIr,
  before: { readonly after: readonly number[]; readonly guards: readonly ConditionIr[] },
  scheduled: Map<number, Scheduled>,
): readonly number[] {
  switch (node.kind) {
    case 'fetch': {
      const levels = before.after.map((index) => scheduled.get(index)!.level + 1);
      scheduled.set(node.fetch, { index: node.fetch, ...before, level: Math.max(0, ...levels) });
      return [node.fetch];
    }
    case 'sequence': {
      let { after } = before;
      for (const child of node.nodes) {
        const ends = place(child, { ...before, after }, scheduled);
        if (ends.length > 0) after = ends;
      }
      return after;
    }
    case 'parallel': {
      const ends = node.nodes.flatMap((child) => place(child, before, scheduled));
      return ends.length > 0 ? [...new Set(ends)] : before.after;
    }
    case 'condition': {
      const guarded = (value: boolean) => ({
        ...before,
        guards: [...before.guards, { variable: node.variable, value }],
      });
      const ends = [
        ...(node.then ? place(node.then, guarded(true), scheduled) : []),
        ...(node.else ? place(node.else, guarded(false), scheduled) : []),
      ];
      return ends.length > 0 ? ends : before.after;
    }
  }
}
