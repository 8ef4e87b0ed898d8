export * from './chord.js';
export * from './crs.js';
export * from './distance.js';
export * from './ecef.js';
export * from './ellipsoid.js';
export * from './near.js';
export * from './nearSql.js';
