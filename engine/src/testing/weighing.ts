/** What `npm --prefix bench/gateway run planner` takes to weigh another planner against Apollo's. */
import { type DocumentNode, parse } from 'graphql';
import type { PlanSource, PlanSourceInput } from '../planning/plan-source.js';
import { apolloPlanSource } from '../planning/apollo-plan-source.js';
import { buildSupergraph } from '../supergraph-schema.js';

export { schedule } from '../compile/schedule.js';
export { describeGraph, openGraph } from '../differential/harness.js';
export type { Comparison, Graph } from '../differential/harness.js';
export { tapes } from '../differential/tape.js';
export { worldSpecs } from '../differential/world.js';
export { exampleTransports } from './engine.js';
export { exampleSupergraph, hostileQuery } from './example.js';

/** What a planning thread would hand to a module with a planner; `apollo` makes the default one. */
export function planSourceInput(
  sdl: string,
  { enforcedFeatures = [] }: { enforcedFeatures?: readonly string[] } = {},
): PlanSourceInput {
  const build = (document: DocumentNode) =>
    buildSupergraph(document, { enforcedFeatures, engineKind: 'compiled' });
  const document = parse(sdl, { noLocation: true });
  const apollo = (): PlanSource => apolloPlanSource({ sdl, document }, build);
  return { sdl, schema: build(document).schema.toGraphQLJSSchema(), apollo };
}
