import { GraphQLError } from 'graphql';
import { ExecutionAborted, VariablesError, type EngineError } from '../execution/outcome.js';
import { ReductionTooLarge } from '../reduction/reduce.js';
import { PlanningError } from '../planning/planning-error.js';

/** `passed` shows clients the text, code and extensions that a subgraph wrote; `masked` shows none of its words. */
export type ErrorDetail = 'masked' | 'passed';

/** What goes wrong in the engine, in the terms of Apollo Server. Anything unknown is thrown on. */
export function asGraphQLErrors(thrown: unknown, detail: ErrorDetail): GraphQLError[] {
  if (Array.isArray(thrown)) return (thrown as EngineError[]).map((error) => asGraphQLError(error, detail));
  if (thrown instanceof VariablesError) {
    const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 } };
    return thrown.issues.map((issue) => new GraphQLError(issue, { extensions }));
  }
  if (thrown instanceof PlanningError) {
    const status = thrown.kind === 'QUEUE_FULL' ? 503 : 400;
    const extensions = { code: `PLANNING_${thrown.kind}`, http: { status } };
    return [new GraphQLError(thrown.message, { extensions })];
  }
  if (thrown instanceof ReductionTooLarge) {
    const extensions = { code: 'TOO_LARGE_EXPANDED', http: { status: 400 } };
    return [new GraphQLError(thrown.message, { extensions })];
  }
  if (thrown instanceof ExecutionAborted) {
    const extensions = { code: 'GATEWAY_TIMEOUT', http: { status: 504 } };
    return [new GraphQLError('The subgraphs did not answer in time.', { extensions })];
  }
  throw thrown;
}

const codes: Readonly<Record<EngineError['kind'], string>> = {
  TRANSPORT: 'SUBGRAPH_UNAVAILABLE',
  SUBGRAPH: 'DOWNSTREAM_SERVICE_ERROR',
  VALUE: 'INVALID_GRAPHQL',
};

function asGraphQLError(error: EngineError, detail: ErrorDetail): GraphQLError {
  const { kind, message, path, subgraph, code, raw } = error;
  const shown = detail === 'passed' ? raw : undefined;
  return new GraphQLError(shown?.message ?? message, {
    ...(path ? { path } : {}),
    extensions: {
      code: code ?? codes[kind],
      ...shown?.extensions,
      ...(subgraph ? { serviceName: subgraph } : {}),
    },
  });
}
