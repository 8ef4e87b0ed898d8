export * from './copyRows.js';
export * from './seats.js';
export * from './table.js';
