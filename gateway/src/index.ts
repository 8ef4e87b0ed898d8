export { signedHttpTransport } from './envelope/signedHttpTransport.js';
export type { SignedHttpTransportOptions } from './envelope/signedHttpTransport.js';
export { createGateway } from './gateway.js';
export type { Gateway, GatewayState } from './gateway.js';
export type { PreparedSwap } from './gateway.js';
export type { ClaimRule, ClaimsMapping, PartRule } from './identity/claims.js';
export { countsOf } from './metrics.js';
export type { MetricsSnapshot } from './metrics.js';
export { defaultCompression, defaultLimits } from './options.js';
export type { QuotaLimits } from './policy/quotas.js';
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
  PolicyOptions,
  Readiness,
  SubgraphDisplay,
  Transports,
} from './options.js';
export type {
  CoordinatesRead,
  DecisionLog,
  DecisionRecord,
  GapRecord,
  LogLogger,
  LogRecord,
  NoteRecord,
  OutcomeRecord,
  RecordedCaller,
  RecordedGrant,
  RefusalRecord,
  Truncated,
} from './records/decisionLog.js';
export {
  checkpointKeys,
  checkpointSigner,
  keyIdOf,
  originPattern,
  readCheckpoint,
} from './records/checkpoint.js';
export type { CheckpointKeys, CheckpointSigner, SignedCheckpoint } from './records/checkpoint.js';
export { lastCheckpoint as newestCheckpoint } from './records/checkpointFiles.js';
export { digestNames } from './records/digest.js';
export type { DigestName } from './records/digest.js';
export type { FileDecisionLogOptions } from './records/fileDecisionLog.js';
export { readHeader } from './records/header.js';
export type { LogHeader } from './records/header.js';
export { openFileDecisionLog } from './records/openFileDecisionLog.js';
export { proveConsistency, proveRecords } from './records/prove.js';
export type { ConsistencyProof, InclusionProof, Proved, Wanted } from './records/prove.js';
export { readLog } from './records/readLog.js';
export type { ReadRecord } from './records/readLog.js';
export { defaultRetentionDays, leastRetentionDays } from './records/retention.js';
export { logFolders, verifyDecisionLog, verifyDecisionLogs } from './records/verify.js';
export type { Verification, VerifiedChain, VerifyOptions } from './records/verify.js';
export { checkProof } from '../verifier/auditVerifier.mjs';
export type { CheckedProof, ProvedCheckpoint } from '../verifier/auditVerifier.mjs';
