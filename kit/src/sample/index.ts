export * from './departments.js';
export * from './enterprises.js';
export * from './places.js';
export * from './random.js';
export * from './seed.js';
export * from './size.js';
