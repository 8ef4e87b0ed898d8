export * from './cas.js';
export * from './divisionCode.js';
export * from './uscc.js';
