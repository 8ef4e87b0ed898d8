import { GraphQLError, getVariableValues, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { ExecutionRun } from '../execution/execution.js';
import {
  ExecutionAborted,
  outcomeOf,
  VariablesError,
  type EngineError,
  type FetchRecord,
  type Outcome,
} from '../execution/outcome.js';
import type { Transport } from '../transport/transport.js';
import { executeQueryPlan } from './apollo.js';
import type { StockPlan, StockSchemas } from './stock-executor.js';
import { FetchedError, FetchFailure, subgraphSource, type Source } from './subgraph-source.js';

type RequestContext = Parameters<typeof executeQueryPlan>[2];

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Executes a plan with Apollo's executor over our transports, and tells what came of it.
 *
 * @throws VariablesError when the variables do not fit the operation
 * @throws ExecutionAborted when the signal ends it
 */
export async function executeStock<Context>(
  schemas: StockSchemas,
  transports: ReadonlyMap<string, Transport<Context>>,
  plan: StockPlan,
  { variables, context, signal }: ExecutionRun<Context>,
): Promise<Outcome> {
  checkVariables(schemas.apiSchema, plan, variables);
  if (signal.aborted) throw new ExecutionAborted([], signal.reason);
  const fetches: FetchRecord[] = [];
  const run = { plan, context, signal, fetches };
  const sources = Object.create(null) as Record<string, Source>;
  for (const subgraph of plan.subgraphs) {
    sources[subgraph] = subgraphSource(subgraph, transports.get(subgraph)!, run);
  }
  const requestContext = {
    request: { variables },
    metrics: { captureTraces: false },
    logger: silent,
    context: {},
  } as unknown as RequestContext;
  const result = await executeQueryPlan(
    plan.queryPlan,
    sources,
    requestContext,
    plan.operationContext,
    schemas.supergraphSchema,
    schemas.plannerApiSchema,
  );
  if (signal.aborted) throw new ExecutionAborted(fetches, signal.reason);
  const completion = (result.extensions?.['valueCompletion'] ?? []) as readonly GraphQLFormattedError[];
  const errors = [
    ...(result.errors ?? []).map((error) => engineError(plan, error)),
    ...completion.map(completionError),
  ];
  return outcomeOf(result.data ?? null, errors, fetches);
}

function checkVariables(schema: GraphQLSchema, { operation }: StockPlan, variables: object): void {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return;
  const { errors } = getVariableValues(schema, definitions, { ...variables }, { maxErrors: 10 });
  if (errors) throw new VariablesError(errors.map(({ message }) => message));
}

/** Apollo's executor collects errors of every origin in one list; this tells them apart again. */
function engineError(plan: StockPlan, error: unknown): EngineError {
  if (error instanceof FetchFailure) return transportError(plan, error);
  const original = error instanceof GraphQLError ? (error.originalError as unknown) : undefined;
  const where = error instanceof GraphQLError && error.path ? namedPlace(error.path) : [];
  const path = where.length > 0 ? { path: where } : {};
  if (original instanceof FetchedError) {
    const { kind, subgraph, raw } = original;
    const code = raw?.extensions?.['code'];
    return {
      kind,
      subgraph,
      message:
        kind === 'SUBGRAPH'
          ? `Subgraph "${subgraph}" answered with an error.`
          : `Subgraph "${subgraph}" answered a value that does not fit its schema.`,
      ...path,
      ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? { code } : {}),
      ...(raw ? { raw } : {}),
    };
  }
  // An assertion of the executor; its text can quote values.
  const message = error instanceof Error ? error.message : String(error);
  return {
    kind: 'VALUE',
    message: 'The answers of the subgraphs do not fit together.',
    ...path,
    raw: { message },
  };
}

function transportError(plan: StockPlan, { error, fetchPath, operation }: FetchFailure): EngineError {
  const path = nearestField(plan, fetchPath, operation);
  return {
    kind: 'TRANSPORT',
    message: error.message,
    subgraph: error.subgraph,
    code: error.kind,
    ...(path.length > 0 ? { path } : {}),
  };
}

/** A path with '@' names no one place, so it ends before the first; a root fetch of one field names that field. */
function nearestField(plan: StockPlan, fetchPath: readonly (string | number)[], operation: string) {
  if (fetchPath.length === 0) {
    const fields = plan.shapes.get(operation)?.fields ?? [];
    return fields.length === 1 ? [fields[0]!.name] : [];
  }
  return namedPlace(fetchPath);
}

/** An error of a whole entity fetch keeps the planner's '@' and the subgraph's `_entities`, which no caller knows. */
function namedPlace(path: readonly (string | number)[]): readonly (string | number)[] {
  const end = path.findIndex((step) => step === '@' || step === '_entities');
  return end < 0 ? path : path.slice(0, end);
}

/** These are written by the executor from names of the API schema and a path, never from values. */
function completionError({ message, path }: GraphQLFormattedError): EngineError {
  return { kind: 'VALUE', message, ...(path ? { path } : {}) };
}
