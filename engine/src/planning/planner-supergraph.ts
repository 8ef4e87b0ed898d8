import { parse, print, type DocumentNode } from 'graphql';
import { withApartGraphs } from './apart-graphs.js';
import { requirementsOf, type Requirements } from './conditional-requirements.js';
import { withStandIns, type StandIns } from './required-arguments.js';
import { withoutUnusedExternals } from './unused-externals.js';

/** A supergraph on which Apollo's planner finds plans that are right, and how these are to be read. */
export interface PlannerSupergraph extends StandIns {
  readonly sdl: string;
  /** By the name of a graph that only the planner knows, the subgraph that it is a part of. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly requirements: Requirements;
}

/**
 * @param sdl the supergraph as composition wrote it.
 * @param parsed the same, parsed.
 * @param apart which requirements get graphs of their own; where these are too few, plans that need more are refused.
 */
export function plannerSupergraph(
  sdl: string,
  parsed: DocumentNode,
  apart: 'none' | 'chains' | 'all' = 'chains',
): PlannerSupergraph {
  const stood = withStandIns(sdl, parsed);
  const rewritten = stood.sdl === sdl ? parsed : parse(stood.sdl, { noLocation: true });
  const none: ReadonlyMap<string, string> = new Map();
  const { document, subgraphs } =
    apart === 'none' ? { document: rewritten, subgraphs: none } : withApartGraphs(rewritten, apart);
  if (subgraphs.size === 0) return { ...stood, subgraphs, requirements: requirementsOf(rewritten) };
  const planned = withoutUnusedExternals(document, () => true);
  return { ...stood, sdl: print(planned), subgraphs, requirements: requirementsOf(planned) };
}

/** An operation without a plan that names a field which can be asked of nobody has none because of that. */
export function explained(error: unknown, source: string, { unanswerable }: PlannerSupergraph): unknown {
  for (const [field, reason] of unanswerable) {
    if (new RegExp(`\\b${field}\\b`).test(source)) return new Error(reason, { cause: error });
  }
  return error;
}
