export * from './diagram.js';
export { dayOfMove, type Given } from './evidence.js';
export * from './events.js';
export * from './judge.js';
export * from './legal.js';
export * from './machine.js';
export * from './move.js';
export * from './table.js';
