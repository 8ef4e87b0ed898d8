export * from './bigrams.js';
