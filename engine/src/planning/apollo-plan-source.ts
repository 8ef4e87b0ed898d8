import { operationFromDocument, type Operation, type Supergraph } from '@apollo/federation-internals';
import {
  QueryPlanner,
  type FetchDataRewrite,
  type FetchNode,
  type PlanNode,
  type QueryPlan,
} from '@apollo/query-planner';
import {
  isNonNullType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { ContextIr, FetchIr, NeedIr, NodeIr, PathStep, RewriteIr } from '../ir.js';
import { completeFetch } from './complete-fetch.js';
import { withConditions } from './conditional-requirements.js';
import type { Conditions } from './conditions.js';
import { withMembers } from './fragment-members.js';
import { withPlainConditions } from './plain-conditions.js';
import { checkRequirements, rulesOf, type Rules } from './missing-requirements.js';
import { mutationSteps } from './mutation-steps.js';
import { callersName } from './plan-names.js';
import { explained, plannerSupergraph, type PlannerSupergraph } from './planner-supergraph.js';
import { splitRequirements } from './split-requirements.js';
import { withDefinedVariables } from './undefined-variables.js';
import type { PlanJob, PlanSource } from './plan-source.js';

/** Apollo's planner, and its plans in Apollo's own form: the stock executor needs these. */
export interface ApolloPlanner {
  plan(job: PlanJob): QueryPlan;
}

/** An operation found in its document. */
interface Found {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** No `@defer`: it is not executed here. No document nodes in fetches: they would only make plans bigger. */
export function apolloPlanner(supergraph: Supergraph): ApolloPlanner {
  const apiSchema = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: false });
  return {
    plan({ source, operationName, overrideLabels }) {
      const { document, operation: node } = findOperation(source, operationName);
      const operation: Operation = operationFromDocument(
        apiSchema,
        document,
        operationName ? { operationName } : {},
      );
      if (node.operation === OperationTypeNode.SUBSCRIPTION) {
        throw new Error('Subscriptions are not planned: they are not executed by this engine.');
      }
      const overrideConditions = new Map(overrideLabels.map((label) => [label, true]));
      return planner.buildQueryPlan(operation, { overrideConditions });
    },
  };
}

/** A supergraph as composition wrote it, and the same parsed. */
export interface SupergraphText {
  readonly sdl: string;
  readonly document: DocumentNode;
}

/** What plans are read with. */
interface Reading {
  readonly schema: GraphQLSchema;
  readonly stood: PlannerSupergraph;
  readonly fetches: FetchIr[];
  readonly job: PlanJob;
}

/**
 * Apollo's planner as the source of our plans.
 *
 * @param build makes a supergraph of its text
 * @throws Error when the supergraph cannot be planned on
 */
export function apolloPlanSource(
  { sdl, document }: SupergraphText,
  build: (document: DocumentNode) => Supergraph,
): PlanSource {
  const rules = rulesOf(document);
  const built = builtFor({ sdl, document }, build);
  const { schema, planOne: usual } = planningOn(built, rules);
  // Few operations ever need it.
  let careful: PlanOne | undefined;
  const planOne: PlanOne = (job, fetches) => {
    const before = fetches.length;
    try {
      return usual(job, fetches);
    } catch (error) {
      if (!rules.isNeeded) throw error;
      fetches.length = before;
      careful ??= planningOn(builtFor({ sdl, document }, build, 'all'), rules).planOne;
      try {
        return careful(job, fetches);
      } catch (again) {
        throw explained(again, job.source, built.stood);
      }
    }
  };
  return {
    plan(job) {
      const fetches: FetchIr[] = [];
      const source = /@skip|@include/.test(job.source)
        ? print(withPlainConditions(parse(job.source, { noLocation: true })))
        : job.source;
      const { document, operation } = findOperation(source, job.operationName);
      if (operation.operation !== OperationTypeNode.MUTATION) {
        return { node: planOne({ ...job, source }, fetches), fetches };
      }
      const root = schema.getMutationType()!.getFields();
      const isNonNull = (field: string) => isNonNullType(root[field]?.type);
      const ended: NeedIr[] = [];
      const nodes = mutationSteps(document, operation, isNonNull).flatMap((step) => {
        const before = fetches.length;
        const node = planOne({ ...job, source: step.source }, fetches);
        const last = step.last && callersName(step.last);
        const needs = [...ended];
        for (let index = before; needs.length > 0 && index < fetches.length; index += 1) {
          const fetch = fetches[index]!;
          if (fetch.requires === undefined) fetches[index] = { ...fetch, needs };
        }
        if (last !== undefined) ended.push({ name: last, when: step.conditions });
        return node === null ? [] : [conditional(step.conditions, node)];
      });
      return { node: nodes.length === 0 ? null : { kind: 'sequence', nodes }, fetches };
    },
  };
}

/** Adds its fetches to those that are there. @throws Error where there is no plan, or none that is right. */
type PlanOne = (job: PlanJob, fetches: FetchIr[]) => NodeIr | null;

/** Apollo's planner on one form of the supergraph. */
function planningOn(
  { stood, supergraph }: Built,
  rules: Rules,
): { readonly schema: GraphQLSchema; readonly planOne: PlanOne } {
  const planner = apolloPlanner(supergraph);
  const schema = supergraph.schema.toGraphQLJSSchema();
  // Few supergraphs ever need it.
  let apiSchema: GraphQLSchema | undefined;
  const planned = (job: PlanJob): QueryPlan => {
    try {
      return planner.plan(job);
    } catch (error) {
      apiSchema ??= supergraph.apiSchema().toGraphQLJSSchema();
      const source = withMembers(job.source, apiSchema);
      if (source === print(parse(job.source, { noLocation: true }))) throw error;
      return planner.plan({ ...job, source });
    }
  };
  const planOne: PlanOne = (job, fetches) => {
    const before = fetches.length;
    const node = planNode({ schema, stood, fetches, job }, planned(job));
    checkRequirements(fetches.slice(before), rules);
    return node;
  };
  return { schema, planOne };
}

/** A supergraph as the planner takes it, and how its plans are read. */
interface Built {
  readonly stood: PlannerSupergraph;
  readonly supergraph: Supergraph;
}

/** A supergraph that cannot have graphs of their own for such requirements does without. */
function builtFor(
  { sdl, document }: SupergraphText,
  build: (document: DocumentNode) => Supergraph,
  apart: 'chains' | 'all' = 'chains',
): Built {
  const buildFor = (stood: PlannerSupergraph) =>
    build(stood.sdl === sdl ? document : parse(stood.sdl, { noLocation: true }));
  const stood = plannerSupergraph(sdl, document, apart);
  try {
    return { stood, supergraph: buildFor(stood) };
  } catch (error) {
    if (stood.subgraphs.size === 0) throw error;
    const plain = plannerSupergraph(sdl, document, 'none');
    return { stood: plain, supergraph: buildFor(plain) };
  }
}

function findOperation(source: string, operationName: string | undefined): Found {
  const document = parse(source, { noLocation: true });
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (!operationName || node.name?.value === operationName),
  );
  if (operation === undefined) throw new Error('The document has no such operation.');
  return { document, operation };
}

function conditional(conditions: Conditions, node: NodeIr): NodeIr {
  return conditions.reduceRight<NodeIr>(
    (inner, { variable, value }) => ({ kind: 'condition', variable, [value ? 'then' : 'else']: inner }),
    node,
  );
}

function planNode(reading: Reading, { node }: QueryPlan): NodeIr | null {
  if (node === undefined) return null;
  if (node.kind === 'Subscription') throw new Error('Subscriptions are not executed by this engine.');
  return nodeIr(reading, node, []);
}

function nodeIr(reading: Reading, node: PlanNode, path: readonly PathStep[]): NodeIr {
  const inside = (child: PlanNode) => nodeIr(reading, child, path);
  switch (node.kind) {
    case 'Fetch': {
      const { fetches } = reading;
      const nodes = fetchIrs(reading, node, path).map((fetch): NodeIr => {
        return { kind: 'fetch', fetch: fetches.push(fetch) - 1 };
      });
      return nodes.length === 1 ? nodes[0]! : { kind: 'parallel', nodes };
    }
    case 'Flatten':
      return nodeIr(reading, node.node, [...path, ...node.path.flatMap(pathSteps)]);
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

function fetchIrs({ schema, stood, job }: Reading, node: FetchNode, path: readonly PathStep[]): FetchIr[] {
  const contexts = node.contextRewrites?.map((rewrite): ContextIr => {
    if (rewrite.kind !== 'KeyRenamer') throw new Error('A context without a variable.');
    return { variable: rewrite.renameKeyTo, path: rewrite.path };
  });
  const contextual = new Set(contexts?.map(({ variable }) => variable));
  const usages = node.variableUsages ?? [];
  const { operation: text, variables } = withDefinedVariables(
    { operation: node.operation, variables: usages.filter((name) => !contextual.has(name)) },
    new Set([...usages, ...contextual, 'representations']),
    () => findOperation(job.source, job.operationName).operation.variableDefinitions ?? [],
  );
  const planned = { operation: text, requires: node.requires, variables };
  const subgraph = node.serviceName;
  return splitRequirements(planned, stood).map(({ operation, requires, variables: used }) =>
    completeFetch(schema, {
      subgraph: stood.subgraphs.get(subgraph) ?? subgraph,
      operation,
      ...(node.operationName ? { operationName: node.operationName } : {}),
      kind: node.operationKind === OperationTypeNode.MUTATION ? 'mutation' : 'query',
      variables: used,
      path,
      ...(requires
        ? { requires: withConditions(requires, { subgraph, operation }, stood.requirements) }
        : {}),
      ...(node.inputRewrites ? { inputRewrites: node.inputRewrites.map(rewriteIr) } : {}),
      ...(node.outputRewrites ? { outputRewrites: node.outputRewrites.map(rewriteIr) } : {}),
      ...(contexts ? { contexts } : {}),
    }),
  );
}

function rewriteIr(rewrite: FetchDataRewrite): RewriteIr {
  return rewrite.kind === 'KeyRenamer'
    ? { path: rewrite.path, rename: rewrite.renameKeyTo }
    : { path: rewrite.path, set: rewrite.setValueTo as unknown };
}
