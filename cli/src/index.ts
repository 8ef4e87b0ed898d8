export { readConfiguration, settings } from './configuration.js';
export type { Configuration } from './configuration.js';
export { openDevelopmentIssuer } from './identity/developmentIssuer.js';
export { personas } from './identity/personas.js';
export { run } from './main.js';
export { auditSignerOf, openAuditLog } from './runtime/auditLog.js';
export type { AuditPlace } from './runtime/auditLog.js';
