export * from './clocks.js';
export * from './dataset.js';
export * from './define.js';
export * from './machine.js';
export * from './row.js';
export * from './sample.js';
export * from './standing.js';
export * from './table.js';
export type { HiddenDangerInput } from './write.js';
