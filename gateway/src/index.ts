export { signedHttpTransport } from './envelope/signedHttpTransport.js';
export type { SignedHttpTransportOptions } from './envelope/signedHttpTransport.js';
export { createGateway } from './gateway.js';
export type { Gateway, GatewayState } from './gateway.js';
export type { PreparedSwap } from './gateway.js';
export { countsOf } from './metrics.js';
export type { MetricsSnapshot } from './metrics.js';
export { defaultCompression, defaultLimits } from './options.js';
export { automaticLimits } from './persisted/automatic.js';
export type { AutomaticLimits } from './persisted/automatic.js';
export { readManifest } from './persisted/manifest.js';
export type { ListedOperation, Manifest } from './persisted/manifest.js';
export type { CompressionOptions } from './http/compression.js';
export type {
  FetchContext,
  GatewayOptions,
  Introspection,
  JwtIdentity,
  Limits,
  OpenIdentity,
  PersistedOptions,
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
export { verifyDecisionLog, verifyDecisionLogs } from './records/verify.js';
export type { Verification, VerifiedChain } from './records/verify.js';
