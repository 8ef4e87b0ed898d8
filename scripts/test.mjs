/**
 * npm test: every check, then every test. A failing check does not hide what comes after it.
 *
 *   npm test                          all of it
 *   npm test -- kit/src/geo           only the test files whose path matches, and no checks; source paths are
 *                                     understood, and jest's own flags (-t "name") are passed on
 *
 * The last line is always `N passed, N failed`: one for each test, each check, each test file that could not run and
 * each way in which the run itself went wrong.
 */
import { join } from 'node:path';
import { outcome, printSlowest, runJest } from './lib/jest.mjs';
import { removeOrphanedOutputs } from './lib/outputs.mjs';
import { buildPages, pagesAreCurrent } from './lib/pages.mjs';
import { projectRoot, runScript } from './lib/project.mjs';
import { run, timed } from './lib/run.mjs';

/** After check:types, which compiles, these read only: the slowest runs beside all the others. */
const readingChecks = [['check:lint'], ['check:format', 'check:boundaries', 'check:drift', 'check:compose']];

const [, , ...patterns] = process.argv;

runScript(async () => {
  const results = patterns.length === 0 ? await runChecks() : await prepareSelection();
  const report = await runJest(projectRoot, patterns);
  printSlowest(report, projectRoot);
  const tests = outcome(report);
  for (const complaint of tests.complaints) {
    console.log(complaint);
  }
  const failed = results.filter((code) => code !== 0).length + tests.failed;
  const passed = results.filter((code) => code === 0).length + tests.passed;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/** Runs the npm scripts of the same names, so that each can be run by itself; check:types also compiles the tests. */
async function runChecks() {
  removeOrphanedOutputs(projectRoot);
  const inOrder = async (checks) => {
    const codes = [];
    for (const check of checks) codes.push(await timed(check, () => run('npm', ['run', '--silent', check])));
    return codes;
  };
  const results = await inOrder(['check:types']);
  results.push(...(await Promise.all(readingChecks.map(inOrder))).flat());
  if (!pagesAreCurrent(projectRoot)) {
    results.push(await timed('build: pages', () => buildPages(projectRoot)));
  }
  return results;
}

/** Brings dist up to date for a selection of tests; only a failure to compile counts. */
async function prepareSelection() {
  console.log('Checks are skipped: only the tests that match are run. `npm test` alone runs everything.');
  const build = join(projectRoot, 'scripts/build.mjs');
  const code = await run(process.execPath, [build, '--incremental']);
  return code === 0 ? [] : [code];
}
