export * from './decisions.js';
export * from './demoDecisions.js';
export * from './enterpriseMatch.js';
export * from './names.js';
export * from './score.js';
export * from './tables.js';
