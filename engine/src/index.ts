export { ExecutionAborted, VariablesError } from './execution/outcome.js';
export type { EngineError, EngineErrorKind, FetchRecord, Outcome } from './execution/outcome.js';
export type { ExecutionRun } from './execution/execute.js';
export type { Plan, PlannedFetch } from './plan.js';
export type { PlannableOperation } from './planning/planner.js';
export { PlanningError } from './planning/planning-error.js';
export type { PlanningFailure } from './planning/planning-error.js';
export { loadSupergraph } from './load-supergraph.js';
export type { PlanningOptions, SubgraphAddress, Supergraph, SupergraphOptions } from './supergraph.js';
export { SupergraphError } from './supergraph-schema.js';
export { httpTransport } from './transport/http-transport.js';
export type { HttpTransportOptions } from './transport/http-transport.js';
export { localTransport } from './transport/local-transport.js';
export { TransportError } from './transport/transport.js';
export type {
  SubgraphError,
  SubgraphRequest,
  SubgraphResponse,
  Transport,
  TransportCall,
  TransportFailure,
} from './transport/transport.js';
