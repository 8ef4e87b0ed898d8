import { operationFromDocument, type Operation, type Supergraph } from '@apollo/federation-internals';
import {
  QueryPlanner,
  type FetchDataRewrite,
  type FetchNode,
  type PlanNode,
  type QueryPlan,
} from '@apollo/query-planner';
import { Kind, OperationTypeNode, parse, type GraphQLSchema } from 'graphql';
import type { ContextIr, FetchIr, NodeIr, PathStep, RewriteIr } from '../ir.js';
import { answerShape } from './answer-shape.js';
import { entityPart } from './entity-part.js';
import type { PlanJob, PlanSource } from './plan-source.js';
import { withStandIns, type PlannerSupergraph } from './required-arguments.js';
import { splitRequirements } from './split-requirements.js';

/** Apollo's planner, and its plans in Apollo's own form: the stock executor needs these. */
export interface ApolloPlanner {
  plan(job: PlanJob): QueryPlan;
}

/** No `@defer`: it is not executed here. No document nodes in fetches: they would only make plans bigger. */
export function apolloPlanner(supergraph: Supergraph): ApolloPlanner {
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: false });
  return {
    plan({ source, operationName, overrideLabels }) {
      const document = parse(source, { noLocation: true });
      const operation: Operation = operationFromDocument(
        apiSchema,
        document,
        operationName ? { operationName } : {},
      );
      const isSubscription = document.definitions.some(
        (node) =>
          node.kind === Kind.OPERATION_DEFINITION &&
          node.operation === OperationTypeNode.SUBSCRIPTION &&
          (operationName === undefined || node.name?.value === operationName),
      );
      if (isSubscription) {
        throw new Error('Subscriptions are not planned: they are not executed by this engine.');
      }
      const overrideConditions = new Map(overrideLabels.map((label) => [label, true]));
      return planner.buildQueryPlan(operation, { overrideConditions });
    },
  };
}

/** What turns Apollo's plans into ours. */
interface Translation {
  readonly schema: GraphQLSchema;
  readonly stood: PlannerSupergraph;
  readonly fetches: FetchIr[];
}

/** Apollo's planner as the source of our plans. `build` reads a supergraph's SDL. */
export function apolloPlanSource(sdl: string, build: (sdl: string) => Supergraph): PlanSource {
  const supergraph = build(sdl);
  const schema = supergraph.schema.toGraphQLJSSchema();
  const { planner, stood } = standInPlanner(sdl, build) ?? {
    planner: apolloPlanner(supergraph),
    stood: PLAIN,
  };
  return {
    plan(job) {
      const { node } = planner.plan(job);
      const fetches: FetchIr[] = [];
      if (node === undefined) return { node: null, fetches };
      if (node.kind === 'Subscription') throw new Error('Subscriptions are not executed by this engine.');
      return { node: nodeIr({ schema, stood, fetches }, node, []), fetches };
    },
  };
}

const PLAIN: PlannerSupergraph = { sdl: '', standIns: new Map(), requiredBy: new Map() };

/** Null where nothing is to be replaced, or Apollo's model does not take the replacement: it plans as it always did. */
function standInPlanner(sdl: string, build: (sdl: string) => Supergraph) {
  try {
    const stood = withStandIns(sdl);
    return stood.standIns.size === 0 ? null : { planner: apolloPlanner(build(stood.sdl)), stood };
  } catch {
    return null;
  }
}

function nodeIr(translation: Translation, node: PlanNode, path: readonly PathStep[]): NodeIr {
  const inside = (child: PlanNode) => nodeIr(translation, child, path);
  switch (node.kind) {
    case 'Fetch': {
      const { fetches } = translation;
      const nodes = fetchIrs(translation, node, path).map((fetch): NodeIr => {
        return { kind: 'fetch', fetch: fetches.push(fetch) - 1 };
      });
      return nodes.length === 1 ? nodes[0]! : { kind: 'parallel', nodes };
    }
    case 'Flatten':
      return nodeIr(translation, node.node, [...path, ...node.path.flatMap(pathSteps)]);
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
      throw new Error('@defer is not executed by this engine.');
  }
}

/** Type-conditioned fetching writes `name|[A,B]` or `|[A,B]`. */
function pathSteps(step: string | number): PathStep[] {
  const [name = '', types] = String(step).split('|');
  const named: PathStep[] = name === '' ? [] : [name];
  return types === undefined
    ? named
    : [
        ...named,
        {
          types: types
            .replace(/[[\]]/g, '')
            .split(',')
            .map((type) => type.trim()),
        },
      ];
}

function fetchIrs({ schema, stood }: Translation, node: FetchNode, path: readonly PathStep[]): FetchIr[] {
  const contexts = node.contextRewrites?.map((rewrite): ContextIr => {
    if (rewrite.kind !== 'KeyRenamer') throw new Error('A context without a variable.');
    return { variable: rewrite.renameKeyTo, path: rewrite.path };
  });
  const contextual = new Set(contexts?.map(({ variable }) => variable));
  const variables = (node.variableUsages ?? []).filter((name) => !contextual.has(name));
  const planned = { operation: node.operation, requires: node.requires, variables };
  return splitRequirements(planned, stood).map(({ operation, requires, variables: used }) => ({
    subgraph: node.serviceName,
    operation,
    ...(node.operationName ? { operationName: node.operationName } : {}),
    kind: node.operationKind === OperationTypeNode.MUTATION ? 'mutation' : 'query',
    variables: used,
    path,
    ...(requires ? { requires, part: entityPart(operation, contextual) } : {}),
    ...(node.inputRewrites ? { inputRewrites: node.inputRewrites.map(rewriteIr) } : {}),
    ...(node.outputRewrites ? { outputRewrites: node.outputRewrites.map(rewriteIr) } : {}),
    ...(contexts ? { contexts } : {}),
    shape: answerShape(schema, operation),
  }));
}

function rewriteIr(rewrite: FetchDataRewrite): RewriteIr {
  return rewrite.kind === 'KeyRenamer'
    ? { path: rewrite.path, rename: rewrite.renameKeyTo }
    : { path: rewrite.path, set: rewrite.setValueTo as unknown };
}
