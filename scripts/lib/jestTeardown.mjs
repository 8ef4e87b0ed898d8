export { stop as default } from './testPostgres.mjs';
