import { operationFromDocument, type Schema, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type FetchNode, type PlanNode, type QueryPlan } from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, type GraphQLSchema } from 'graphql';
import { answerShape, type ObjectShape } from './answer-shape.js';

/** One fetch of a plan. `path`: where its data go in the response, '@' for each list step. */
export interface CompiledFetch {
  readonly subgraph: string;
  readonly path: readonly (string | number)[];
  /** Whether it completes entities found before (`_entities`) rather than reading root fields. */
  readonly entities: boolean;
  readonly operation: string;
  readonly shape: ObjectShape;
}

/** A plan as plain JSON data: what crosses from the planning thread. */
export interface CompiledPlan {
  readonly queryPlan: QueryPlan;
  readonly fetches: readonly CompiledFetch[];
}

/** Everything planning needs, built once per supergraph. */
export interface PlanningSchemas {
  readonly apiSchema: Schema;
  readonly planner: QueryPlanner;
  readonly supergraphSchema: GraphQLSchema;
}

export function planningSchemas(supergraph: Supergraph): PlanningSchemas {
  return {
    apiSchema: supergraph.apiSchema(),
    // No `@defer`: the executor cannot run it. No document nodes in fetches: they would only make plans bigger.
    planner: new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: false }),
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
  };
}

/**
 * Plans one operation. Synchronous and possibly very slow (a kilobyte of nested fragments can take seconds), so it runs
 * in the planning thread only.
 *
 * @param source a valid document of the API schema.
 * @throws Error when there is no such operation, it is a subscription, or the planner refuses it.
 */
export function compilePlan(
  schemas: PlanningSchemas,
  source: string,
  operationName: string | undefined,
): CompiledPlan {
  const document = parse(source, { noLocation: true });
  const operation = operationFromDocument(
    schemas.apiSchema,
    document,
    operationName ? { operationName } : {},
  );
  const isSubscription = document.definitions.some(
    (node) =>
      node.kind === Kind.OPERATION_DEFINITION &&
      node.operation === OperationTypeNode.SUBSCRIPTION &&
      (operationName === undefined || node.name?.value === operationName),
  );
  if (isSubscription) throw new Error('Subscriptions are not planned: they are not executed by this engine.');
  const queryPlan = schemas.planner.buildQueryPlan(operation);
  const fetches: CompiledFetch[] = [];
  if (queryPlan.node && queryPlan.node.kind !== 'Subscription') {
    eachFetch(queryPlan.node, [], (node, path) => {
      fetches.push({
        subgraph: node.serviceName,
        path,
        entities: node.requires !== undefined,
        operation: node.operation,
        shape: answerShape(schemas.supergraphSchema, node.operation),
      });
    });
  }
  return { queryPlan, fetches };
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
