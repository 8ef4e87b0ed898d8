import {
  completeFetch,
  type FetchIr,
  type NodeIr,
  type PathStep,
  type PlanIr,
  type PlannedFetch,
} from '@huitong/engine/planning';
import type {
  BatchFetchNode,
  FetchNode,
  FlattenNodePathSegment,
  PlanNode,
  QueryPlan,
  RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { entityOperation } from './entityOperation.js';
import { ListDepths } from './listDepths.js';
import { rewriteIr, selectionIr } from './requires.js';

type Schema = Parameters<typeof completeFetch>[0];
type Rewrites = Pick<FetchNode, 'inputRewrites' | 'outputRewrites'>;

/** A plan of Hive's planner as the engine executes it. */
export function planIr(schema: Schema, { node }: QueryPlan): PlanIr {
  const fetches: FetchIr[] = [];
  const lists = new ListDepths();
  const add: Add = (fetch) => {
    const complete = completeFetch(schema, { ...fetch, path: lists.expand(fetch.path) });
    lists.add(complete);
    return { kind: 'fetch', fetch: fetches.push(complete) - 1 };
  };
  return { node: node ? nodeIr(node, [], add) : null, fetches };
}

type Add = (fetch: PlannedFetch) => NodeIr;

function nodeIr(node: PlanNode, path: readonly PathStep[], add: Add): NodeIr {
  const inside = (child: PlanNode) => nodeIr(child, path, add);
  switch (node.kind) {
    case 'Fetch':
      return add(fetchOf(node, path));
    case 'BatchFetch':
      return { kind: 'parallel', nodes: fetchesOf(node).map(add) };
    case 'Flatten':
      return nodeIr(node.node, [...path, ...node.path.map(pathStep)], add);
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map(inside) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map(inside) };
    case 'Condition':
      return {
        kind: 'condition',
        variable: node.condition,
        ...(node.ifClause ? { then: inside(node.ifClause) } : {}),
        ...(node.elseClause ? { else: inside(node.elseClause) } : {}),
      };
    case 'Defer':
    case 'Subscription':
      throw new Error(`${node.kind} is not executed by this engine.`);
  }
}

function pathStep(segment: FlattenNodePathSegment): PathStep {
  if (segment === '@') return segment;
  return 'Field' in segment ? segment.Field : { types: segment.TypeCondition };
}

function fetchOf(node: FetchNode, path: readonly PathStep[]): PlannedFetch {
  if (node.operationKind === 'subscription')
    throw new Error('Subscriptions are not executed by this engine.');
  return {
    subgraph: node.serviceName,
    operation: node.operation,
    ...(node.operationName === undefined ? {} : { operationName: node.operationName }),
    kind: node.operationKind ?? 'query',
    variables: node.variableUsages ?? [],
    path,
    ...required(node.requires, node),
  };
}

/** One fetch for each alias and each of its places; paths are those from the root. */
function fetchesOf(node: BatchFetchNode): PlannedFetch[] {
  return node.entityBatch.aliases.flatMap((alias) => {
    const { operation, variables } = entityOperation(node.operation, alias.alias);
    return alias.paths.map((path) => ({
      subgraph: node.serviceName,
      operation,
      kind: 'query' as const,
      variables,
      path: path.map(pathStep),
      ...required(alias.requires, alias),
    }));
  });
}

function required(
  requires: readonly RequiresSelection[] | undefined,
  { inputRewrites = [], outputRewrites = [] }: Rewrites,
): Pick<FetchIr, 'requires' | 'inputRewrites' | 'outputRewrites'> {
  const input = inputRewrites.flatMap(rewriteIr);
  const output = outputRewrites.flatMap(rewriteIr);
  return {
    ...(requires ? { requires: requires.map(selectionIr) } : {}),
    ...(input.length > 0 ? { inputRewrites: input } : {}),
    ...(output.length > 0 ? { outputRewrites: output } : {}),
  };
}
