import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from './run.mjs';

const slowestShown = 10;

/**
 * Runs jest over the compiled tests.
 *
 * @param {string} root folder of the project
 * @param {string[]} patterns file patterns and flags of jest; none means every test
 * @returns {Promise<{ exitCode: number, results: object | undefined }>} `results` is jest's own JSON report, undefined
 *   when jest died before it could write one
 */
export async function runJest(root, patterns) {
  const folder = mkdtempSync(join(tmpdir(), 'huitong-jest-'));
  const file = join(folder, 'report.json');
  try {
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    // Without tests jest would write no report; that no test was run is a failure that we count ourselves.
    const flags = [
      '--config',
      join(root, 'jest.config.mjs'),
      '--json',
      '--outputFile',
      file,
      '--passWithNoTests',
    ];
    const nodeOptions = `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings=ExperimentalWarning`;
    const exitCode = await run(process.execPath, [jest, ...flags, ...patterns.map(compiledPattern)], {
      NODE_OPTIONS: nodeOptions.trim(),
    });
    const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
    return { exitCode, results };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** kit/src/geo/near.test.ts is run as kit/dist/geo/near.test.js; what is not such a path stays as it is. */
function compiledPattern(argument) {
  if (argument.startsWith('-')) {
    return argument;
  }
  return argument
    .replace(/\.test\.ts$/, '.test.js')
    .replace(/^(subgraphs\/[^/]+)\/(src|migrations|sample)(\/|$)/, '$1/dist/$2$3')
    .replace(/^(contract|kit|engine|gateway|cli|tests)\/src(\/|$)/, '$1/dist$2');
}

/**
 * Counts a run of jest. A test file that could not run, a run without a single test, and an exit code that no failed
 * test explains each count as one failure; a skipped or todo test counts as neither and is named.
 *
 * @returns {{ passed: number, failed: number, complaints: string[] }}
 */
export function outcome({ exitCode, results }) {
  if (results === undefined) {
    return { passed: 0, failed: 1, complaints: [`jest ended with code ${exitCode} and wrote no report`] };
  }
  const complaints = [];
  const passed = results.numPassedTests;
  let failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const notRun = results.numPendingTests + results.numTodoTests;
  if (notRun > 0) {
    complaints.push(`${notRun} tests were skipped`);
  }
  if (passed + failed === 0) {
    failed += 1;
    complaints.push('no test was run');
  } else if (exitCode !== 0 && failed === 0) {
    failed += 1;
    complaints.push(`jest ended with code ${exitCode} although no test failed`);
  }
  return { passed, failed, complaints };
}

/** Prints the slowest test files with their seconds, slowest first. */
export function printSlowest({ results }, root) {
  const files = (results?.testResults ?? [])
    .map(({ name, startTime, endTime }) => ({
      name: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, slowestShown);
  if (files.length > 0) {
    console.log('\nSlowest test files:');
  }
  for (const { name, seconds } of files) {
    console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
  }
}
