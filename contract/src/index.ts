export * from './caller.js';
export * from './envelope.js';
export * from './errors.js';
export * from './incidentFeed.js';
export * from './policyFeed.js';
export * from './prelude.js';
export * from './sharing.js';
