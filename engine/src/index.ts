export { abortSignalOf, Ending } from './ending.js';
export type { EndingSignal, EndListener } from './ending.js';
export { ExecutionAborted, outcomeOf, VariablesError } from './execution/outcome.js';
export type { EngineError, EngineErrorKind, FetchPart, FetchRecord, Outcome } from './execution/outcome.js';
export type { ExecutionRun } from './execution/execution.js';
export type { EngineKind } from './executor.js';
export type { Plan, PlannedFetch } from './plan.js';
export type { PlannableOperation } from './planning/planner.js';
export { PlanningError } from './planning/planning-error.js';
export type { PlanningFailure } from './planning/planning-error.js';
export { loadSupergraph } from './load-supergraph.js';
export type { PlanningOptions, SubgraphAddress, Supergraph, SupergraphOptions } from './supergraph.js';
export { Authorization } from './authorization/authorization.js';
export type { Unauthorized } from './authorization/authorization.js';
export { authorize } from './authorization/authorize.js';
export type { Authorized, Removed } from './authorization/authorize.js';
export { anonymous, rightsOfClaims } from './authorization/rights.js';
export type { CallerRights } from './authorization/rights.js';
export { linkedName } from './linked-names.js';
export { refusedUnder } from './reduction/reduction.js';
export type { Condition, Denials, Denied, Reader, Reduction } from './reduction/reduction.js';
export { reduceOperation, ReductionTooLarge } from './reduction/reduce.js';
export type { ReduceInput } from './reduction/reduce.js';
export { denyComputed, requiredCoordinates } from './reduction/required.js';
export { restoreRefused } from './reduction/restore.js';
export type { Restored } from './reduction/restore.js';
export { SupergraphError } from './supergraph-error.js';
export { httpTransport } from './transport/http-transport.js';
export type { HttpTransportOptions, TlsCredentials, TransportTls } from './transport/http-transport.js';
export { localTransport } from './transport/local-transport.js';
export type { LocalCall } from './transport/local-transport.js';
export { contractOf } from './variants/contract.js';
export type { Contract } from './variants/contract.js';
export { TransportError } from './transport/transport.js';
export type {
  SubgraphError,
  SubgraphRequest,
  SubgraphResponse,
  Transport,
  TransportCall,
  TransportFailure,
} from './transport/transport.js';
export { HuitongGateway } from './apollo-server/huitong-gateway.js';
export type { ApolloContext, HuitongGatewayOptions } from './apollo-server/huitong-gateway.js';
export type { AuthorizationOptions } from './apollo-server/unauthorized.js';
export type { ErrorDetail } from './apollo-server/graphql-errors.js';
