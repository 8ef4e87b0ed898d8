export { signedHttpTransport } from './envelope/signedHttpTransport.js';
export type { SignedHttpTransportOptions } from './envelope/signedHttpTransport.js';
export { createGateway } from './gateway.js';
export type { Gateway, GatewayState } from './gateway.js';
export { defaultLimits } from './options.js';
export type {
  FetchContext,
  GatewayOptions,
  JwtIdentity,
  Limits,
  OpenIdentity,
  Readiness,
  SubgraphDisplay,
  Transports,
} from './options.js';
export type {
  CoordinatesRead,
  DecisionLog,
  DecisionRecord,
  LogRecord,
  OutcomeRecord,
  RecordedCaller,
  RefusalRecord,
} from './records/decisionLog.js';
export { openFileDecisionLog } from './records/fileDecisionLog.js';
export type { FileDecisionLogOptions } from './records/fileDecisionLog.js';
export { verifyDecisionLog } from './records/verify.js';
