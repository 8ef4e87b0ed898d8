import type { Supergraph } from '@apollo/federation-internals';
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { ObjectShape } from '../ir.js';
import { answerShape } from '../planning/answer-shape.js';
import { apolloPlanner } from '../planning/apollo-plan-source.js';
import type { PlanJob } from '../planning/plan-source.js';

/** One fetch of a plan. `path`: where its data go in the response, '@' for each list step. */
export interface StockFetch {
  readonly subgraph: string;
  readonly path: readonly (string | number)[];
  readonly entities: boolean;
  readonly operation: string;
  readonly shape: ObjectShape;
}

/** Apollo's own plan, which its executor needs, and what our checks need beside it. Plain JSON. */
export interface StockPlanData {
  readonly queryPlan: QueryPlan;
  readonly fetches: readonly StockFetch[];
}

/** Plans for the stock executor; runs in the planning thread. */
export function stockPlanSource(supergraph: Supergraph): { plan(job: PlanJob): StockPlanData } {
  const planner = apolloPlanner(supergraph);
  const schema = supergraph.schema.toGraphQLJSSchema();
  return {
    plan(job) {
      const queryPlan = planner.plan(job);
      const fetches: StockFetch[] = [];
      if (queryPlan.node && queryPlan.node.kind !== 'Subscription') {
        eachFetch(queryPlan.node, [], (node, path) => {
          fetches.push({
            subgraph: node.serviceName,
            path,
            entities: node.requires !== undefined,
            operation: node.operation,
            shape: answerShape(schema, node.operation),
          });
        });
      }
      return { queryPlan, fetches };
    },
  };
}

function eachFetch(
  node: PlanNode,
  path: readonly (string | number)[],
  visit: (node: FetchNode, path: readonly (string | number)[]) => void,
): void {
  switch (node.kind) {
    case 'Fetch':
      visit(node, path);
      return;
    case 'Flatten':
      eachFetch(node.node, [...path, ...node.path], visit);
      return;
    case 'Sequence':
    case 'Parallel':
      for (const child of node.nodes) eachFetch(child, path, visit);
      return;
    case 'Condition':
      if (node.ifClause) eachFetch(node.ifClause, path, visit);
      if (node.elseClause) eachFetch(node.elseClause, path, visit);
      return;
    case 'Defer':
      throw new Error('@defer is not executed by this engine.');
  }
}
