export * from './cas.js';
export * from './divisionCode.js';
export * from './telephone.js';
export * from './uscc.js';
