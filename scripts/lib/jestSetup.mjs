export { start as default } from './testPostgres.mjs';
