import process from 'node:process';
import { differentialConfiguration } from './configuration.js';
import { runDifferential, type Seen } from './run.js';

/**
 * `npm run differential`: goes from seed to seed until the time is over, and tells of each what was run. The first
 * failure ends it.
 */
const { runs, seconds = 600, seed, path } = differentialConfiguration({ runs: 25, seed: 1 });

/** More than in the usual run: to open a graph takes as long as thirty operations. */
const OPERATIONS = 150;

const columns: readonly (keyof Seen)[] = [
  'graphs',
  'refused',
  'operations',
  'conflicting',
  'unplannable',
  'stock',
  'stockDiffers',
];
const line = (cells: readonly unknown[]) => cells.map((cell) => String(cell).padStart(12)).join(' ');

const begun = Date.now();
const total = Object.fromEntries(columns.map((name) => [name, 0])) as unknown as Seen;
console.log(line(['seed', ...columns, 'seconds']));
for (let next = seed; Date.now() - begun < seconds * 1000; next += 1) {
  const started = Date.now();
  const left = seconds - (started - begun) / 1000;
  const { seen, reasons, failure } = await runDifferential({
    runs,
    operationsPerGraph: OPERATIONS,
    seed: next,
    path,
    seconds: left,
  });
  for (const name of columns) total[name] += seen[name];
  console.log(line([next, ...columns.map((name) => seen[name]), Math.round((Date.now() - started) / 1000)]));
  for (const [reason, times] of reasons) console.log(`${times} without a plan: ${reason.slice(0, 200)}`);
  if (failure !== undefined) {
    console.log(failure);
    process.exitCode = 1;
  }
  if (failure !== undefined || path !== undefined) break;
}
console.log(line(['all', ...columns.map((name) => total[name]), Math.round((Date.now() - begun) / 1000)]));
