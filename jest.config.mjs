import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));

/**
 * Tests run compiled, from every workspace's dist: the decorators and ESM-only packages then behave as they do in
 * production. `bench` has measurements, not tests. Only the folders that exist are roots, because jest refuses others
 * and would otherwise crawl node_modules.
 */
const workspaces = [
  'contract',
  'kit',
  'engine',
  'gateway',
  ...readdirSync(`${root}subgraphs`).map((name) => `subgraphs/${name}`),
  'cli',
  'tests',
].filter((workspace) => existsSync(`${root}${workspace}/package.json`));

export default {
  roots: workspaces.map((workspace) => `<rootDir>/${workspace}`),
  testMatch: workspaces.map((workspace) => `<rootDir>/${workspace}/dist/**/*.test.js`),
  globalSetup: '<rootDir>/scripts/lib/jestSetup.mjs',
  globalTeardown: '<rootDir>/scripts/lib/jestTeardown.mjs',
  transform: {},
  // Packages are loaded once for each worker and not for each file, and the longest files come first.
  testEnvironment: '<rootDir>/scripts/lib/testEnvironment.cjs',
  runtime: '<rootDir>/scripts/lib/testRuntime.cjs',
  testSequencer: '<rootDir>/scripts/lib/testSequencer.cjs',
  // `describe` and its friends are imported from '@jest/globals', where their types are.
  injectGlobals: false,
  // A bound for what hangs, not a measure: a machine that others load may be several times slower.
  testTimeout: 300_000,
  // One more than the cores that are promised: houses spend a fifth of their time waiting, for starts, clocks and disks.
  maxWorkers: 3,
  watchman: false,
};
